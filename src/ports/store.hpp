#pragma once

#include "core/order.hpp"
#include "core/result.hpp"
#include "core/stock_move.hpp"
#include "core/waitlist.hpp"
#include "ports/catalogue.hpp"
#include "ports/feedback_store.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Where everything is kept. Every adapter passes tests/contract/store_contract.hpp. Errors of every
// function: Errc::unavailable if the database cannot be used right now (also a lock that is held
// too long, a full disk, a serialization failure that outlasted its retries), Errc::corrupt if a
// stored row cannot be understood. Others are named where they can happen.

namespace tts {

// All that one transaction writes.
struct Effects {
    std::vector<DecidedComment> comments;
    std::vector<Order> orders = {};
    std::vector<Order> changed_orders = {};  // What may change of an order that is stored.
    std::vector<Order> edited_orders = {};   // Likewise, with its lines, shipping and discount.
    std::vector<OrderLink> links = {};
    std::vector<StockMove> stock = {};
    std::vector<Wait> waits = {};  // New, or with another status and order.
    std::vector<Notification> notifications;
    std::vector<OrderEvent> events;
    // Why a message goes no further than the program if no address of its buyer is known. With it,
    // such a message is stored as told, if its text is what the seller's rules make of it; without
    // it, every message waits for a dispatcher.
    std::optional<std::string> no_address_reason = {};
};

// Who may already have ordered what.
struct BuyerProduct {
    std::string streamer;
    std::string buyer;
    ProductId product = {};  // Nil: any.

    friend auto operator<=>(const BuyerProduct&, const BuyerProduct&) = default;
};

// A shard that a worker leases, and the token that it was given with it.
struct ShardFence {
    int shard = 0;
    std::int64_t token = 0;
};

// One transaction. Destroying it without commit() rolls it back. It belongs to the thread of the
// store that began it, and only one is open at a time.
class Transaction {
public:
    virtual ~Transaction() = default;

    // Errc::conflict if a newer token was given out for one of the shards: somebody else leases it
    // now.
    virtual Result<void> hold_fences(std::span<const ShardFence> fences) = 0;

    // Orders are locked before products, by everybody, so that nobody waits in a ring.

    // The pending orders of these buyers for these products that were made at or after `since`,
    // newest first, locked until the end.
    virtual Result<std::vector<Order>> pending_orders(std::span<const BuyerProduct> keys,
                                                      Timestamp since) = 0;

    // Up to `limit` pending orders whose sweep_at has come, locked until the end. Those that
    // somebody else has locked are left out.
    virtual Result<std::vector<Order>> due_orders(Timestamp now, std::size_t limit) = 0;

    // The order of this id or number, locked until the end. Errc::not_found.
    virtual Result<Order> lock_order(const std::string& id_or_number) = 0;

    // Those of these orders, which are locked, that have a payment that is pending or completed: it
    // is of the present total, so that must stay.
    virtual Result<std::set<OrderId>> being_paid(std::span<const OrderId> orders) = 0;

    // What the streamer's discount code gives on an order that does not have it yet; nobody else
    // uses it up until the end. Errc::not_found: there is no such code. Errc::conflict: it is not
    // valid now, or used up.
    virtual Result<Discount> use_discount(const std::string& streamer,
                                          const std::string& code,
                                          Timestamp at) = 0;

    // Locks the products until the end, in the order of their ids. Those that are unknown or
    // archived are left out: nothing of them can be sold. Their variants are locked with them.
    virtual Result<std::vector<Product>> lock_products(std::span<const ProductId> ids) = 0;

    // Up to `limit` products that somebody waits for whom the stock would serve.
    virtual Result<std::vector<ProductId>> awaited_products(std::size_t limit) = 0;

    // Up to `limit` who wait for each of these products, which are locked, in the order of arrival.
    virtual Result<std::vector<Wait>> waiting(std::span<const ProductId> products,
                                              std::size_t limit) = 0;

    // How many units each buyer has of the product, in any variant, in orders that stand, made at
    // or after `since`; who has none is left out.
    virtual Result<std::map<BuyerProduct, std::int64_t>> units_of(
        std::span<const BuyerProduct> keys, Timestamp since) = 0;

    // How many orders of each buyer ran out unpaid at or after `since`. The keys' products do not
    // matter; who has none is left out.
    virtual Result<std::map<BuyerProduct, std::int64_t>> unpaid_of(
        std::span<const BuyerProduct> keys, Timestamp since) = 0;

    // Writes everything. Returns the ids of those `effects.comments` that are stored already, by id
    // or by (source, source_message_id); if there are any, the caller must roll back and decide
    // again without them. Errc::conflict if an order's claim or (streamer, idempotency key) is
    // taken, or a product's stock would fall below zero.
    virtual Result<std::vector<CommentId>> write(const Effects& effects) = 0;

    // Errc::unavailable here means that the outcome is unknown. Repeating the whole transaction is
    // safe: what was committed shows up as stored already.
    virtual Result<void> commit() = 0;
};

// Orders are listed newest first, from `before` on (exclusive).
struct OrderFilter {
    std::string streamer;  // Empty: any. Likewise below.
    std::string buyer;
    std::optional<OrderStatus> status;
    std::optional<OrderId> before;
    std::size_t limit = 50;
};

// Figures of one streamer, or of all if no streamer was named.
struct Totals {
    std::int64_t comments = 0;
    std::vector<std::pair<Intent, std::int64_t>> intents;
    std::vector<std::pair<std::string, std::int64_t>> decisions;
    std::int64_t orders = 0;
    std::int64_t units = 0;
    Money revenue;     // Of all orders that are not cancelled or refunded.
    Money commission;  // Likewise, each order rounded to the cent.
};

// A buyer whom a streamer sells nothing to.
struct BlockedBuyer {
    std::string streamer;
    std::string buyer;
    std::string reason;      // The seller's words; may be empty.
    bool is_blocked = true;  // False: sold to again.
    Timestamp at;
};

// With the ports of the catalogue and of the corrections. An instance belongs to one thread.
class Store : public Catalogue, public FeedbackStore {
public:
    virtual Result<void> ping() = 0;

    // --- Shows

    // For each streamer, in the order given: the products on the shelf, the settings, and the pins
    // and sightings that were valid at or after `since`. A streamer without a row has the default
    // settings. A fixed number of statements, however many streamers: a batch asks once.
    virtual Result<std::vector<Show>> shows(std::span<const std::string> streamers,
                                            Timestamp since) = 0;

    // The same for one streamer.
    Result<Show> show(const std::string& streamer, Timestamp since) {
        auto found = shows(std::span(&streamer, 1), since);
        if (!found) return found.error();
        return std::move(found->front());
    }

    virtual Result<void> save_streamer(const Streamer& streamer) = 0;

    // The rules of the streamer's shows from now on.
    virtual Result<void> save_rules(const std::string& streamer, const ShowRules& rules) = 0;

    // From now on, or, if not `is_blocked`, no longer.
    virtual Result<void> block_buyer(const BlockedBuyer& buyer) = 0;

    // The product is pinned from `at` on, instead of the one that the same `by` had pinned before;
    // no product: nothing is. Errc::not_found if the streamer has no such product on the shelf.
    virtual Result<void> pin(const std::string& streamer,
                             std::optional<ProductId> product,
                             Timestamp at,
                             PinnedBy by) = 0;

    // The host's.
    Result<void> pin(const std::string& streamer, std::optional<ProductId> product, Timestamp at) {
        return pin(streamer, product, at, PinnedBy::host);
    }

    virtual Result<void> add_sighting(const Sighting& sighting) = 0;

    // --- Orders

    // The next fencing token of a shard, greater than all before; older ones are refused from now.
    virtual Result<std::int64_t> next_fence(int shard) = 0;

    virtual Result<std::unique_ptr<Transaction>> begin() = 0;

    virtual Result<Order> order_by_number(const std::string& number) = 0;  // Errc::not_found.
    virtual Result<Order> order_by_idempotency_key(const std::string& streamer,
                                                   const std::string& key) = 0;  // Errc::not_found.
    virtual Result<std::vector<Order>> orders(const OrderFilter& filter) = 0;
    virtual Result<Trace> trace(const std::string& number) = 0;  // Errc::not_found.

    // The newest decided comments, newest first; of all streamers if none is named.
    virtual Result<std::vector<DecidedComment>> comments(const std::string& streamer,
                                                         std::size_t limit) = 0;

    virtual Result<Totals> totals(const std::string& streamer) = 0;
};

// Makes stores on one database. Any thread may call it.
class StoreFactory {
public:
    virtual ~StoreFactory() = default;

    virtual Result<std::unique_ptr<Store>> open() = 0;
};

struct Migration {
    std::string name;  // "001_chat_messages".
    std::string sql;
};

// Brings a database to the schema of this program.
class Migrator {
public:
    virtual ~Migrator() = default;

    virtual const std::vector<Migration>& migrations() const = 0;
    // Applies what is missing, each migration in a transaction; returns the names of those applied.
    virtual Result<std::vector<std::string>> apply() = 0;
    // Errc::conflict, naming what differs, if a migration is missing, unknown, or has another text.
    virtual Result<void> verify() = 0;
};

}  // namespace tts
