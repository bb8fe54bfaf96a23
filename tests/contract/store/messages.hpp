#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

// What of a message is stored of its way to the buyer.
struct StoredMessage {
    std::string status;
    std::string reach;
    std::string reason;

    friend bool operator==(const StoredMessage&, const StoredMessage&) = default;
};

// Written as messages are that a transaction adds to the outbox. Each test has one show, ana's.
class MessageContract : public StoreContract {
protected:
    static constexpr const char* reason = "sms: no number is known; email: no address is known";

    // A message to bob that he ordered.
    Notification message(const std::string& text = "Reserved for you, @bob") {
        if (order_.id.is_nil()) order_ = placed(sample_order(saved_product("ana", "S-1"), "bob"));
        Notification notification = sample_notification(order_.id, "bob");
        notification.channel = Channel::in_app;
        notification.streamer = "ana";
        notification.text = text;
        notification.message = {.kind = MessageKind::reserved,
                                .language = "en",
                                .variables = {{"buyer", "bob"}, {"streamer", "ana"}}};
        return notification;
    }

    const Order& order() const { return order_; }

    StoredMessage stored(const Notification& notification,
                         const std::optional<std::string>& no_address_reason = reason) {
        Effects effects;
        effects.notifications = {notification};
        effects.no_address_reason = no_address_reason;
        EXPECT_TRUE(write(effects).value().empty());
        const auto rows = database().query(
            "SELECT status, reach, reach_reason FROM payment_notifications WHERE id = '" +
            notification.id.to_string() + "'");
        EXPECT_EQ(rows.size(), 1U);
        return {.status = rows.at(0).at(0), .reach = rows.at(0).at(1), .reason = rows.at(0).at(2)};
    }

    const StoredMessage waits_{.status = "pending", .reach = "", .reason = ""};
    const StoredMessage told_{.status = "sent", .reach = "unreached", .reason = reason};

private:
    Order order_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MessageContract);

TEST_P(MessageContract, AMessageToABuyerWithoutAnAddressIsStoredAsTold) {
    EXPECT_EQ(stored(message()), told_);

    const auto trace = store().trace(order().number).value();
    ASSERT_EQ(trace.notifications.size(), 1U);
    EXPECT_EQ(trace.notifications.front().text, "Reserved for you, @bob");
}

TEST_P(MessageContract, AMessageThatIsAboutNoOrderIsToldAndMissedByNobody) {
    Notification answer = message();
    answer.order = {};

    EXPECT_EQ(stored(answer), (StoredMessage{.status = "sent", .reach = "", .reason = ""}));
}

TEST_P(MessageContract, WithoutAReasonEveryMessageWaitsForADispatcher) {
    EXPECT_EQ(stored(message(), std::nullopt), waits_);
}

TEST_P(MessageContract, WhatLeavesTheProgramWaitsForADispatcher) {
    Notification by_phone = message();
    by_phone.channel = Channel::sms;
    by_phone.recipient = "+34600000000";
    Notification by_mail_too = message();
    by_mail_too.email = "bob@example.com";
    Notification by_hand = message();
    by_hand.message = {};

    EXPECT_EQ(stored(by_phone), waits_);
    EXPECT_EQ(stored(by_mail_too), waits_);
    EXPECT_EQ(stored(by_hand), waits_);
}

TEST_P(MessageContract, AMessageToABuyerWithAContactWaitsForADispatcher) {
    database().query(
        "INSERT INTO buyer_contacts (streamer, handle, created_at, updated_at) VALUES "
        "('ana', 'bob', '2026-03-04T18:05:09.000Z', '2026-03-04T18:05:09.000Z'), "
        "('eva', 'carl', '2026-03-04T18:05:09.000Z', '2026-03-04T18:05:09.000Z')");
    Notification to_carl = message();
    to_carl.recipient = "carl";
    to_carl.message.variables["buyer"] = "carl";

    EXPECT_EQ(stored(message()), waits_);
    EXPECT_EQ(stored(to_carl), told_) << "he is known to another seller only";
}

TEST_P(MessageContract, AMessageInTheSellersWordsWaitsForADispatcher) {
    database().query(
        "INSERT INTO message_templates (streamer, message_kind, language, body, updated_at) "
        "VALUES ('ana', 'reserved', 'en', 'Yours, {buyer}!', '2026-03-04T18:05:09.000Z')");

    EXPECT_EQ(stored(message()), waits_);
}

TEST_P(MessageContract, OnAPlatformWithoutLinksAMessageWithOneWaitsForADispatcher) {
    Notification linked = message("Yours: https://shop.example/c/1");
    Notification may_be_linked = message();
    may_be_linked.message.variables["link"] = "https://shop.example/c/1";
    EXPECT_EQ(stored(linked), told_) << "links are free here";

    ShowRules rules;
    rules.platform = PlatformRules::tiktok;
    ASSERT_TRUE(store().save_rules("ana", rules));
    linked.id = NotificationId::next();

    EXPECT_EQ(stored(linked), waits_);
    EXPECT_EQ(stored(may_be_linked), waits_);
    EXPECT_EQ(stored(message()), told_);
}

}  // namespace tts::test
