#pragma once

#include "adapters/sql/json_rows.hpp"
#include "adapters/sql/session.hpp"
#include "core/fold.hpp"
#include "ports/show_board.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
ShowPulse read_pulse(Row& row) {
    ShowPulse pulse;
    pulse.commenters = row.integer();
    pulse.unpaid_orders = row.integer();
    pulse.unpaid_units = row.integer();
    pulse.unpaid_amount = Money::from_cents(row.integer());
    return pulse;
}

template <class Row>
OrderRow read_order_row(Row& row) {
    OrderRow order;
    order.id = OrderId{row.uuid()};
    order.number = row.text();
    order.streamer = row.text();
    order.buyer = row.text();
    order.product_name = row.text();
    order.sku = row.text();
    order.variant = row.text();
    order.quantity = row.integer();
    const auto unit_price = Money::from_cents(row.integer());
    order.lines = row.parsed(parse_lines);
    if (order.lines.empty())
        order.lines.push_back({.product_name = order.product_name,
                               .sku = order.sku,
                               .variant = order.variant,
                               .quantity = static_cast<std::int32_t>(order.quantity),
                               .unit_price = unit_price});
    order.total_price = row.money();
    order.shipping = row.money();
    order.discount_code = row.text();
    order.discounted = row.money();
    order.currency = row.text();
    order.status = row.text();
    order.created_at = row.time();
    order.tracking_number = row.text();
    order.carrier = row.text();
    order.payment_status = row.text();
    order.message_channel = row.text();
    order.message_status = row.text();
    return order;
}

template <class Row>
BuyerRow read_buyer_row(Row& row) {
    BuyerRow buyer;
    buyer.streamer = row.text();
    buyer.buyer = row.text();
    buyer.currency = row.text();
    buyer.orders = row.integer();
    buyer.units = row.integer();
    buyer.total = Money::from_cents(row.integer());
    buyer.unpaid = row.integer();
    buyer.paid = Money::from_cents(row.integer());
    buyer.cancelled = row.integer();
    buyer.last_order_at = row.time();
    buyer.is_blocked = row.integer() != 0;
    return buyer;
}

template <class Row>
ResponseQuality read_quality(Row& row) {
    ResponseQuality quality;
    quality.automatic = row.integer();
    quality.undone = row.integer();
    quality.accepted = row.integer();
    quality.rejected = row.integer();
    quality.waiting = row.integer();
    quality.corrected = row.integer();
    return quality;
}

template <class Row>
ContextComment read_context_comment(Row& row) {
    ContextComment comment;
    comment.id = CommentId{row.uuid()};
    comment.client = row.text();
    comment.message = row.text();
    comment.intent = row.text();
    comment.decision = row.text();
    comment.arrived_at = row.time();
    return comment;
}

// "%words%" for LIKE with '!' before what would mean something there; empty for no words.
inline std::string like_pattern(std::string_view words) {
    if (words.empty()) return {};
    std::string pattern = "%";
    for (const char letter : folded(words)) {
        if (letter == '%' || letter == '_' || letter == '!') pattern += '!';
        pattern += letter;
    }
    return pattern + "%";
}

// ShowBoard on either database. Amounts are added up as whole hundredths.
template <class Session>
class SqlShowBoard final : public ShowBoard {
public:
    template <class... Args>
    explicit SqlShowBoard(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<ShowPulse> pulse(const std::string& streamer, Timestamp commenters_since) override {
        static const std::string sql =
            "SELECT (SELECT count(DISTINCT client) FROM chat_messages "
            "WHERE ($1::text = '' OR streamer = $1::text) AND created_at >= $2::timestamptz), "
            "count(*), CAST(coalesce(sum(quantity), 0) AS bigint), " +
            sum_of_cents("total_price") +
            " FROM orders WHERE status = 'pending' AND ($1::text = '' OR streamer = $1::text)";
        auto found = select(sql.c_str(), {streamer, to_iso8601(commenters_since)},
                            read_pulse<typename Session::Row>, "reading how the show is");
        if (!found) return found.error();
        return found->front();
    }

    Result<std::vector<OrderRow>> orders(const OrderSearch& search) override {
        std::optional<std::string> before;
        if (search.before) before = search.before->to_string();
        return select(
            orders_sql,
            {search.streamer, search.status, like_pattern(search.words), to_iso8601(search.from),
             to_iso8601(search.until), before, std::to_string(search.limit)},
            read_order_row<typename Session::Row>, "searching orders");
    }

    Result<std::vector<BuyerRow>> buyers(const BuyerSearch& search) override {
        static const std::string sql =
            "SELECT b.streamer, b.buyer, b.currency, b.orders, b.units, b.total, b.unpaid, b.paid, "
            "b.cancelled, time(b.last_at), (SELECT count(*) FROM blocked_buyers AS x "
            "WHERE x.streamer = b.streamer AND x.buyer = b.buyer AND x.blocked_at IS NOT NULL) "
            "FROM (SELECT o.streamer, o.buyer, o.currency, count(" +
            of_good("1") + ") AS orders, CAST(coalesce(sum(" + of_good("o.quantity") +
            "), 0) AS bigint) AS units, " + sum_of_cents(of_good("o.total_price")) +
            " AS total, count(CASE WHEN o.status = 'pending' THEN 1 END) AS unpaid, " +
            sum_of_cents(
                "CASE WHEN o.status IN ('paid', 'shipped', 'delivered') "
                "THEN o.total_price END") +
            " AS paid, count(CASE WHEN o.status IN ('cancelled', 'refunded') THEN 1 END) "
            "AS cancelled, max(o.created_at) AS last_at FROM orders AS o "
            "WHERE ($1::text = '' OR o.streamer = $1::text) "
            "AND ($2::text = '' OR fold(o.buyer) LIKE $2::text ESCAPE '!') "
            "GROUP BY o.streamer, o.buyer, o.currency) AS b "
            "ORDER BY b.total DESC, b.orders DESC, b.buyer, b.streamer, b.currency "
            "LIMIT $3::bigint";
        return select(sql.c_str(),
                      {search.streamer, like_pattern(search.words), std::to_string(search.limit)},
                      read_buyer_row<typename Session::Row>, "searching buyers");
    }

    Result<ResponseQuality> quality(const QualityQuery& query) override {
        auto found =
            select(quality_sql, {query.streamer, to_iso8601(query.from), to_iso8601(query.until)},
                   read_quality<typename Session::Row>, "reading what was put right");
        if (!found) return found.error();
        return found->front();
    }

    Result<std::vector<ContextComment>> context(const ContextQuery& query) override {
        const auto id = query.comment.to_string();
        auto found =
            select(context_before_sql, {query.streamer, id, std::to_string(query.before + 1)},
                   read_context_comment<typename Session::Row>, "reading the context");
        // The comment itself is the newest of these.
        if (!found || found->empty() || found->front().id != query.comment)
            return found ? Result<std::vector<ContextComment>>({}) : found;
        auto after = select(context_after_sql, {query.streamer, id, std::to_string(query.after)},
                            read_context_comment<typename Session::Row>, "reading the context");
        if (!after) return after;
        std::ranges::reverse(*found);
        std::ranges::move(*after, std::back_inserter(*found));
        return found;
    }

private:
    // Of a decimal that one database keeps as a number and the other as text.
    static std::string sum_of_cents(const std::string& decimal) {
        return "CAST(coalesce(sum(CAST(round(CAST(" + decimal +
               " AS numeric) * 100) AS bigint)), 0) AS bigint)";
    }

    static std::string of_good(const std::string& value) {
        return "CASE WHEN o.status NOT IN ('cancelled', 'refunded') THEN " + value + " END";
    }

    template <class T>
    Result<std::vector<T>> select(const char* sql,
                                  const Parameters& parameters,
                                  T (*read)(typename Session::Row&),
                                  const char* action) {
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(sql, parameters, read);
        if (!found) return found.error().during(action);
        return found;
    }

    static constexpr const char* orders_sql =
        "SELECT o.id, o.order_number, o.streamer, o.buyer, o.product_name, o.product_sku, "
        "o.variant, o.quantity, "
        "CAST(round(CAST(coalesce(o.unit_price, o.total_price / o.quantity) AS numeric) * 100) "
        "AS bigint), coalesce(CAST(o.lines AS text), ''), o.total_price, "
        "coalesce(o.shipping_price, '0'), coalesce(o.discount_code, ''), "
        "coalesce(o.discount, '0'), o.currency, o.status, time(o.created_at), "
        "o.tracking_number, o.carrier, "
        "coalesce((SELECT p.status FROM payments AS p WHERE p.order_id = o.id "
        "ORDER BY p.id DESC LIMIT 1), ''), "
        "coalesce((SELECT n.notification_type FROM payment_notifications AS n "
        "WHERE n.order_id = o.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1), ''), "
        "coalesce((SELECT n.status FROM payment_notifications AS n "
        "WHERE n.order_id = o.id ORDER BY n.created_at DESC, n.id DESC LIMIT 1), '') "
        "FROM orders AS o WHERE ($1::text = '' OR o.streamer = $1::text) "
        "AND ($2::text = '' OR o.status = $2::text) "
        "AND ($3::text = '' OR fold(o.buyer) LIKE $3::text ESCAPE '!' "
        "OR fold(o.order_number) LIKE $3::text ESCAPE '!' "
        "OR fold(o.product_name) LIKE $3::text ESCAPE '!' "
        "OR fold(o.product_sku) LIKE $3::text ESCAPE '!' "
        "OR (o.lines IS NOT NULL AND EXISTS (SELECT 1 FROM order_lines AS l "
        "WHERE l.order_id = o.id AND (fold(l.product_name) LIKE $3::text ESCAPE '!' "
        "OR fold(l.product_sku) LIKE $3::text ESCAPE '!')))) "
        "AND o.created_at >= $4::timestamptz AND o.created_at < $5::timestamptz "
        "AND ($6::uuid IS NULL OR o.id < $6::uuid) ORDER BY o.id DESC LIMIT $7::bigint";

    static constexpr const char* quality_sql =
        "WITH heard AS (SELECT id, nlp_intent, decision, coalesce(reason, '') AS reason "
        "FROM chat_messages WHERE created_at >= $2::timestamptz AND created_at < $3::timestamptz "
        "AND ($1::text = '' OR streamer = $1::text)), "
        "made AS (SELECT o.end_reason FROM orders AS o "
        "JOIN chat_messages AS c ON c.id = o.claim_id "
        "WHERE o.created_at >= $2::timestamptz AND o.created_at < $3::timestamptz "
        "AND ($1::text = '' OR o.streamer = $1::text) "
        "AND coalesce(c.reason, '') <> 'accepted by the seller') "
        "SELECT (SELECT count(*) FROM made), "
        "(SELECT count(*) FROM made WHERE end_reason = 'cancelled_by_seller'), "
        "(SELECT count(*) FROM heard WHERE reason = 'accepted by the seller'), "
        "(SELECT count(*) FROM heard WHERE reason = 'rejected by the seller'), "
        "(SELECT count(*) FROM heard WHERE decision = 'review'), "
        "(SELECT count(*) FROM heard JOIN intent_feedback AS f ON f.chat_message_id = heard.id "
        "WHERE f.label <> heard.nlp_intent)";

    static constexpr const char* context_before_sql =
        "SELECT c.id, c.client, c.message, coalesce(c.nlp_intent, ''), coalesce(c.decision, ''), "
        "time(c.created_at) FROM chat_messages AS c WHERE c.streamer = $1::text "
        "AND c.created_at <= (SELECT x.created_at FROM chat_messages AS x WHERE x.id = $2::uuid) "
        "AND c.id <= $2::uuid ORDER BY c.created_at DESC, c.id DESC LIMIT $3::bigint";

    static constexpr const char* context_after_sql =
        "SELECT c.id, c.client, c.message, coalesce(c.nlp_intent, ''), coalesce(c.decision, ''), "
        "time(c.created_at) FROM chat_messages AS c WHERE c.streamer = $1::text "
        "AND c.created_at >= (SELECT x.created_at FROM chat_messages AS x WHERE x.id = $2::uuid) "
        "AND c.id > $2::uuid ORDER BY c.created_at, c.id LIMIT $3::bigint";

    Session session_;
};

}  // namespace tts::sql
