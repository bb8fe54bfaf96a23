#pragma once

#include "ports/notifier.hpp"
#include "ports/store.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <random>

namespace tts {

using Notifiers = std::map<Channel, Notifier*>;

struct DispatcherSettings {
    std::size_t batch_max = 200;
    std::chrono::milliseconds lease{30'000};  // Longer than any batch takes to send.
};

struct DispatcherCounters {
    std::atomic<std::uint64_t> sent = 0;
    std::atomic<std::uint64_t> retried = 0;
    std::atomic<std::uint64_t> failed = 0;
};

// Delivers what waits in the outbox. It owns no thread: a thread calls run_once() again and again.
// A dispatcher that dies between sending and writing that down leaves its batch to the next one,
// who sends under the same key.
class Dispatcher {
public:
    Dispatcher(Store& store,
               Notifiers notifiers,
               DispatcherSettings settings,
               DispatcherCounters& counters)
        : store_(store),
          notifiers_(std::move(notifiers)),
          settings_(settings),
          counters_(counters) {}

    // Delivers one batch and returns its size; 0 means that nothing is due.
    Result<std::size_t> run_once(Timestamp now);

private:
    void deliver(Notification& notification, Timestamp now);
    std::chrono::milliseconds retry_delay(int retry_count);

    Store& store_;
    const Notifiers notifiers_;
    const DispatcherSettings settings_;
    DispatcherCounters& counters_;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace tts
