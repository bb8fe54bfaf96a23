#include "notify/dispatcher.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <array>

namespace tts {

using namespace std::chrono_literals;

namespace {

// Between tries; the last one again and again.
constexpr std::array<std::chrono::milliseconds, 7> retry_delays = {1s,    5s, 30s, 2min,
                                                                   10min, 1h, 6h};
// Providers keep what they know of a try for a day.
constexpr std::chrono::hours tries_max{20};

bool is_phone(Channel channel) {
    return channel == Channel::sms || channel == Channel::whatsapp;
}

Timestamp end_of(const Notification& notification) {
    const Timestamp end = notification.created_at + tries_max;
    return notification.valid_until ? std::min(end, *notification.valid_until) : end;
}

std::string joined(const std::string& first, const std::string& second) {
    return second.empty() ? first : first + "; " + second;
}

}  // namespace

Dispatcher::Dispatcher(const DispatcherParts& parts,
                       DispatcherSettings settings,
                       DispatcherCounters& counters,
                       Clock clock)
    : outbox_(parts.outbox),
      plan_(parts.plan),
      in_app_(parts.in_app),
      settings_(settings),
      counters_(counters),
      clock_(std::move(clock)) {
    for (const ChannelSetup& setup : plan_.channels()) {
        lanes_.emplace(setup.channel,
                       Lane{.setup = &setup, .bucket = TokenBucket(setup.per_second)});
        breakers_.emplace(setup.provider, Breaker({}));
    }
}

Result<std::size_t> Dispatcher::run_once() {
    plan_.forget();
    const auto followed = follow_failed();
    if (!followed) return followed.error().during("following failed messages");
    const auto batch = outbox_.take_due(clock_(), settings_.lease, settings_.batch_max);
    if (!batch) return batch.error();
    std::vector<OutboxChange> told;
    for (const Notification& notification : *batch) {
        if (notification.channel != Channel::in_app) continue;
        auto change = tell_in_app(notification);
        if (!change) return change.error().during("choosing a channel");
        told.push_back(std::move(*change));
        if (!told.back().next) continue;
        // At once, so that the limits of the next one count it.
        const auto chosen = outbox_.settle(told);
        if (!chosen) return chosen.error();
        told.clear();
    }
    const auto settled = outbox_.settle(told);
    if (!settled) return settled.error();
    for (const Notification& notification : *batch) {
        if (notification.channel == Channel::in_app) continue;
        const auto carried = carry(notification);
        if (!carried) return carried.error();
    }
    return *followed + batch->size();
}

// What a provider took and reported as failed afterwards.
Result<std::size_t> Dispatcher::follow_failed() {
    const auto failed = outbox_.failed_later(settings_.batch_max);
    if (!failed) return failed.error();
    for (const Notification& notification : *failed) {
        const auto followed = give_up(notification, notification.last_error);
        if (!followed) return followed.error();
    }
    return failed->size();
}

Result<OutboxChange> Dispatcher::tell_in_app(Notification notification) {
    const Timestamp time = clock_();
    notification.updated_at = time;
    OutboxChange change;
    if (notification.message.kind != MessageKind::text) {
        auto text = plan_.public_text_of(notification.streamer, notification.message);
        if (!text) return text.error();
        notification.text = std::move(*text);
    }
    // In the program it is there for whoever looks; nothing can fail.
    auto shown = in_app_.send(notification);
    if (!shown) return shown.error();
    notification.message_sid = std::move(*shown);
    notification.status = NotificationStatus::sent;
    notification.last_error.clear();
    ++counters_.sent;
    if (!notification.order.is_nil() && notification.message.kind != MessageKind::text) {
        auto choice = plan_.next(notification, time);
        if (!choice) return choice.error();
        change.reach = choice->next ? Reach::underway : Reach::unreached;
        change.reach_reason = std::move(choice->why_not);
        change.next = std::move(choice->next);
        if (change.reach == Reach::unreached) ++counters_.unreached;
    }
    change.notification = std::move(notification);
    return change;
}

Result<void> Dispatcher::carry(Notification notification) {
    const Timestamp time = clock_();
    const auto lane = lanes_.find(notification.channel);
    if (lane == lanes_.end())
        return give_up(std::move(notification), "the channel is not set up any more");
    if (time >= end_of(notification)) {
        const auto error = notification.last_error;
        return give_up(std::move(notification), error.empty() ? "it was too late" : error);
    }
    const auto held = held_until(notification, time);
    if (!held) return held.error();
    if (*held) {
        const auto until = **held;
        if (until >= end_of(notification))
            return give_up(std::move(notification), "quiet hours until it is of no use any more");
        notification.due_at = until;
        return settle({.notification = std::move(notification)});
    }
    if (const auto until = breakers_.at(lane->second.setup->provider).closed_until(time))
        return postpone(std::move(notification), *until,
                        lane->second.setup->provider + " is not answering");
    if (const auto until = lane->second.bucket.refuse(time))
        return postpone(notification, *until, notification.last_error);
    return send(notification, lane->second);
}

Result<std::optional<Timestamp>> Dispatcher::held_until(const Notification& notification,
                                                        Timestamp time) {
    // A mail wakes nobody, and who writes by hand knows what time it is.
    if (!is_phone(notification.channel) || notification.about.is_nil())
        return std::optional<Timestamp>();
    return plan_.quiet_until(notification.streamer, time);
}

Result<void> Dispatcher::send(const Notification& notification, Lane& lane) {
    const auto begun = outbox_.begin_attempt(notification, clock_() + settings_.lease);
    if (!begun) return begun.error();
    if (!*begun) return {};
    auto sent = lane.setup->notifier->send(notification);
    const Timestamp time = clock_();
    breakers_.at(lane.setup->provider).note(!sent && sent.error().is_transient(), time);
    Notification done = notification;
    done.updated_at = time;
    if (sent) {
        ++counters_.sent;
        done.status = NotificationStatus::sent;
        done.message_sid = std::move(*sent);
        done.last_error.clear();
        return settle({.notification = std::move(done), .reach = Reach::sent});
    }
    ++done.retry_count;
    if (!sent.error().is_transient()) return give_up(std::move(done), sent.error().what());
    ++counters_.retried;
    const auto due_at = time + retry_delay(notification.retry_count);
    return postpone(std::move(done), due_at, sent.error().what());
}

// Later, or over the next channel if there is one and later is too late.
Result<void> Dispatcher::postpone(Notification notification,
                                  Timestamp due_at,
                                  const std::string& why) {
    if (due_at >= end_of(notification)) return give_up(std::move(notification), why);
    if (!notification.about.is_nil() && due_at > notification.created_at + settings_.patience) {
        const auto choice = plan_.next(notification, clock_());
        if (!choice) return choice.error();
        if (choice->next) return give_up(std::move(notification), why);
    }
    notification.due_at = due_at;
    notification.last_error = why;
    return settle({.notification = std::move(notification)});
}

Result<void> Dispatcher::give_up(Notification notification, const std::string& why) {
    const Timestamp time = clock_();
    notification.updated_at = time;
    notification.status = NotificationStatus::failed;
    notification.last_error = why;
    ++counters_.failed;
    log_event(Level::warning, "notification_failed",
              {{"id", notification.id.to_string()},
               {"channel", to_string(notification.channel)},
               {"error", why}});
    OutboxChange change;
    if (!notification.about.is_nil()) {
        auto choice = plan_.next(notification, time);
        if (!choice) return choice.error();
        change.reach = choice->next ? Reach::underway : Reach::unreached;
        change.reach_reason =
            joined(std::string(to_string(notification.channel)) + ": " + why, choice->why_not);
        change.next = std::move(choice->next);
        ++(change.next ? counters_.fell_over : counters_.unreached);
    }
    change.notification = std::move(notification);
    return settle(change);
}

Result<void> Dispatcher::settle(const OutboxChange& change) {
    return outbox_.settle(std::span(&change, 1));
}

// Full jitter: anything up to the delay, so that what failed together does not return together.
std::chrono::milliseconds Dispatcher::retry_delay(int retry_count) {
    const auto step = std::min(static_cast<std::size_t>(retry_count), retry_delays.size() - 1);
    std::uniform_int_distribution<std::int64_t> spread(0, retry_delays.at(step).count());
    return std::chrono::milliseconds(spread(random_));
}

}  // namespace tts
