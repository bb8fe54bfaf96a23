#pragma once

#include "core/comment.hpp"
#include "core/money.hpp"
#include "core/order.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// How a show is just now. Of all shows where no streamer is named.
struct ShowPulse {
    std::int64_t commenters = 0;  // Different people who wrote since the moment that was asked for.
    std::int64_t unpaid_orders = 0;
    std::int64_t unpaid_units = 0;
    Money unpaid_amount;
};

// An order as a list of many shows it.
struct OrderRow {
    OrderId id;
    std::string number;
    std::string streamer;
    std::string buyer;
    std::string product_name;
    std::string sku;
    std::string variant;
    std::int64_t quantity = 1;     // Of all its lines.
    std::vector<OrderLine> lines;  // At least one; the first is what is named above.
    Money total_price;
    Money shipping;  // Within the total.
    std::string discount_code;
    Money discounted;  // Taken off the total.
    std::string currency;
    std::string status;
    Timestamp created_at;
    std::string tracking_number;
    std::string carrier;
    std::string payment_status;   // Of the newest payment; empty: there is none.
    std::string message_channel;  // Of the newest message to its buyer; empty: there is none.
    std::string message_status;
};

// Empty members: any.
struct OrderSearch {
    std::string streamer;
    std::string status;
    // Found anywhere in the buyer, the number, or a line's product or SKU, as core/fold.hpp
    // compares.
    std::string words;
    Timestamp from;
    Timestamp until;  // Not included.
    std::optional<OrderId> before;
    std::size_t limit = 50;
};

// What a buyer bought of a streamer in one currency.
struct BuyerRow {
    std::string streamer;
    std::string buyer;
    std::string currency;
    std::int64_t orders = 0;  // That are not cancelled or refunded; likewise the next two.
    std::int64_t units = 0;
    Money total;
    std::int64_t unpaid = 0;  // Orders.
    Money paid;
    std::int64_t cancelled = 0;  // Orders, refunded ones included.
    Timestamp last_order_at;
    bool is_blocked = false;
};

struct BuyerSearch {
    std::string streamer;  // Empty: any.
    std::string words;     // Found anywhere in the buyer's name, likewise.
    std::size_t limit = 100;
};

// How right what was decided without a person turned out to be. Comments by their arrival, orders
// by when they were made.
struct ResponseQuality {
    std::int64_t automatic = 0;  // Orders of comments that no person looked at before.
    std::int64_t undone = 0;     // Of these, those that the seller gave up.
    std::int64_t accepted = 0;   // Comments that became an order by a person's hand,
    std::int64_t rejected = 0;   // that a person decided to be none,
    std::int64_t waiting = 0;    // and that still wait for one.
    std::int64_t corrected = 0;  // Comments of which a person said that they meant something else.
};

struct QualityQuery {
    std::string streamer;  // Empty: any.
    Timestamp from;
    Timestamp until;  // Not included.
};

// A comment among its neighbours.
struct ContextComment {
    CommentId id;
    std::string client;
    std::string message;
    std::string intent;
    std::string decision;
    Timestamp arrived_at;
};

struct ContextQuery {
    std::string streamer;
    CommentId comment;
    std::size_t before = 5;
    std::size_t after = 3;
};

// What people look at who run a show, as the database adds it up. Every adapter passes
// tests/contract/show_board_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood.
class ShowBoard {
public:
    virtual ~ShowBoard() = default;

    virtual Result<ShowPulse> pulse(const std::string& streamer, Timestamp commenters_since) = 0;

    virtual Result<std::vector<OrderRow>> orders(const OrderSearch& search) = 0;  // Newest first.

    // Those who bought most first.
    virtual Result<std::vector<BuyerRow>> buyers(const BuyerSearch& search) = 0;

    virtual Result<ResponseQuality> quality(const QualityQuery& query) = 0;

    // In the order of their arrival; empty if the streamer has no such comment.
    virtual Result<std::vector<ContextComment>> context(const ContextQuery& query) = 0;
};

}  // namespace tts
