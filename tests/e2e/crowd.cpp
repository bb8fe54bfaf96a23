#include "e2e/crowd.hpp"

#include "e2e/api.hpp"
#include "e2e/deployment.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace tts::test {

namespace {

// Slow enough that a test of a minute is a few thousand comments, fast enough that every kill hits
// comments in every state.
constexpr std::chrono::milliseconds pause_between_comments{12};
constexpr std::chrono::milliseconds pause_before_repeat{50};
// A lease of a killed worker, a sweep for orphaned lists and the work itself.
constexpr std::chrono::seconds drain_patience{180};

// Every eighth buyer wants the scarce product, every fifth of the others two pieces.
constexpr std::size_t scarce_every = 8;
constexpr std::size_t two_every = 5;

std::string body_of(const Purchase& purchase, const std::string& message_id) {
    std::string message = purchase.quantity == 2 ? "lo quiero 2" : "lo quiero";
    if (purchase.sku == scarce_sku) message = std::string("quiero ") + scarce_sku;
    std::vector<std::pair<std::string, std::string>> members = {
        {"streamer", purchase.streamer}, {"client", purchase.client}, {"message", message}};
    if (!message_id.empty()) {
        members.emplace_back("message_id", message_id);
        members.emplace_back("source", "crowd");
    }
    return object(members);
}

// How often each client of the streamer occurs in a table, and with what.
using ByClient = std::map<std::string, Rows>;

ByClient by_client(DatabaseClient& database, const std::string& sql, const std::string& streamer) {
    ByClient rows;
    for (auto& row : database.query(sql, {streamer})) rows[row.front()].push_back(std::move(row));
    return rows;
}

// How many acknowledged comments are not stored.
std::size_t missing(DatabaseClient& database,
                    const std::vector<std::string>& streamers,
                    const std::vector<Purchase>& purchases) {
    std::set<std::string> stored;
    for (const auto& streamer : streamers)
        for (const auto& row :
             database.query("SELECT client FROM chat_messages WHERE streamer = $1", {streamer}))
            stored.insert(row.front());
    return static_cast<std::size_t>(
        std::count_if(purchases.begin(), purchases.end(), [&](const Purchase& purchase) {
            return !purchase.id.empty() && !stored.contains(purchase.client);
        }));
}

void expect_stored_once(const ByClient& messages, const Purchase& purchase) {
    const auto found = messages.find(purchase.client);
    const std::size_t times = found == messages.end() ? 0 : found->second.size();
    if (purchase.id.empty()) {
        EXPECT_LE(times, 1u) << purchase.client << " never got an answer";
        return;
    }
    ASSERT_EQ(times, 1u) << purchase.client << ", acknowledged as " << purchase.id;
    // An attempt whose answer was lost may have been stored, under an id that nobody was told; then
    // the repeat, which was acknowledged, is the duplicate that has no effect.
    if (purchase.attempts > 1) return;
    EXPECT_EQ(found->second.front().at(1), purchase.id) << purchase.client;
}

void expect_one_order(const ByClient& orders, const Purchase& purchase) {
    const auto found = orders.find(purchase.client);
    ASSERT_NE(found, orders.end()) << purchase.client << " has no order";
    ASSERT_EQ(found->second.size(), 1u) << purchase.client;
    EXPECT_EQ(found->second.front().at(1), purchase.sku) << purchase.client;
    EXPECT_EQ(found->second.front().at(2), std::to_string(purchase.quantity)) << purchase.client;
}

std::int64_t stock(DatabaseClient& database, const std::string& streamer, const std::string& sku) {
    return database.number("SELECT stock FROM products WHERE streamer = $1 AND sku = $2",
                           {streamer, sku});
}

std::int64_t sold(DatabaseClient& database, const std::string& streamer, const std::string& sku) {
    return database.number(
        "SELECT COALESCE(SUM(o.quantity), 0) FROM orders o JOIN products p ON p.id = o.product_id "
        "WHERE o.streamer = $1 AND p.sku = $2",
        {streamer, sku});
}

void expect_show(DatabaseClient& database,
                 const std::string& streamer,
                 const std::vector<Purchase>& purchases) {
    const auto messages =
        by_client(database, "SELECT client, id FROM chat_messages WHERE streamer = $1", streamer);
    const auto orders = by_client(database,
                                  "SELECT o.buyer, p.sku, o.quantity FROM orders o "
                                  "JOIN products p ON p.id = o.product_id WHERE o.streamer = $1",
                                  streamer);
    std::int64_t scarce_claims = 0;
    for (const auto& purchase : purchases) {
        if (purchase.streamer != streamer) continue;
        expect_stored_once(messages, purchase);
        if (!messages.contains(purchase.client)) {
            EXPECT_FALSE(orders.contains(purchase.client)) << "an order without a comment";
        } else if (purchase.sku == plenty_sku) {
            expect_one_order(orders, purchase);
        } else {
            ++scarce_claims;
        }
    }
    const auto scarce_sold = std::min<std::int64_t>(scarce_claims, scarce_stock);
    EXPECT_EQ(sold(database, streamer, scarce_sku), scarce_sold);
    EXPECT_EQ(stock(database, streamer, scarce_sku), scarce_stock - scarce_sold);
    EXPECT_EQ(stock(database, streamer, plenty_sku) + sold(database, streamer, plenty_sku),
              plenty_stock);
    EXPECT_EQ(database.number("SELECT COUNT(*) FROM orders WHERE streamer = $1", {streamer}),
              database.number("SELECT COUNT(*) FROM chat_message_order_mapping m "
                              "JOIN orders o ON o.id = m.order_id "
                              "JOIN chat_messages c ON c.id = m.chat_message_id "
                              "WHERE o.streamer = $1 AND c.client = o.buyer",
                              {streamer}))
        << "each order comes from one comment of its buyer";
}

}  // namespace

void open_shop(DatabaseClient& database, const std::string& streamer) {
    insert_product(database, {.streamer = streamer, .sku = plenty_sku, .stock = plenty_stock});
    insert_product(database, {.streamer = streamer,
                              .sku = scarce_sku,
                              .name = "Rara pieza",
                              .price = "99.00",
                              .stock = scarce_stock});
}

void pin_plenty(const Servers& servers, const std::string& streamer) {
    const auto answer = put(servers.url("ecommerce", "/streamers/" + streamer + "/pin"),
                            object({{"sku", plenty_sku}}));
    ASSERT_EQ(answer.status, 200) << answer.body;
}

Crowd::Crowd(std::vector<std::string> streamers, std::vector<std::string> comments_urls)
    : streamers_(std::move(streamers)), comments_urls_(std::move(comments_urls)) {}

const std::string& Crowd::next_url() {
    return comments_urls_[next_url_++ % comments_urls_.size()];
}

void Crowd::start(int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { shop(); });
}

std::vector<Purchase> Crowd::finish() {
    stopping_ = true;
    threads_.clear();
    const std::lock_guard lock(mutex_);
    return done_;
}

void Crowd::shop() {
    while (!stopping_) {
        const auto number = next_number_++;
        auto purchase = next_purchase(number);
        if (number % 2 == 0)
            post_until_acknowledged(purchase);
        else
            post_once(purchase);
        if (!purchase.id.empty()) ++acknowledged_;
        {
            const std::lock_guard lock(mutex_);
            done_.push_back(std::move(purchase));
        }
        std::this_thread::sleep_for(pause_between_comments);
    }
}

Purchase Crowd::next_purchase(std::size_t number) const {
    const bool scarce = number % scarce_every == 0;
    return {.streamer = streamers_[number / scarce_every % streamers_.size()],
            .client = "buyer" + std::to_string(number),
            .sku = scarce ? scarce_sku : plenty_sku,
            .quantity = !scarce && number % two_every == 0 ? 2 : 1,
            .id = "",
            .attempts = 0};
}

void Crowd::post_until_acknowledged(Purchase& purchase) {
    const auto body = body_of(purchase, "m-" + purchase.streamer + "-" + purchase.client);
    while (purchase.id.empty()) {
        ++purchase.attempts;
        const auto answer = try_post(next_url(), body);
        if (answer.status == 200) {
            purchase.id = answer.json()["id"].text();
        } else {
            std::this_thread::sleep_for(pause_before_repeat);
        }
    }
}

void Crowd::post_once(Purchase& purchase) {
    ++purchase.attempts;
    const auto answer = try_post(next_url(), body_of(purchase, ""));
    if (answer.status == 200) purchase.id = answer.json()["id"].text();
    // A server that is away would make this thread post to nobody as fast as it can.
    else
        std::this_thread::sleep_for(pause_before_repeat);
}

void expect_everything_exactly_once(DatabaseClient& database,
                                    const std::vector<std::string>& streamers,
                                    const std::vector<Purchase>& purchases) {
    EXPECT_TRUE(
        eventually(drain_patience, [&] { return missing(database, streamers, purchases) == 0; }))
        << missing(database, streamers, purchases) << " acknowledged comments were lost";
    // Comments that nobody was told of may still become orders while we look.
    database.begin_snapshot();
    for (const auto& streamer : streamers) expect_show(database, streamer, purchases);
    database.query("COMMIT");
}

}  // namespace tts::test
