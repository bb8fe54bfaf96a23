#include "dashboard/overlay_view.hpp"

#include "core/json_writer.hpp"
#include "core/links.hpp"
#include "core/order_lines.hpp"

#include <algorithm>

namespace tts::dashboard {

namespace {

constexpr std::size_t buyers_shown = 5;
// Of the orders that hold the units of a product that is sold out.
constexpr std::size_t holds_looked_at = 200;
constexpr std::chrono::hours buyers_for{6};  // Longer than a show.

// What may be shown in the stream: on TikTok nothing that leads away from it.
std::string shown_text(const Show& show, const std::string& text) {
    return show.rules.platform == PlatformRules::tiktok ? without_links(text) : text;
}

// Null if nothing is pinned, or it is off the shelf.
const Product* product_on_screen(const Show& show) {
    for (const Pin& pin : show.pins) {
        if (pin.until) continue;
        const auto found = std::find_if(show.products.begin(), show.products.end(),
                                        [&](const Product& one) { return one.id == pin.product; });
        return found == show.products.end() ? nullptr : &*found;
    }
    return nullptr;
}

// When the first of the units that others hold come back, unless they are paid.
Result<std::optional<Timestamp>> units_back_at(Store& store, const Product& product) {
    if (product.stock > 0 || product.reserved == 0) return std::optional<Timestamp>();
    OrderFilter filter;
    filter.streamer = product.streamer;
    filter.status = OrderStatus::pending;
    filter.limit = holds_looked_at;
    const auto orders = store.orders(filter);
    if (!orders) return orders.error();
    std::optional<Timestamp> first;
    for (const Order& order : *orders)
        if (order.product == product.id && order.hold_until)
            first = first ? std::min(*first, *order.hold_until) : *order.hold_until;
    return first;
}

// The variants of a product, so that viewers see which are left.
void write_sizes(JsonWriter& json, const Show& show, const Product& product) {
    json.key("variants").array();
    for (const Variant& variant : product.variants)
        json.object()
            .member("name", shown_text(show, variant.name()))
            .member("code", shown_text(show, variant.code))
            .member("units_left", variant.stock)
            .end();
    json.end();
}

Result<void> write_product(JsonWriter& json, Store& store, const Show& show) {
    const Product* product = product_on_screen(show);
    json.key("product");
    if (product == nullptr) {
        json.value(nullptr);
        return {};
    }
    const auto back_at = units_back_at(store, *product);
    if (!back_at) return back_at.error();
    json.object()
        .member("name", shown_text(show, product->name))
        .member("code", shown_text(show, product->code))
        .member("price", product->price)
        .member("currency", product->currency)
        .member("units_left", product->stock)
        .member("units_back_at", *back_at);
    write_sizes(json, show, *product);
    json.key("image_url");
    if (product->image_urls.empty())
        json.value(nullptr);
    else
        json.value(product->image_urls.front());
    json.end();
    return {};
}

Result<void> write_buyers(JsonWriter& json, Store& store, const Show& show, BuyerNames names) {
    OrderFilter filter;
    filter.streamer = show.streamer.username;
    filter.limit = 2 * buyers_shown;
    const auto orders = store.orders(filter);
    if (!orders) return orders.error();
    const auto since = now() - buyers_for;
    json.key("buyers").array();
    std::size_t shown = 0;
    for (const Order& order : *orders) {
        if (order.status == OrderStatus::cancelled || order.created_at < since) continue;
        for (const OrderLine& line : lines_of(order)) {
            if (++shown > buyers_shown) break;
            // A line that was claimed again has another id, so that its row is drawn anew.
            json.object()
                .member("id", line.claim.is_nil() ? order.id.value : line.claim.value)
                .member("name", names == BuyerNames::shown ? shown_text(show, order.buyer)
                                                           : masked_name(order.buyer))
                .member("product_name", shown_text(show, line.product_name))
                .member("quantity", line.quantity)
                .end();
        }
    }
    json.end();
    return {};
}

}  // namespace

std::string masked_name(const std::string& name) {
    // Of a code point, all bytes but the first begin with the bits 10.
    const auto is_inside = [](char byte) { return (static_cast<unsigned char>(byte) >> 6) == 2; };
    const auto end = std::find_if_not(name.begin() + (name.empty() ? 0 : 1), name.end(), is_inside);
    return std::string(name.begin(), end) + "•••";
}

Result<std::string> overlay_json(Store& store, const std::string& streamer, BuyerNames names) {
    const auto time = now();
    const auto show = store.show(streamer, time);
    if (!show) return show.error();
    JsonWriter json;
    json.object().member("streamer", streamer).member("now", time);
    const auto product = write_product(json, store, *show);
    if (!product) return product.error();
    const auto buyers = write_buyers(json, store, *show, names);
    if (!buyers) return buyers.error();
    json.end();
    return json.take();
}

}  // namespace tts::dashboard
