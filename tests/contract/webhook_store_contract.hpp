#pragma once

#include "contract/payment_store_contract.hpp"
#include "webhooks/webhook_sender.hpp"
#include "webhooks/webhook_signature.hpp"

#include <map>
#include <mutex>
#include <set>
#include <thread>

// What every adapter of ports/webhook_store.hpp promises, and what the sender makes of it.

namespace tts::test {

// Answers as the test says, and remembers what it was asked.
class ScriptedShop final : public HttpCaller {
public:
    Result<HttpAnswer> call(const HttpRequest& request) override {
        requests.push_back(request);
        if (status == 0) return Error(Errc::unavailable, "calling shop.example: refused");
        return HttpAnswer{.status = status, .body = {}, .headers = {}};
    }

    std::vector<HttpRequest> requests;
    int status = 200;
};

class WebhookStoreContract : public PaymentStoreContract {
protected:
    void SetUp() override {
        PaymentStoreContract::SetUp();
        webhooks_ = open_webhooks();
        provider.status = PaymentStatus::completed;
    }

    WebhookEndpoint added(std::vector<std::string> events = {}) {
        const WebhookEndpoint endpoint{.id = WebhookEndpointId::next(),
                                       .streamer = "ana",
                                       .url = "https://shop.example/events",
                                       .events = std::move(events),
                                       .secret = new_webhook_secret(),
                                       .created_at = now()};
        EXPECT_TRUE(webhooks_->add(endpoint, 10));
        return endpoint;
    }
    std::vector<WebhookDelivery> sent(std::optional<WebhookStatus> status = std::nullopt) {
        return webhooks_->deliveries({.streamer = "ana", .status = status, .limit = 50}).value();
    }
    std::size_t send(Timestamp at) {
        return WebhookSender(*webhooks_, shop, counters).run_once(at).value();
    }
    static std::string header(const HttpRequest& request, const std::string& name) {
        for (const auto& [key, value] : request.headers)
            if (key == name) return value;
        return {};
    }

    const std::chrono::milliseconds lease{60'000};
    std::unique_ptr<WebhookStore> webhooks_;
    ScriptedShop shop;
    WebhookCounters counters;
};

TEST_P(WebhookStoreContract, AnEventGoesToTheEndpointsThatFollowIt) {
    const auto all = added();
    const auto some = added({"order.paid", "order.shipped"});
    added({"order.cancelled"});
    const auto order = placed();
    started(order);

    // payment.started is only for who follows everything.
    const auto deliveries = sent();
    ASSERT_EQ(deliveries.size(), 3U);
    std::map<WebhookEndpointId, std::vector<std::string>> kinds;
    for (const auto& delivery : deliveries) kinds[delivery.endpoint].push_back(delivery.event.kind);
    EXPECT_EQ(kinds[some.id], std::vector<std::string>{"order.paid"});
    EXPECT_EQ(kinds[all.id].size(), 2U);
    EXPECT_EQ(deliveries.front().event.order, order.id);
}

TEST_P(WebhookStoreContract, WhatOthersWriteIsFollowedToo) {
    added();
    const auto order = placed();
    database().query("INSERT INTO order_events (id, order_id, kind, payload) VALUES ('" +
                     Uuid::next().to_string() + "', '" + order.id.to_string() +
                     "', 'order.packed', '{}')");
    EXPECT_EQ(sent().size(), 1U);
}

TEST_P(WebhookStoreContract, WhatWasTakenNobodyElseGetsUntilTheLeaseEnds) {
    added();
    started(placed());
    const auto time = now() + std::chrono::seconds(1);
    const auto other = open_webhooks();

    const auto taken = webhooks_->take(time, lease, 10).value();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_TRUE(other->take(time, lease, 10)->empty());
    EXPECT_EQ(other->take(time + lease, lease, 10)->size(), 2U);

    // Who was too slow changes nothing any more.
    auto late = taken.front();
    late.status = WebhookStatus::failed;
    ASSERT_TRUE(webhooks_->settle(late));
    EXPECT_TRUE(sent(WebhookStatus::failed).empty());
}

TEST_P(WebhookStoreContract, TwoSendersShareWhatIsDue) {
    added();
    for (int i = 0; i < 5; ++i) started(placed());
    const auto time = now() + std::chrono::seconds(1);
    std::set<Uuid> seen;
    std::size_t taken = 0;
    std::mutex mutex;
    const auto run = [&] {
        const auto store = open_webhooks();
        for (int i = 0; i < 10; ++i) {
            const auto batch = patiently([&] { return store->take(time, lease, 2); }).value();
            const std::lock_guard lock(mutex);
            taken += batch.size();
            for (const auto& delivery : batch) seen.insert(delivery.event.id);
        }
    };
    std::thread first(run);
    std::thread second(run);
    first.join();
    second.join();

    EXPECT_EQ(taken, 10U);
    EXPECT_EQ(seen.size(), 10U);
}

TEST_P(WebhookStoreContract, WhatIsSentIsSignedAndSaysWhatHappened) {
    const auto endpoint = added({"order.paid"});
    const auto order = placed();
    started(order);
    const auto time = now() + std::chrono::seconds(1);

    ASSERT_EQ(send(time), 1U);

    ASSERT_EQ(shop.requests.size(), 1U);
    const auto& request = shop.requests[0];
    EXPECT_EQ(request.url, endpoint.url);
    EXPECT_EQ(header(request, "TikTokSales-Signature"),
              webhook_signature(endpoint.secret, request.body, time));
    EXPECT_EQ(header(request, "TikTokSales-Event-Id"), sent()[0].event.id.to_string());
    EXPECT_NE(request.body.find("\"type\":\"order.paid\""), std::string::npos);
    EXPECT_NE(request.body.find(order.number), std::string::npos);
    EXPECT_EQ(sent()[0].status, WebhookStatus::delivered);
    EXPECT_EQ(send(time + std::chrono::hours(1)), 0U);
}

TEST_P(WebhookStoreContract, WhatFailsComesAgainAndAfterTwentyHoursIsGivenUpAndCanBeReplayed) {
    const auto endpoint = added({"order.paid"});
    started(placed());
    shop.status = 500;
    auto time = now() + std::chrono::seconds(1);
    const auto begun = time;
    while (sent()[0].status == WebhookStatus::pending) {
        const auto due = sent()[0].due_at;
        EXPECT_LE(due - time, std::chrono::hours(6));
        time = std::max(due, time) + std::chrono::milliseconds(1);
        ASSERT_EQ(send(time), 1U);
    }

    EXPECT_GE(time - begun, std::chrono::hours(19));
    const auto failed = sent(WebhookStatus::failed).at(0);
    EXPECT_EQ(failed.answer, 500);
    EXPECT_EQ(failed.last_error, "answered 500");
    EXPECT_EQ(failed.attempts, static_cast<int>(shop.requests.size()));

    shop.status = 204;
    ASSERT_TRUE(webhooks_->replay("ana", endpoint.id, failed.event.id, time));
    EXPECT_EQ(send(time), 1U);
    EXPECT_EQ(sent()[0].status, WebhookStatus::delivered);
    EXPECT_EQ(header(shop.requests.front(), "TikTokSales-Event-Id"),
              header(shop.requests.back(), "TikTokSales-Event-Id"));
}

TEST_P(WebhookStoreContract, AnEndpointThatDoesNotAnswerIsAskedOnceABatch) {
    added();
    for (int i = 0; i < 3; ++i) started(placed());
    shop.status = 0;

    EXPECT_EQ(send(now() + std::chrono::seconds(1)), 6U);

    EXPECT_EQ(shop.requests.size(), 1U);
    EXPECT_EQ(sent(WebhookStatus::pending).size(), 6U);
}

TEST_P(WebhookStoreContract, WhatIsRemovedIsSentNothingMore) {
    const auto endpoint = added();
    started(placed());
    EXPECT_EQ(webhooks_->remove("bea", endpoint.id, now()).error().code(), Errc::not_found);

    ASSERT_TRUE(webhooks_->remove("ana", endpoint.id, now()));

    EXPECT_EQ(send(now() + std::chrono::hours(1)), 0U);
    EXPECT_EQ(sent(WebhookStatus::failed).size(), 2U);
    EXPECT_TRUE(webhooks_->endpoints("ana")->empty());
    started(placed());
    EXPECT_EQ(sent().size(), 2U);
    EXPECT_EQ(webhooks_->replay("ana", endpoint.id, sent()[0].event.id, now()).error().code(),
              Errc::not_found);
}

TEST_P(WebhookStoreContract, EndpointsAreListedWithoutTheirSecretsAndAreLimited) {
    const auto endpoint = added({"order.paid", "order.shipped"});
    const auto listed = webhooks_->endpoints("ana").value();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].events, endpoint.events);
    EXPECT_TRUE(listed[0].secret.empty());

    auto another = endpoint;
    another.id = WebhookEndpointId::next();
    EXPECT_EQ(webhooks_->add(another, 1).error().code(), Errc::conflict);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WebhookStoreContract);

}  // namespace tts::test
