#include "dashboard/show_board_api.hpp"

#include "core/json_writer.hpp"
#include "dashboard/query.hpp"

namespace tts::dashboard {

namespace {

using http::Request;
using http::Response;

// Who wrote within it is taken to be watching.
constexpr std::chrono::minutes watching_time{10};
constexpr std::chrono::days period_default{1};
constexpr std::size_t page_default = 50;
constexpr std::size_t page_max = 500;
constexpr std::size_t neighbours_max = 20;
constexpr std::size_t words_max = 100;  // Bytes.

Response fresh(std::string json) {
    auto response = Response::json(std::move(json));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

std::string words_of(Query& query) {
    auto words = query.text("q");
    if (words.size() > words_max)
        query.refuse("q", "must be at most " + std::to_string(words_max) + " bytes long");
    return words;
}

struct Period {
    Timestamp from;
    Timestamp until;
};

Period period_of(Query& query, Timestamp from_default) {
    Period period{.from = {}, .until = query.time("to", now() + std::chrono::seconds(1))};
    period.from = query.time("from", from_default);
    if (period.from >= period.until) query.refuse("from", "must be before 'to'");
    return period;
}

Response pulse(const ShowBoardParts& parts, const Request& request) {
    const Query query(request);
    const auto streamer = query.text("streamer");
    const auto pulse = parts.board.pulse(streamer, now() - watching_time);
    if (!pulse) return failure(pulse.error());
    const auto age = parts.queue_age();
    JsonWriter json;
    json.object()
        .member("streamer", streamer)
        .member("commenters", pulse->commenters)
        .member("unpaid_orders", pulse->unpaid_orders)
        .member("unpaid_units", pulse->unpaid_units)
        .member("unpaid_amount", pulse->unpaid_amount)
        .member("queue_age_ms", age ? std::optional(std::int64_t{age->count()}) : std::nullopt)
        .end();
    return fresh(json.take());
}

void write_lines(JsonWriter& json, const std::vector<OrderLine>& lines) {
    json.key("lines").array();
    for (const OrderLine& line : lines)
        json.object()
            .member("product_name", line.product_name)
            .member("sku", line.sku)
            .member("variant", line.variant)
            .member("quantity", line.quantity)
            .member("unit_price", line.unit_price)
            .end();
    json.end();
}

void write_order_row(JsonWriter& json, const OrderRow& order) {
    json.object()
        .member("order_id", order.id)
        .member("order_number", order.number)
        .member("streamer", order.streamer)
        .member("buyer", order.buyer)
        .member("product_name", order.product_name)
        .member("sku", order.sku)
        .member("variant", order.variant)
        .member("quantity", order.quantity)
        .member("total_price", order.total_price)
        .member("currency", order.currency)
        .member("status", order.status)
        .member("created_at", order.created_at)
        .member("tracking_number", order.tracking_number)
        .member("carrier", order.carrier)
        .member("payment_status", order.payment_status)
        .member("message_channel", order.message_channel)
        .member("message_status", order.message_status)
        .member("shipping_price", order.shipping)
        .member("discount_code", order.discount_code)
        .member("discount", order.discounted);
    write_lines(json, order.lines);
    json.end();
}

OrderSearch order_search(Query& query) {
    OrderSearch search;
    search.streamer = query.text("streamer");
    search.status = query.text("status");
    search.words = words_of(query);
    const Period period = period_of(query, Timestamp());
    search.from = period.from;
    search.until = period.until;
    search.limit = query.number("limit", {.min = 1, .max = page_max, .fallback = page_default});
    if (!search.status.empty() && !parse_order_status(search.status))
        query.refuse("status", "must be pending, paid, shipped, delivered, cancelled or refunded");
    if (const auto cursor = query.text("cursor"); !cursor.empty()) {
        const auto before = OrderId::parse(cursor);
        if (before)
            search.before = *before;
        else
            query.refuse("cursor", "must be the next_cursor of an earlier answer");
    }
    return search;
}

Response orders(const ShowBoardParts& parts, const Request& request) {
    Query query(request);
    const OrderSearch search = order_search(query);
    if (!query.ok()) return query.error_response();
    const auto found = parts.board.orders(search);
    if (!found) return failure(found.error());
    JsonWriter json;
    json.object().key("orders").array();
    for (const OrderRow& order : *found) write_order_row(json, order);
    json.end().key("next_cursor");
    if (found->size() < search.limit)
        json.value(nullptr);
    else
        json.value(found->back().id);
    return fresh(json.end().take());
}

Response buyers(const ShowBoardParts& parts, const Request& request) {
    Query query(request);
    BuyerSearch search;
    search.streamer = query.text("streamer");
    search.words = words_of(query);
    search.limit = query.number("limit", {.min = 1, .max = page_max, .fallback = page_default});
    if (!query.ok()) return query.error_response();
    const auto found = parts.board.buyers(search);
    if (!found) return failure(found.error());
    JsonWriter json;
    json.object().key("buyers").array();
    for (const BuyerRow& buyer : *found)
        json.object()
            .member("streamer", buyer.streamer)
            .member("buyer", buyer.buyer)
            .member("currency", buyer.currency)
            .member("orders", buyer.orders)
            .member("units", buyer.units)
            .member("total", buyer.total)
            .member("unpaid", buyer.unpaid)
            .member("paid", buyer.paid)
            .member("cancelled", buyer.cancelled)
            .member("last_order_at", buyer.last_order_at)
            .member("blocked", buyer.is_blocked)
            .end();
    return fresh(json.end().end().take());
}

Response quality(const ShowBoardParts& parts, const Request& request) {
    Query query(request);
    const Period period = period_of(query, now() - period_default);
    if (!query.ok()) return query.error_response();
    const auto found = parts.board.quality(
        {.streamer = query.text("streamer"), .from = period.from, .until = period.until});
    if (!found) return failure(found.error());
    const auto right = static_cast<double>(found->automatic - found->undone);
    const auto precision = found->automatic == 0
                               ? std::nullopt
                               : std::optional(right / static_cast<double>(found->automatic));
    JsonWriter json;
    json.object()
        .member("automatic", found->automatic)
        .member("undone", found->undone)
        .member("precision", precision)
        .member("accepted", found->accepted)
        .member("rejected", found->rejected)
        .member("waiting", found->waiting)
        .member("corrected", found->corrected)
        .end();
    return fresh(json.take());
}

Response gaps(const ShowBoardParts& parts, const Request& request) {
    Query query(request);
    const Period period = period_of(query, now() - period_default);
    if (!query.ok()) return query.error_response();
    const auto found = parts.gaps.gaps(
        {.streamer = query.text("streamer"), .from = period.from, .until = period.until});
    if (!found) return failure(found.error());
    JsonWriter json;
    json.object().key("gaps").array();
    for (const ChatGap& gap : *found)
        json.object()
            .member("streamer", gap.streamer)
            .member("source", gap.source)
            .member("from", gap.from)
            .member("to", gap.until)
            .member("reason", gap.reason)
            .end();
    return fresh(json.end().end().take());
}

Response context(const ShowBoardParts& parts, const Request& request) {
    Query query(request);
    const auto id = CommentId::parse(query.text("comment"));
    if (!id) query.refuse("comment", "must be the id of a comment");
    const auto around = query.number("around", {.min = 0, .max = neighbours_max, .fallback = 4});
    if (query.text("streamer").empty()) query.refuse("streamer", "must name a streamer");
    if (!query.ok()) return query.error_response();
    const auto found = parts.board.context(
        {.streamer = query.text("streamer"), .comment = *id, .before = around, .after = around});
    if (!found) return failure(found.error());
    if (found->empty()) return Response::error(404, "the streamer has no such comment");
    JsonWriter json;
    json.object().key("comments").array();
    for (const ContextComment& comment : *found)
        json.object()
            .member("id", comment.id)
            .member("client", comment.client)
            .member("message", comment.message)
            .member("intent", comment.intent)
            .member("decision", comment.decision)
            .member("arrived_at", comment.arrived_at)
            .end();
    return fresh(json.end().end().take());
}

}  // namespace

void add_show_board_api(http::Router& router, const ShowBoardParts& parts) {
    const auto on = [&](const char* pattern, auto answer) {
        router.on("GET", pattern,
                  [parts, answer](const Request& request) { return answer(parts, request); });
    };
    on("/api/pulse", pulse);
    on("/api/orders", orders);
    on("/api/buyers", buyers);
    on("/api/quality", quality);
    on("/api/gaps", gaps);
    on("/api/context", context);
}

}  // namespace tts::dashboard
