#pragma once

#include "ports/http_caller.hpp"
#include "ports/webhook_store.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>

namespace tts {

struct WebhookSenderSettings {
    std::size_t batch_max = 20;
    // Longer than a batch may take whose endpoints all hang.
    std::chrono::milliseconds lease{std::chrono::minutes(5)};
    std::chrono::milliseconds retry_delay_min{1'000};
    std::chrono::milliseconds retry_delay_max{std::chrono::hours(6)};
    std::chrono::milliseconds give_up_after{std::chrono::hours(20)};
};

struct WebhookCounters {
    std::atomic<std::uint64_t> delivered = 0;
    std::atomic<std::uint64_t> retried = 0;
    std::atomic<std::uint64_t> failed = 0;
};

// Sends events to the endpoints that follow them, signed. An answer of 2xx is the end; all else is
// tried again, more and more slowly, each time after a random part of the delay, so that what
// failed together does not return together. After 20 hours it has failed, until somebody replays
// it. An event may arrive twice and in any order: its id tells. One thread each.
class WebhookSender {
public:
    // All of it outlives the sender.
    WebhookSender(WebhookStore& store,
                  HttpCaller& caller,
                  WebhookCounters& counters,
                  WebhookSenderSettings settings = {})
        : store_(store), caller_(caller), counters_(counters), settings_(settings) {}

    // One batch; returns how many were taken.
    Result<std::size_t> run_once(Timestamp now);

private:
    void send(WebhookDelivery& delivery, Timestamp now);
    void put_off(WebhookDelivery& delivery, Timestamp now);

    WebhookStore& store_;
    HttpCaller& caller_;
    WebhookCounters& counters_;
    const WebhookSenderSettings settings_;
    std::mt19937_64 random_{std::random_device{}()};
};

}  // namespace tts
