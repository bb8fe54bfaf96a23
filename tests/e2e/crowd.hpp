#pragma once

#include "e2e/servers.hpp"
#include "support/database_client.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tts::test {

// The two products of every show that the crowd shops in: one of which there is enough for all, and
// which must be pinned, and one that runs out.
constexpr const char* plenty_sku = "VELA-01";
constexpr const char* scarce_sku = "RARA-02";
constexpr int plenty_stock = 100'000;
constexpr int scarce_stock = 15;

// A show: its two products in the database.
void open_shop(DatabaseClient& database, const std::string& streamer);

// Pins the plentiful product of the show.
void pin_plenty(const Servers& servers, const std::string& streamer);

// One buyer, who wants one thing and says so once.
struct Purchase {
    std::string streamer;
    std::string client;
    std::string sku;
    int quantity = 1;
    // Of the acknowledged comment; empty: there was no answer, so anything may have happened.
    std::string id;
    int attempts = 0;
};

// Buyers who post while servers die and come back. Every other buyer repeats the comment, under
// the same message_id, until it is acknowledged; the others take the first answer, or none, as
// given. All of them are different clients.
class Crowd {
public:
    // They post to these addresses in turn, and repeat at the next one.
    Crowd(std::vector<std::string> streamers, std::vector<std::string> comments_urls);

    void start(int threads);
    // How many comments were acknowledged so far.
    std::size_t acknowledged() const { return acknowledged_; }
    // Lets everybody finish, and returns what they did.
    std::vector<Purchase> finish();

private:
    void shop();
    Purchase next_purchase(std::size_t number) const;
    const std::string& next_url();
    void post_until_acknowledged(Purchase& purchase);
    void post_once(Purchase& purchase);

    const std::vector<std::string> streamers_;
    const std::vector<std::string> comments_urls_;
    std::vector<std::jthread> threads_;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::size_t> next_number_ = 0;
    std::atomic<std::size_t> next_url_ = 0;
    std::atomic<std::size_t> acknowledged_ = 0;
    std::mutex mutex_;
    std::vector<Purchase> done_;  // Guarded by mutex_.
};

// Waits until every acknowledged comment is stored, then expects that each is there once, that
// each buyer of what there is enough of has exactly one order, that the scarce product went to as
// many as there were, and that the stock is what was not sold.
void expect_everything_exactly_once(DatabaseClient& database,
                                    const std::vector<std::string>& streamers,
                                    const std::vector<Purchase>& purchases);

}  // namespace tts::test
