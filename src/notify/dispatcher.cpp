#include "notify/dispatcher.hpp"

#include "core/log.hpp"

#include <array>

namespace tts {

using namespace std::chrono_literals;

namespace {

// After the last one the notification has failed: about 8 hours in all.
constexpr std::array<std::chrono::milliseconds, 7> retry_delays = {1s,    5s, 30s, 2min,
                                                                   10min, 1h, 6h};

}  // namespace

Result<std::size_t> Dispatcher::run_once(Timestamp now) {
    auto batch = store_.take_notifications(now, settings_.lease, settings_.batch_max);
    if (!batch) return batch.error().during("taking notifications");
    if (batch->empty()) return std::size_t{0};
    for (Notification& notification : *batch) deliver(notification, now);
    const auto settled = store_.settle_notifications(*batch);
    if (!settled) return settled.error().during("settling notifications");
    return batch->size();
}

void Dispatcher::deliver(Notification& notification, Timestamp now) {
    notification.updated_at = now;
    const auto notifier = notifiers_.find(notification.channel);
    const auto sent = notifier != notifiers_.end()
                          ? notifier->second->send(notification)
                          : Result<std::string>(Error(
                                Errc::invalid, "no notifier for channel " +
                                                   std::string(to_string(notification.channel))));
    if (sent) {
        ++counters_.sent;
        notification.status = NotificationStatus::sent;
        notification.message_sid = *sent;
        notification.last_error.clear();
        return;
    }
    notification.last_error = sent.error().what();
    const auto retries = static_cast<std::size_t>(notification.retry_count);
    if (sent.error().is_transient() && retries < retry_delays.size()) {
        ++counters_.retried;
        notification.due_at = now + retry_delay(notification.retry_count);
        ++notification.retry_count;
    } else {
        ++counters_.failed;
        notification.status = NotificationStatus::failed;
        log_event(Level::error, "notification_failed",
                  {{"id", notification.id.to_string()}, {"error", notification.last_error}});
    }
}

// Between half of the delay and all of it, so that what failed together does not return together.
std::chrono::milliseconds Dispatcher::retry_delay(int retry_count) {
    const auto delay = retry_delays.at(static_cast<std::size_t>(retry_count));
    std::uniform_int_distribution<std::int64_t> spread(delay.count() / 2, delay.count());
    return std::chrono::milliseconds(spread(random_));
}

}  // namespace tts
