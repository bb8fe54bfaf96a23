#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/ecommerce_routes.hpp"
#include "apps/tiktoksales/order_answers.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "dashboard/read_models.hpp"
#include "dashboard/trace_view.hpp"
#include "http/json_body.hpp"
#include "order/order_desk.hpp"

#include <charconv>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t page_size_max = 500;

Response create_order(Store& store, const Request& request) {
    http::JsonBody body(request.body);
    OrderRequest order;
    order.product = body.text("product_id");
    order.buyer = body.text("buyer");
    order.streamer = body.text("streamer");
    order.source = body.optional_text("source", {.length_max = 64}).value_or("api");
    const auto quantity = body.optional_integer("quantity", {.min = 1, .max = quantity_max});
    order.quantity = static_cast<std::int32_t>(quantity.value_or(1));
    if (!body.ok()) return body.error_response();
    return place_and_answer(store, std::move(order), request);
}

std::optional<std::size_t> read_limit(const Request& request) {
    const auto text = request.query_value("limit");
    if (!text) return page_size;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    const bool all_read = error == std::errc() && end == text->data() + text->size();
    if (!all_read || limit < 1 || limit > page_size_max) return std::nullopt;
    return limit;
}

Response bad_query(std::string name, std::string message) {
    return http::validation_error({{.location = {"query", std::move(name)},
                                    .message = std::move(message),
                                    .type = "value_error"}});
}

Response list_orders(Store& store, const Request& request) {
    OrderFilter filter;
    filter.streamer = request.query_value("streamer").value_or("");
    filter.buyer = request.query_value("buyer").value_or("");
    const auto limit = read_limit(request);
    if (!limit) return bad_query("limit", "must be a number from 1 to 500");
    filter.limit = *limit;
    if (const auto status = request.query_value("status"); status && !status->empty()) {
        filter.status = parse_order_status(*status);
        if (!filter.status)
            return bad_query("status",
                             "must be pending, paid, shipped, delivered, cancelled or refunded");
    }
    if (const auto cursor = request.query_value("cursor"); cursor && !cursor->empty()) {
        const auto before = OrderId::parse(*cursor);
        if (!before) return bad_query("cursor", "must be the next_cursor of an earlier answer");
        filter.before = *before;
    }

    const auto orders = store.orders(filter);
    if (!orders) return answer_for(orders.error());
    return Response::json(dashboard::orders_json(*orders, filter.limit));
}

Response no_such_order(const Request& request) {
    return Response::error(404, "there is no order " + request.path_value("order_number"));
}

Response show_order(const Gate& gate, Store& store, const Request& request) {
    const auto order = store.order_by_number(request.path_value("order_number"));
    if (!order) return answer_for(order.error());
    if (gate.hides(*order, request)) return no_such_order(request);
    JsonWriter json;
    dashboard::write_order(json, *order);
    return Response::json(json.take());
}

Response show_trace(const TraceSources& sources,
                    const Gate& gate,
                    Store& store,
                    const Request& request) {
    const auto trace = store.trace(request.path_value("order_number"));
    if (!trace) return answer_for(trace.error());
    if (gate.hides(trace->order, request)) return no_such_order(request);
    dashboard::TraceContext context;
    // A trace without them is better than none.
    if (auto named = dashboard::origins_of(sources.origins, *trace))
        context.origins = std::move(*named);
    auto books = sources.ledger.entries_of(trace->order.id);
    if (!books) return answer_for(books.error());
    context.books = std::move(*books);
    return Response::json(dashboard::trace_json(*trace, context));
}

}  // namespace

void add_order_routes(http::Router& router,
                      StorePool& stores,
                      const TraceSources& sources,
                      const Gate& gate) {
    const auto with_gate = [&gate](auto show) {
        return [&gate, show](Store& store, const Request& request) {
            return show(gate, store, request);
        };
    };
    router.on("POST", "/order/create", with_store(stores, create_order));
    router.on("GET", "/orders", with_store(stores, list_orders));
    router.on("GET", "/orders/{order_number}", with_store(stores, with_gate(show_order)));
    const auto trace = [sources, &gate](Store& store, const Request& request) {
        return show_trace(sources, gate, store, request);
    };
    router.on("GET", "/trace/{order_number}", with_store(stores, trace));
}

}  // namespace tts
