#pragma once

// The promises of ports/outbox.hpp and ports/message_rules.hpp as tests. An adapter's test file
// includes this once and says how they are opened.

#include "contract/store/fixture.hpp"
#include "order/order_effects.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/message_rules.hpp"
#include "ports/outbox.hpp"
#include "ports/webhook_store.hpp"

#include <set>
#include <thread>

namespace tts::test {

class OutboxWorld {
public:
    virtual ~OutboxWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<Outbox>> open() = 0;
    virtual Result<std::unique_ptr<MessageRules>> open_rules() = 0;
    virtual Result<std::unique_ptr<BuyerContacts>> open_contacts() = 0;
    virtual Result<std::unique_ptr<WebhookStore>> open_webhooks() = 0;
};

using MakeOutboxWorld = std::unique_ptr<OutboxWorld> (*)();

class OutboxContract : public testing::TestWithParam<MakeOutboxWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        outbox_ = world_->open().value();
    }

    static constexpr std::chrono::milliseconds lease = std::chrono::seconds(30);

    Outbox& outbox() { return *outbox_; }
    std::unique_ptr<MessageRules> rules() { return world_->open_rules().value(); }
    std::unique_ptr<Outbox> another() { return world_->open().value(); }

    void add(std::initializer_list<int> seconds) {
        for (const int second : seconds) {
            auto row = sample_notification(OrderId(), "bob" + std::to_string(second));
            row.due_at = moment(second);
            ASSERT_TRUE(outbox().add(row));
        }
    }
    std::vector<Notification> take(int second, std::size_t limit = 9) {
        return outbox().take_due(moment(second), lease, limit).value();
    }
    std::vector<std::string> recipients(int second, std::size_t limit = 9) {
        std::vector<std::string> names;
        for (const auto& row : take(second, limit)) names.push_back(row.recipient);
        return names;
    }
    std::string column(const std::string& name, const NotificationId& id) {
        return world_->database().query("SELECT " + name +
                                        " FROM payment_notifications WHERE id = '" +
                                        id.to_string() + "'")[0][0];
    }
    // Written by the worker's path: with all that the delivery needs.
    Notification told(const std::string& buyer) {
        const auto factory = world_->database().open_factory().value();
        const auto store = factory->open().value();
        const auto product = store->save_product(sample_product("ana", "S-" + buyer)).value();
        Effects effects;
        Order order = sample_order(product, buyer);
        order.hold_until = moment(900);
        add_reminder(effects, order, moment(1));
        effects.changed_orders.clear();
        effects.events.clear();
        effects.orders = {order};
        effects.notifications.front().email = "luis@example.com";
        const auto transaction = store->begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
        return effects.notifications.front();
    }

    std::unique_ptr<OutboxWorld> world_;

private:
    std::unique_ptr<Outbox> outbox_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OutboxContract);

TEST_P(OutboxContract, WhatIsDueIsTakenOldestFirstAndOnlyOnce) {
    add({3, 1, 2, 60});

    EXPECT_EQ(recipients(10, 2), (std::vector<std::string>{"bob1", "bob2"}));
    EXPECT_EQ(recipients(10), (std::vector<std::string>{"bob3"}));
    EXPECT_TRUE(recipients(10).empty());
}

TEST_P(OutboxContract, WhatTheWorkerWroteIsTakenWhole) {
    const auto written = told("luis \"ñ\" 🛒");

    const auto taken = take(10);

    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken.front(), written);
}

TEST_P(OutboxContract, ANotificationWhoseDispatcherDiedIsTakenAgain) {
    add({1});
    ASSERT_EQ(take(10).size(), 1U);

    EXPECT_TRUE(take(39).empty());
    EXPECT_EQ(take(41).size(), 1U);
    EXPECT_TRUE(take(42).empty());
}

TEST_P(OutboxContract, DispatchersNeverShareANotification) {
    for (int i = 0; i < 100; ++i)
        ASSERT_TRUE(outbox().add(sample_notification(OrderId(), std::to_string(i))));
    std::vector<std::vector<std::string>> taken(4);
    const auto dispatch = [&](std::vector<std::string>& mine) {
        const auto own = another();
        for (int idle = 0; idle < 3;) {
            const auto batch = patiently([&] { return own->take_due(moment(60), lease, 7); });
            if (!batch || batch->empty()) ++idle;
            if (!batch) continue;
            for (const auto& row : *batch) mine.push_back(row.recipient);
        }
    };

    std::vector<std::thread> dispatchers;
    for (auto& mine : taken) dispatchers.emplace_back(dispatch, std::ref(mine));
    for (auto& dispatcher : dispatchers) dispatcher.join();

    std::multiset<std::string> all;
    for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 100U);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 100U);
}

TEST_P(OutboxContract, AnAttemptIsBegunByOneOfTwoAndOutlivesItsDispatcher) {
    add({1});
    const auto taken = take(10).front();

    EXPECT_TRUE(outbox().begin_attempt(taken, moment(60)).value());
    EXPECT_FALSE(another()->begin_attempt(taken, moment(60)).value());

    EXPECT_TRUE(take(59).empty());
    const auto again = take(61);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().retry_count, taken.retry_count + 1);
}

TEST_P(OutboxContract, WhatWasSentIsKeptWithItsProofAndNeverSettledAgain) {
    add({1});
    OutboxChange change{.notification = take(10).front()};
    change.notification.status = NotificationStatus::sent;
    change.notification.message_sid = "SM'42\"";
    change.notification.text = "Changed";
    ASSERT_TRUE(outbox().settle({&change, 1}));
    const auto id = change.notification.id;
    change.notification.status = NotificationStatus::failed;
    ASSERT_TRUE(outbox().settle({&change, 1}));

    EXPECT_TRUE(take(9'999).empty());
    EXPECT_FALSE(outbox().begin_attempt(change.notification, moment(60)).value());
    EXPECT_EQ(column("status", id), "sent");
    EXPECT_EQ(column("message_sid", id), "SM'42\"");
    EXPECT_EQ(column("body", id), "Changed");
}

TEST_P(OutboxContract, ManyAreSettledAtOnceEachWithItsOwn) {
    constexpr int many = 70;  // More than two statements' worth.
    for (int i = 0; i < many; ++i) add({1});
    std::vector<OutboxChange> changes;
    for (const auto& row : take(10, many)) {
        OutboxChange change{.notification = row};
        const auto number = std::to_string(changes.size());
        change.notification.status = NotificationStatus::sent;
        change.notification.message_sid = "SM" + number;
        change.notification.text = "Text " + number;
        if (changes.size() % 2 == 0) {
            change.reach = Reach::unreached;
            change.reach_reason = "reason " + number;
        }
        changes.push_back(change);
    }
    ASSERT_EQ(changes.size(), static_cast<std::size_t>(many));
    ASSERT_TRUE(outbox().settle(changes));

    EXPECT_TRUE(take(9'999, many).empty());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto& id = changes[i].notification.id;
        EXPECT_EQ(column("message_sid", id), "SM" + std::to_string(i));
        EXPECT_EQ(column("body", id), "Text " + std::to_string(i));
        EXPECT_EQ(column("reach", id), i % 2 == 0 ? "unreached" : "");
        EXPECT_EQ(column("reach_reason", id), changes[i].reach_reason);
    }
}

TEST_P(OutboxContract, ATryThatFailedIsDueAgainWhenItSaysSo) {
    add({1});
    OutboxChange change{.notification = take(10).front()};
    change.notification.retry_count = 2;
    change.notification.last_error = "busy";
    change.notification.due_at = moment(15);  // Before its lease would have run out.
    ASSERT_TRUE(outbox().settle({&change, 1}));
    ASSERT_TRUE(outbox().settle({}));

    EXPECT_TRUE(take(14).empty());
    const auto again = take(16);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().retry_count, 2);
    EXPECT_EQ(again.front().last_error, "busy");
}

TEST_P(OutboxContract, TheNextChannelIsWrittenWithWhatHappenedToTheOneBefore) {
    const auto shown = told("luis");
    OutboxChange change{.notification = take(10).front(), .reach = Reach::underway};
    change.notification.status = NotificationStatus::sent;
    change.next = sample_notification(shown.order, "+34600123456");
    change.next->about = shown.id;
    change.next->streamer = "ana";
    ASSERT_TRUE(outbox().settle({&change, 1}));
    EXPECT_EQ(column("reach", shown.id), "underway");
    ASSERT_EQ(take(10).size(), 1U);

    OutboxChange last{.notification = *change.next,
                      .reach = Reach::unreached,
                      .reach_reason = "sms: no such number"};
    last.notification.status = NotificationStatus::failed;
    ASSERT_TRUE(outbox().settle({&last, 1}));

    EXPECT_TRUE(outbox().failed_later(9).value().empty());
    const auto unreached = outbox().unreached("ana", 9).value();
    ASSERT_EQ(unreached.size(), 1U);
    EXPECT_EQ(unreached.front().id, shown.id);
    EXPECT_EQ(unreached.front().buyer, "luis");
    EXPECT_EQ(unreached.front().kind, MessageKind::ending);
    EXPECT_EQ(unreached.front().order_number, shown.message.variables.at("order"));
    EXPECT_EQ(unreached.front().reason, "sms: no such number");
    EXPECT_TRUE(outbox().unreached("eva", 9).value().empty());
}

TEST_P(OutboxContract, AReportOfFailureStandsAndIsFollowedOnce) {
    const auto shown = told("luis");
    auto row = sample_notification(shown.order, "+34600123456");
    row.about = shown.id;
    ASSERT_TRUE(outbox().add(row));
    world_->database().query(
        "UPDATE payment_notifications SET status = 'failed', "
        "last_error = '30003' WHERE id = '" +
        row.id.to_string() + "'");

    // The dispatcher hears of it only after it wrote that the message was sent.
    OutboxChange sent{.notification = row, .reach = Reach::sent};
    sent.notification.status = NotificationStatus::sent;
    ASSERT_TRUE(outbox().settle({&sent, 1}));
    const auto failed = outbox().failed_later(9).value();
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed.front().last_error, "30003");

    OutboxChange followed{.notification = failed.front(), .reach = Reach::underway};
    followed.next = sample_notification(shown.order, "luis@example.com");
    ASSERT_TRUE(outbox().settle({&followed, 1}));
    ASSERT_TRUE(outbox().settle({&followed, 1}));  // Another dispatcher, who saw the same.

    EXPECT_TRUE(outbox().failed_later(9).value().empty());
    EXPECT_EQ(world_->database().query("SELECT count(*) FROM payment_notifications")[0][0], "3");
}

TEST_P(OutboxContract, WhatWentToAnAddressAndOverAChannelIsCounted) {
    for (const auto* const recipient : {"+1", "+1", "+2"}) {
        auto row = sample_notification(OrderId(), recipient);
        row.created_at = moment(100);
        ASSERT_TRUE(outbox().add(row));
    }
    auto failed = sample_notification(OrderId(), "+1");
    failed.status = NotificationStatus::failed;
    failed.created_at = moment(100);
    ASSERT_TRUE(outbox().add(failed));

    const auto count = [&](const SentCount& which) { return outbox().count_sent(which).value(); };
    EXPECT_EQ(count({.recipient = "+1", .since = moment(50)}), 2);
    EXPECT_EQ(count({.recipient = "+1", .since = moment(150)}), 0);
    EXPECT_EQ(count({.channel = Channel::whatsapp, .since = moment(50)}), 3);
    EXPECT_EQ(count({.channel = Channel::sms, .since = moment(50)}), 0);
}

TEST_P(OutboxContract, ASellersRulesAreFoundAsTheyWereSavedAndReplaced) {
    const auto rules = this->rules();
    EXPECT_EQ(rules->find("ana").value(), SellerMessages());
    SellerMessages messages;
    messages.quiet = {.time_zone = "Europe/Madrid", .from = 1'320, .until = 480};
    messages.templates[{.kind = MessageKind::paid, .language = "es"}] = "¡Gracias, {buyer}! 🛒";
    messages.templates[{.kind = MessageKind::paid, .language = "en"}] = "Thanks, {buyer}!";
    ASSERT_TRUE(rules->save("ana", messages, moment()));
    EXPECT_EQ(rules->find("ana").value(), messages);

    messages.quiet.reset();
    messages.templates.erase(messages.templates.begin());
    ASSERT_TRUE(rules->save("ana", messages, moment(1)));

    EXPECT_EQ(rules->find("ana").value(), messages);
    EXPECT_EQ(rules->find("eva").value(), SellerMessages());
}

}  // namespace tts::test
