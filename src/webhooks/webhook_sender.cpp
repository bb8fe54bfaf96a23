#include "webhooks/webhook_sender.hpp"

#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "webhooks/webhook_signature.hpp"

#include <algorithm>
#include <map>

namespace tts {

namespace {

constexpr std::size_t error_bytes_max = 500;
constexpr int doublings_max = 30;  // Far beyond the longest delay.

std::string body_of(const OrderEvent& event) {
    JsonWriter json;
    json.object()
        .member("id", event.id)
        .member("type", event.kind)
        .member("created_at", event.created_at)
        .key("data")
        .raw(event.payload);
    json.end();
    return json.take();
}

HttpRequest request_of(const WebhookDelivery& delivery, Timestamp now) {
    HttpRequest request{.method = "POST", .url = delivery.url, .headers = {}, .body = {}};
    request.body = body_of(delivery.event);
    request.headers = {
        {"Content-Type", "application/json"},
        {"TikTokSales-Event-Id", delivery.event.id.to_string()},
        {"TikTokSales-Signature", webhook_signature(delivery.secret, request.body, now)}};
    return request;
}

}  // namespace

Result<std::size_t> WebhookSender::run_once(Timestamp now) {
    auto batch = store_.take(now, settings_.lease, settings_.batch_max);
    if (!batch) return batch.error();
    // An endpoint that does not answer is asked once a batch: each call takes as long as its limit.
    std::map<WebhookEndpointId, Timestamp> silent;
    for (WebhookDelivery& delivery : *batch) {
        if (const auto until = silent.find(delivery.endpoint); until != silent.end()) {
            delivery.due_at = until->second;
        } else {
            send(delivery, now);
            const bool is_silent =
                delivery.status == WebhookStatus::pending && delivery.answer == 0;
            if (is_silent) silent.emplace(delivery.endpoint, delivery.due_at);
        }
        const auto settled = store_.settle(delivery);
        if (!settled) return settled.error();
    }
    return batch->size();
}

void WebhookSender::send(WebhookDelivery& delivery, Timestamp now) {
    ++delivery.attempts;
    const auto answer = caller_.call(request_of(delivery, now));
    delivery.answer = answer ? answer->status : 0;
    if (answer && answer->status >= 200 && answer->status < 300) {
        ++counters_.delivered;
        delivery.status = WebhookStatus::delivered;
        delivery.last_error.clear();
        return;
    }
    delivery.last_error =
        answer ? "answered " + std::to_string(answer->status) : answer.error().what();
    delivery.last_error.resize(std::min(delivery.last_error.size(), error_bytes_max));
    put_off(delivery, now);
}

void WebhookSender::put_off(WebhookDelivery& delivery, Timestamp now) {
    if (now - delivery.begun_at >= settings_.give_up_after) {
        ++counters_.failed;
        delivery.status = WebhookStatus::failed;
        log_event(Level::error, "webhook_failed",
                  {{"endpoint", delivery.endpoint.to_string()},
                   {"event", delivery.event.id.to_string()},
                   {"error", delivery.last_error}});
        return;
    }
    ++counters_.retried;
    const auto doubled = settings_.retry_delay_min *
                         (std::int64_t{1} << std::min(delivery.attempts - 1, doublings_max));
    const auto longest = std::min(settings_.retry_delay_max, doubled);
    std::uniform_int_distribution<std::int64_t> part(0, longest.count());
    delivery.due_at = now + std::chrono::milliseconds(part(random_));
}

}  // namespace tts
