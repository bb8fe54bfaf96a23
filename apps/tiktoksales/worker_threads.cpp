#include "apps/tiktoksales/worker_threads.hpp"

#include "adapters/curl/guarded_http_caller.hpp"
#include "apps/tiktoksales/notify/notify_parts.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "buyer_page/claim_desk.hpp"
#include "buyer_page/page_link_notifier.hpp"
#include "core/log.hpp"
#include "order/hold_sweeper.hpp"
#include "pipeline/delay_learner.hpp"

#include <unistd.h>

#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tts {

using namespace std::chrono_literals;

namespace {

// Calls `open` until it works. Nothing if the thread is asked to stop before.
template <class Open>
auto open_patiently(const std::stop_token& stop, const char* what, Open open)
    -> std::decay_t<decltype(*open())> {
    for (auto delay = 100ms;; delay = std::min<std::chrono::milliseconds>(delay * 2, 5s)) {
        auto opened = open();
        if (opened) return std::move(*opened);
        log_event(Level::warning, "open_failed",
                  {{"what", what}, {"error", opened.error().what()}});
        if (!sleep_unless_stopped(stop, delay)) return {};
    }
}

std::string worker_name(int number) {
    std::array<char, 64> host{};
    gethostname(host.data(), host.size() - 1);
    // The id keeps a restarted process apart from the one before it.
    return std::string(host.data()) + ":" + std::to_string(getpid()) + ":" +
           std::to_string(number) + ":" + Uuid::next().to_string().substr(28);
}

// Why nobody without an address is reached. Nothing if the channels cannot be told now: then every
// message waits for a dispatcher, which says what is wrong.
std::optional<std::string> unreachable_reason(const ServeSettings& settings,
                                              ProviderMeters& meters) {
    const auto notify =
        NotifyParts::open(settings.notify, settings.payments.public_base_url, meters);
    if (!notify) return std::nullopt;
    return no_address_reason((*notify)->channels());
}

void run_worker(const std::stop_token& stop,
                const WorkerParts& parts,
                const ServeSettings& settings,
                int number,
                LagWatch& lags) {
    const auto consumer =
        open_patiently(stop, "queue", [&] { return parts.queue.consumer(worker_name(number)); });
    if (!consumer) return;
    const auto store = open_patiently(stop, "database", [&] { return parts.stores.open(); });
    if (!store) return;

    ClaimCodeReader codes(parts.buyer.proofs(), parts.buyer.tokens());
    PipelineSettings pipeline = settings.pipeline;
    pipeline.public_base_url = settings.payments.public_base_url;
    pipeline.no_address_reason = unreachable_reason(settings, parts.provider_meters);
    BatchProcessor processor(*store, parts.intents, pipeline, &codes, &lags);
    WorkerSettings limits;
    limits.lease_time = settings.storage.queue.lease_time;
    limits.settle = settings.storage.queue.settle;
    Worker worker(*consumer, *store, processor, limits, parts.worker_counters);
    while (!stop.stop_requested()) {
        const auto wait = worker.run_once(now());
        if (wait > 0ms && !sleep_unless_stopped(stop, wait)) break;
    }
    worker.stop();
}

// Sweeps step by step, and once an hour trims the audit stream to a week.
void run_keeper(const std::stop_token& stop, const WorkerParts& parts) {
    const auto keeper = open_patiently(stop, "queue", [&] { return parts.queue.keeper(); });
    if (!keeper) return;
    constexpr std::chrono::hours stream_age_max{24 * 7};
    Timestamp next_trim = now();
    for (auto wait = 0ms; sleep_unless_stopped(stop, wait);) {
        const auto swept = keeper->sweep(now());
        if (!swept) log_event(Level::warning, "sweep_failed", {{"error", swept.error().what()}});
        wait = swept ? *swept : std::chrono::milliseconds(1s);
        if (now() < next_trim) continue;
        next_trim = now() + 1h;
        const auto trimmed = keeper->trim_stream(now(), stream_age_max);
        if (!trimmed) log_event(Level::warning, "trim_failed", {{"error", trimmed.error().what()}});
    }
}

DeliveryLimits delivery_limits(const NotifySettings& settings) {
    return {.per_destination_max = settings.per_destination_max,
            .cost_micros_max = std::llround(settings.cost_max * 1'000'000)};
}

void run_dispatcher(const std::stop_token& stop,
                    const WorkerParts& parts,
                    const ServeSettings& settings) {
    const auto& storage = settings.storage;
    const auto store = open_patiently(stop, "database", [&] { return parts.stores.open(); });
    if (!store) return;
    const auto outbox = open_patiently(stop, "outbox", [&] { return open_outbox(storage); });
    if (!outbox) return;
    const auto contacts =
        open_patiently(stop, "contacts", [&] { return open_buyer_contacts(storage); });
    if (!contacts) return;
    const auto rules =
        open_patiently(stop, "message rules", [&] { return open_message_rules(storage); });
    if (!rules) return;
    const auto notify = open_patiently(stop, "notifiers", [&] {
        return NotifyParts::open(settings.notify, settings.payments.public_base_url,
                                 parts.provider_meters);
    });
    if (!notify) return;
    std::vector<std::unique_ptr<PageLinkNotifier>> linking;
    auto channels = notify->channels();
    for (ChannelSetup& setup : channels) {
        linking.push_back(std::make_unique<PageLinkNotifier>(
            PageLinkNotifier::Parts{.next = *setup.notifier,
                                    .store = *store,
                                    .pages = parts.buyer.pages(),
                                    .tokens = parts.buyer.tokens(),
                                    .public_base_url = settings.payments.public_base_url}));
        setup.notifier = linking.back().get();
    }
    DeliveryPlan plan(*outbox, *contacts, *rules, std::move(channels),
                      delivery_limits(settings.notify));
    Dispatcher dispatcher({*outbox, plan, notify->in_app()}, {}, parts.dispatcher_counters);
    for (auto wait = 0ms; sleep_unless_stopped(stop, wait);) {
        const auto sent = dispatcher.run_once();
        if (!sent) log_event(Level::warning, "dispatch_failed", {{"error", sent.error().what()}});
        wait = !sent ? 2s : *sent > 0 ? 0ms : 500ms;
    }
}

// Sends orders' events to the shop systems that follow them.
void run_webhook_sender(const std::stop_token& stop,
                        const WorkerParts& parts,
                        const ServeSettings& settings) {
    const auto store =
        open_patiently(stop, "webhooks", [&] { return open_webhook_store(settings.storage); });
    if (!store) return;
    GuardedHttpCaller caller({.rules = settings.webhook_rules()});
    WebhookSender sender(*store, caller, parts.webhook_counters);
    for (auto wait = 0ms; sleep_unless_stopped(stop, wait);) {
        const auto sent = sender.run_once(now());
        if (!sent) log_event(Level::warning, "webhooks_not_sent", {{"error", sent.error().what()}});
        wait = !sent ? 2s : *sent > 0 ? 0ms : 500ms;
    }
}

// Learns how far viewers are behind from what the workers find.
void run_delay_learner(const std::stop_token& stop, const ServeSettings& settings, LagWatch& lags) {
    const auto delays =
        open_patiently(stop, "delays", [&] { return open_stream_delays(settings.storage); });
    if (!delays) return;
    DelayLearner learner(lags, *delays);
    while (sleep_unless_stopped(stop, 1s)) {
        const auto learned = learner.run_once();
        if (!learned)
            log_event(Level::warning, "delay_not_learned", {{"error", learned.error().what()}});
    }
}

// Ends holds and offers what is free to those who wait.
void run_hold_sweeper(const std::stop_token& stop, const WorkerParts& parts) {
    const auto store = open_patiently(stop, "database", [&] { return parts.stores.open(); });
    if (!store) return;
    for (auto wait = 0ms; sleep_unless_stopped(stop, wait);) {
        const auto swept = sweep_holds(*store, now());
        if (!swept)
            log_event(Level::warning, "hold_sweep_failed", {{"error", swept.error().what()}});
        wait = swept && !swept->is_empty() ? 0ms : 500ms;
    }
}

}  // namespace

void start_worker_threads(Background& background,
                          const WorkerParts& parts,
                          const ServeSettings& settings) {
    // Shared by the threads alone, whichever ends last.
    const auto lags = std::make_shared<LagWatch>();
    for (int number = 0; number < settings.workers; ++number)
        background.start([parts, settings, number, lags](const std::stop_token& stop) {
            run_worker(stop, parts, settings, number, *lags);
        });
    background.start([settings, lags](const std::stop_token& stop) {
        run_delay_learner(stop, settings, *lags);
    });
    background.start([parts](const std::stop_token& stop) { run_keeper(stop, parts); });
    background.start([parts](const std::stop_token& stop) { run_hold_sweeper(stop, parts); });
    background.start([parts, settings](const std::stop_token& stop) {
        run_webhook_sender(stop, parts, settings);
    });
    background.start(
        [parts, settings](const std::stop_token& stop) { run_dispatcher(stop, parts, settings); });
}

}  // namespace tts
