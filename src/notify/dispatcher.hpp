#pragma once

#include "notify/breaker.hpp"
#include "notify/delivery_plan.hpp"
#include "notify/token_bucket.hpp"
#include "ports/notifier.hpp"
#include "ports/outbox.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>

namespace tts {

struct DispatcherSettings {
    std::size_t batch_max = 200;
    std::chrono::milliseconds lease{30'000};  // Longer than any one message takes to send.
    // A message that no try has got through for so long goes over the next channel.
    std::chrono::milliseconds patience{60'000};
};

struct DispatcherCounters {
    std::atomic<std::uint64_t> sent = 0;
    std::atomic<std::uint64_t> retried = 0;
    std::atomic<std::uint64_t> failed = 0;
    std::atomic<std::uint64_t> fell_over = 0;  // To the next channel.
    std::atomic<std::uint64_t> unreached = 0;
};

// What a dispatcher works with; all of it outlives it.
struct DispatcherParts {
    Outbox& outbox;
    DeliveryPlan& plan;
    Notifier& in_app;  // What is only shown in the program.
};

// Delivers what waits in the outbox. A message to a buyer's handle stays in the program (in_app);
// if it is about an order, it is carried to the buyer's phone or mailbox as well, over one channel
// after the other until one takes it and does not report later that it failed.
//
// It owns no thread: a thread calls run_once() again and again. Each attempt is stored before it is
// made, so that a dispatcher that dies while it sends leaves a row that says so; the next one first
// asks the provider whether the message got through, where the provider can tell. A mail server
// cannot: a mail may come twice, with the same Message-ID.
class Dispatcher {
public:
    using Clock = std::function<Timestamp()>;

    Dispatcher(const DispatcherParts& parts,
               DispatcherSettings settings,
               DispatcherCounters& counters,
               Clock clock = now);

    // Delivers one batch and returns how much there was to do; 0: nothing is due.
    Result<std::size_t> run_once();

private:
    struct Lane {
        const ChannelSetup* setup = nullptr;
        TokenBucket bucket;
    };

    Result<std::size_t> follow_failed();
    Result<OutboxChange> tell_in_app(Notification notification);
    Result<void> carry(Notification notification);
    // When it may be sent; nothing: now.
    Result<std::optional<Timestamp>> held_until(const Notification& notification, Timestamp time);
    Result<void> send(const Notification& notification, Lane& lane);
    Result<void> postpone(Notification notification, Timestamp due_at, const std::string& why);
    Result<void> give_up(Notification notification, const std::string& why);
    Result<void> settle(const OutboxChange& change);
    std::chrono::milliseconds retry_delay(int retry_count);

    Outbox& outbox_;
    DeliveryPlan& plan_;
    Notifier& in_app_;
    const DispatcherSettings settings_;
    DispatcherCounters& counters_;
    const Clock clock_;
    std::map<Channel, Lane> lanes_;
    std::map<std::string, Breaker> breakers_;  // By provider.
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace tts
