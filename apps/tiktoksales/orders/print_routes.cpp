#include "apps/tiktoksales/orders/print_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/orders/print_page.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t page_size = 500;
constexpr std::size_t orders_max = 2'000;  // On one pick list.

// The oldest of those that wait would be last: a list that is cut names the newest.
Result<std::vector<Order>> paid_orders(Store& store, const std::string& streamer) {
    OrderFilter filter{.streamer = streamer,
                       .buyer = {},
                       .status = OrderStatus::paid,
                       .before = {},
                       .limit = page_size};
    std::vector<Order> all;
    while (all.size() <= orders_max) {
        auto page = store.orders(filter);
        if (!page) return page.error();
        all.insert(all.end(), page->begin(), page->end());
        if (page->size() < page_size) break;
        filter.before = page->back().id;
    }
    return all;
}

Response show_pick_list(Store& store, const Request& request) {
    const std::string streamer(request.query_value("streamer").value_or(""));
    if (streamer.empty())
        return http::validation_error({{.location = {"query", "streamer"},
                                        .message = "must name a streamer",
                                        .type = "missing"}});
    auto orders = paid_orders(store, streamer);
    if (!orders) return answer_for(orders.error());
    const bool is_cut = orders->size() > orders_max;
    if (is_cut) orders->resize(orders_max);
    return pick_list_page(streamer, *orders, is_cut, print_language(request));
}

Response show_slip(const Gate& gate, Store& store, const Request& request) {
    const auto& number = request.path_value("order_number");
    const auto order = store.order_by_number(number);
    if (!order && order.error().code() != Errc::not_found) return answer_for(order.error());
    if (!order || gate.hides(*order, request))
        return Response::error(404, "there is no order " + number);
    return packing_slip_page(*order, print_language(request));
}

}  // namespace

void add_print_routes(http::Router& router, StorePool& stores, const Gate& gate) {
    router.on("GET", "/orders/picklist", with_store(stores, show_pick_list));
    router.on("GET", "/orders/{order_number}/slip",
              with_store(stores, [&gate](Store& store, const Request& request) {
                  return show_slip(gate, store, request);
              }));
}

}  // namespace tts
