#pragma once

#include "contract/store/dying_moment.hpp"
#include "ports/http_caller.hpp"
#include "ports/notifier.hpp"
#include "ports/outbox.hpp"
#include "ports/webhook_store.hpp"

#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace tts::test {

// A file of lines that outlives whoever writes it.
class LastingBook {
public:
    explicit LastingBook(std::string file) : file_(std::move(file)) {}

    void note(const std::string& line) const {
        std::ofstream(file_, std::ios::app) << line << std::endl;
    }
    std::multiset<std::string> lines() const {
        std::multiset<std::string> all;
        std::ifstream text(file_);
        for (std::string line; std::getline(text, line);) all.insert(line);
        return all;
    }

private:
    std::string file_;
};

// An outbox whose process dies before and after each thing that it writes.
class DyingOutbox final : public Outbox {
public:
    DyingOutbox(Outbox& real, DyingMoment& moment) : real_(real), moment_(moment) {}

    Result<void> add(const Notification& notification) override {
        return moment_.around([&] { return real_.add(notification); });
    }
    Result<std::vector<Notification>> take_due(Timestamp now,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override {
        return moment_.around([&] { return real_.take_due(now, lease, limit); });
    }
    Result<std::vector<Notification>> failed_later(std::size_t limit) override {
        return real_.failed_later(limit);
    }
    Result<bool> begin_attempt(const Notification& notification, Timestamp until) override {
        return moment_.around([&] { return real_.begin_attempt(notification, until); });
    }
    Result<void> settle(std::span<const OutboxChange> changes) override {
        return moment_.around([&] { return real_.settle(changes); });
    }
    Result<std::int64_t> count_sent(const SentCount& which) override {
        return real_.count_sent(which);
    }
    Result<std::vector<Unreached>> unreached(const std::string& streamer,
                                             std::size_t limit) override {
        return real_.unreached(streamer, limit);
    }

private:
    Outbox& real_;
    DyingMoment& moment_;
};

// A provider that outlives whoever asks it. A message that it has it does not send again, as one
// that is looked up first. The process dies before and after.
class LastingNotifier final : public Notifier {
public:
    LastingNotifier(LastingBook book, DyingMoment& moment, std::optional<Errc> refuses = {})
        : book_(std::move(book)), moment_(moment), refuses_(refuses) {}

    Result<std::string> send(const Notification& notification) override {
        const std::string id = notification.id.to_string();
        return moment_.around([&]() -> Result<std::string> {
            if (refuses_) return Error(*refuses_, "as it was told");
            if (!book_.lines().contains(id)) book_.note(id);
            return "SM" + id;
        });
    }

private:
    LastingBook book_;
    DyingMoment& moment_;
    std::optional<Errc> refuses_;
};

class DyingWebhooks final : public WebhookStore {
public:
    DyingWebhooks(WebhookStore& real, DyingMoment& moment) : real_(real), moment_(moment) {}

    Result<void> add(const WebhookEndpoint& endpoint, std::size_t endpoints_max) override {
        return moment_.around([&] { return real_.add(endpoint, endpoints_max); });
    }
    Result<std::vector<WebhookEndpoint>> endpoints(const std::string& streamer) override {
        return real_.endpoints(streamer);
    }
    Result<void> remove(const std::string& streamer,
                        const WebhookEndpointId& id,
                        Timestamp at) override {
        return moment_.around([&] { return real_.remove(streamer, id, at); });
    }
    Result<std::vector<WebhookDelivery>> take(Timestamp now,
                                              std::chrono::milliseconds lease,
                                              std::size_t limit) override {
        return moment_.around([&] { return real_.take(now, lease, limit); });
    }
    Result<void> settle(const WebhookDelivery& delivery) override {
        return moment_.around([&] { return real_.settle(delivery); });
    }
    Result<std::vector<WebhookDelivery>> deliveries(const WebhookFilter& filter) override {
        return real_.deliveries(filter);
    }
    Result<void> replay(const std::string& streamer,
                        const WebhookEndpointId& endpoint,
                        const Uuid& event,
                        Timestamp at) override {
        return moment_.around([&] { return real_.replay(streamer, endpoint, event, at); });
    }

private:
    WebhookStore& real_;
    DyingMoment& moment_;
};

// A shop system that outlives whoever calls it, and keeps the id of each event that it is sent.
class LastingShop final : public HttpCaller {
public:
    LastingShop(LastingBook book, DyingMoment& moment) : book_(std::move(book)), moment_(moment) {}

    Result<HttpAnswer> call(const HttpRequest& request) override {
        return moment_.around([&]() -> Result<HttpAnswer> {
            for (const auto& [name, value] : request.headers)
                if (name == "TikTokSales-Event-Id") book_.note(value);
            return HttpAnswer{.status = 204, .body = {}, .headers = {}};
        });
    }

private:
    LastingBook book_;
    DyingMoment& moment_;
};

}  // namespace tts::test
