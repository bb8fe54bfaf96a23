#pragma once

// What MoneyDeaths does with payments, done with messages: the flows that carry them out of the
// program are killed at every place where they could be, and done again. Each message reaches its
// buyer once, by one channel; a shop system is told of each event at least once.

#include "contract/outbox_contract.hpp"
#include "contract/store/dying_messages.hpp"
#include "notify/dispatcher.hpp"
#include "support/temp_folder.hpp"
#include "webhooks/webhook_sender.hpp"

namespace tts::test {

class MessageDeaths : public testing::TestWithParam<MakeOutboxWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
    }

    // Again and again, each time later than a lease, until it comes to its end.
    void survive(const std::string& what,
                 const std::function<void(DyingMoment&, Timestamp)>& flow) {
        survive_places(what, [&](int place) {
            const Timestamp time = begun_ + place * std::chrono::minutes(10);
            const bool is_alive =
                lives_through(place, [&](DyingMoment& dying_moment) { flow(dying_moment, time); });
            expect_one_row_a_channel();
            return is_alive;
        });
    }

    void survive_delivery() {
        survive("a delivery", [this](DyingMoment& dying_moment, Timestamp time) {
            const auto real = world_->open().value();
            const auto contacts = world_->open_contacts().value();
            const auto rules = world_->open_rules().value();
            DyingOutbox outbox(*real, dying_moment);
            LastingNotifier in_app(book("in_app"), dying_moment);
            LastingNotifier sms(book("sms"), dying_moment, sms_refuses);
            LastingNotifier email(book("email"), dying_moment);
            DeliveryPlan plan(outbox, *contacts, *rules,
                              {{.channel = Channel::sms, .notifier = &sms, .provider = "twilio"},
                               {.channel = Channel::email, .notifier = &email, .provider = "smtp"}},
                              {.per_destination_max = 0});
            DispatcherCounters counters;
            Dispatcher dispatcher({.outbox = outbox, .plan = plan, .in_app = in_app}, {}, counters,
                                  [time] { return time; });
            for (auto done = dispatcher.run_once(); !done || *done > 0;
                 done = dispatcher.run_once())
                if (!done) _exit(2);
        });
    }

    void know(const std::string& phone, const std::string& email) {
        ASSERT_TRUE(world_->open_contacts().value()->save({.streamer = "ana",
                                                           .handle = "luis",
                                                           .phone = phone,
                                                           .email = email,
                                                           .verified_by = "page",
                                                           .updated_at = begun_}));
    }

    void tell() {
        Notification row;
        row.id = NotificationId::next();
        row.order = OrderId::next();
        row.recipient = "luis";
        row.streamer = "ana";
        row.message = {.kind = MessageKind::paid,
                       .variables = {{"buyer", "luis"}, {"order", "ORD-1"}, {"items", "1 × Vela"}}};
        row.text = render(row.message);
        row.due_at = row.created_at = row.updated_at = begun_;
        ASSERT_TRUE(world_->open().value()->add(row));
    }

    std::vector<std::string> rows() {
        std::vector<std::string> all;
        for (const auto& row : world_->database().query(
                 "SELECT notification_type, status, reach FROM payment_notifications "
                 "ORDER BY created_at, notification_type"))
            all.push_back(row[0] + " " + row[1] + " " + row[2]);
        return all;
    }
    LastingBook book(const std::string& name) const {
        return LastingBook((folder_.path() / name).string());
    }

    std::unique_ptr<OutboxWorld> world_;
    std::optional<Errc> sms_refuses;
    const Timestamp begun_ = now();

private:
    void expect_one_row_a_channel() {
        for (const auto& row : world_->database().query(
                 "SELECT notification_type, count(*) FROM payment_notifications "
                 "GROUP BY notification_type"))
            EXPECT_EQ(row[1], "1") << row[0];
    }

    const TempFolder folder_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MessageDeaths);

TEST_P(MessageDeaths, AMessageGoesOutOnce) {
    know("+34600123456", "l@x.es");
    tell();

    survive_delivery();

    EXPECT_EQ(rows(), (std::vector<std::string>{"in_app sent sent", "sms sent "}));
    EXPECT_EQ(book("sms").lines().size(), 1U);
    EXPECT_TRUE(book("email").lines().empty());
}

TEST_P(MessageDeaths, WhatOneChannelRefusesGoesOutOverTheNextOnce) {
    know("+34600123456", "l@x.es");
    tell();
    sms_refuses = Errc::invalid;

    survive_delivery();

    EXPECT_EQ(rows(), (std::vector<std::string>{"in_app sent sent", "sms failed ", "email sent "}));
    EXPECT_EQ(book("email").lines().size(), 1U);
}

TEST_P(MessageDeaths, AFailureThatIsReportedLaterIsFollowedOnce) {
    know("+34600123456", "l@x.es");
    tell();
    survive_delivery();
    world_->database().query(
        "UPDATE payment_notifications SET status = 'failed', last_error = 'undelivered 30003' "
        "WHERE notification_type = 'sms'");

    survive_delivery();

    EXPECT_EQ(book("sms").lines().size(), 1U);
    EXPECT_EQ(book("email").lines().size(), 1U);
    EXPECT_EQ(world_->open().value()->unreached("ana", 9).value().size(), 0U);
}

TEST_P(MessageDeaths, WhoCannotBeReachedIsListedOnce) {
    know("+34600123456", "");
    tell();
    sms_refuses = Errc::invalid;

    survive_delivery();

    EXPECT_EQ(rows(), (std::vector<std::string>{"in_app sent unreached", "sms failed "}));
    EXPECT_EQ(world_->open().value()->unreached("ana", 9).value().size(), 1U);
}

TEST_P(MessageDeaths, AShopSystemIsToldOfEachEvent) {
    ASSERT_TRUE(world_->open_webhooks().value()->add({.id = WebhookEndpointId::next(),
                                                      .streamer = "ana",
                                                      .url = "https://shop.example/hook",
                                                      .secret = "whsec_1",
                                                      .created_at = begun_},
                                                     9));
    Effects effects;
    {
        const auto factory = world_->database().open_factory().value();
        const auto store = factory->open().value();
        const auto product = store->save_product(sample_product("ana", "S")).value();
        add_order(effects, sample_order(product, "luis"));
        const auto transaction = store->begin().value();
        ASSERT_TRUE(transaction->write(effects).value().empty());
        ASSERT_TRUE(transaction->commit());
    }

    survive("telling a shop", [this](DyingMoment& dying_moment, Timestamp time) {
        const auto real = world_->open_webhooks().value();
        DyingWebhooks webhooks(*real, dying_moment);
        LastingShop shop(book("shop"), dying_moment);
        WebhookCounters counters;
        WebhookSender sender(webhooks, shop, counters);
        for (auto sent = sender.run_once(time); !sent || *sent > 0; sent = sender.run_once(time))
            if (!sent) _exit(2);
    });

    const auto told = book("shop").lines();
    EXPECT_EQ(told.count(effects.events.front().id.to_string()), told.size());
    EXPECT_FALSE(told.empty());
    const auto deliveries = world_->open_webhooks().value()->deliveries({.streamer = "ana"});
    ASSERT_EQ(deliveries.value().size(), 1U);
    EXPECT_EQ(deliveries.value().front().status, WebhookStatus::delivered);
}

}  // namespace tts::test
