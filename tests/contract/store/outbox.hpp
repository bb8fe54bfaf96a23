#pragma once

#include "contract/store/fixture.hpp"

#include <algorithm>

namespace tts::test {

inline constexpr std::chrono::milliseconds sample_lease = std::chrono::seconds(30);

// Notifications of no order, due at these seconds.
inline Effects due_at_seconds(std::initializer_list<int> seconds) {
    Effects effects;
    for (const int second : seconds) {
        auto notification = sample_notification(OrderId(), "bob" + std::to_string(second));
        notification.due_at = moment(second);
        effects.notifications.push_back(notification);
    }
    return effects;
}

inline std::vector<std::string> recipients(const std::vector<Notification>& notifications) {
    std::vector<std::string> names;
    for (const auto& notification : notifications) names.push_back(notification.recipient);
    return names;
}

TEST_P(StoreContract, DueNotificationsAreTakenOldestFirstAndOnlyOnce) {
    const Effects effects = due_at_seconds({3, 1, 2, 60});
    ASSERT_TRUE(write(effects).value().empty());

    const auto first = store().take_notifications(moment(10), sample_lease, 2).value();
    const auto second = store().take_notifications(moment(10), sample_lease, 9).value();
    const auto third = store().take_notifications(moment(10), sample_lease, 9).value();

    EXPECT_EQ(recipients(first), (std::vector<std::string>{"bob1", "bob2"}));
    EXPECT_EQ(recipients(second), (std::vector<std::string>{"bob3"}));
    EXPECT_TRUE(third.empty());
    auto taken = first.front();
    taken.updated_at = effects.notifications[1].updated_at;
    EXPECT_EQ(taken, effects.notifications[1]);
}

TEST_P(StoreContract, ANotificationWhoseDispatcherDiedIsTakenAgain) {
    ASSERT_TRUE(write(due_at_seconds({1})).value().empty());
    ASSERT_EQ(store().take_notifications(moment(10), sample_lease, 9).value().size(), 1U);

    EXPECT_TRUE(store().take_notifications(moment(39), sample_lease, 9).value().empty());
    EXPECT_EQ(store().take_notifications(moment(41), sample_lease, 9).value().size(), 1U);
    EXPECT_TRUE(store().take_notifications(moment(42), sample_lease, 9).value().empty());
}

TEST_P(StoreContract, ASentNotificationIsKeptWithItsProof) {
    const Product product = saved_product("ana", "S-1");
    Effects effects;
    effects.orders = {sample_order(product, "bob")};
    effects.notifications = {sample_notification(effects.orders.front().id, "bob")};
    ASSERT_TRUE(write(effects).value().empty());
    auto taken = store().take_notifications(moment(10), sample_lease, 9).value();
    ASSERT_EQ(taken.size(), 1U);

    taken.front().status = NotificationStatus::sent;
    taken.front().message_sid = "SM'42\"";
    taken.front().last_error = "";
    ASSERT_TRUE(store().settle_notifications(taken));

    EXPECT_TRUE(store().take_notifications(moment(9'999), sample_lease, 9).value().empty());
    const auto kept = store().trace(effects.orders.front().number).value().notifications;
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept.front().status, NotificationStatus::sent);
    EXPECT_EQ(kept.front().message_sid, "SM'42\"");
    EXPECT_EQ(kept.front().last_error, "");
    EXPECT_EQ(kept.front().text, effects.notifications.front().text);
}

TEST_P(StoreContract, AFailedAttemptIsDueAgainWhenItSaysSo) {
    ASSERT_TRUE(write(due_at_seconds({1, 2})).value().empty());
    auto taken = store().take_notifications(moment(10), sample_lease, 9).value();
    ASSERT_EQ(taken.size(), 2U);
    taken[0].retry_count = 2;
    taken[0].last_error = "busy";
    taken[0].due_at = moment(15);  // Before its lease would have run out.
    taken[1].status = NotificationStatus::failed;
    taken[1].last_error = "no such number";

    ASSERT_TRUE(store().settle_notifications(taken));
    ASSERT_TRUE(store().settle_notifications({}));

    EXPECT_TRUE(store().take_notifications(moment(14), sample_lease, 9).value().empty());
    const auto again = store().take_notifications(moment(16), sample_lease, 9).value();
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again.front().id, taken.front().id);
    EXPECT_EQ(again.front().retry_count, 2);
    EXPECT_EQ(again.front().last_error, "busy");
}

}  // namespace tts::test
