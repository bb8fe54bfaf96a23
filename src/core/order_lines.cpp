#include "core/order_lines.hpp"

#include <algorithm>
#include <cassert>

namespace tts {

std::vector<OrderLine> lines_of(const Order& order) {
    if (!order.lines.empty()) return order.lines;
    return {{.product = order.product,
             .variant_id = order.variant_id,
             .product_name = order.product_name,
             .sku = order.sku,
             .variant = order.variant,
             .quantity = order.quantity,
             .unit_price = order.unit_price,
             .claim = order.claim}};
}

std::vector<ProductId> products_of(const Order& order) {
    if (order.lines.empty()) return {order.product};
    std::vector<ProductId> products;
    for (const OrderLine& line : order.lines) products.push_back(line.product);
    std::ranges::sort(products);
    const auto [end, last] = std::ranges::unique(products);
    products.erase(end, last);
    return products;
}

void set_lines(Order& order, std::vector<OrderLine> lines) {
    assert(!lines.empty());
    const OrderLine& first = lines.front();
    order.product = first.product;
    order.variant_id = first.variant_id;
    order.product_name = first.product_name;
    order.sku = first.sku;
    order.variant = first.variant;
    order.unit_price = first.unit_price;
    order.quantity = 0;
    for (const OrderLine& line : lines) order.quantity += line.quantity;
    order.lines.clear();
    if (lines.size() > 1) order.lines = std::move(lines);
}

Money goods_of(const Order& order) {
    Money goods;
    for (const OrderLine& line : lines_of(order)) goods = goods + line.unit_price * line.quantity;
    return goods;
}

void set_total(Order& order, const ShowRules& rules) {
    const Money goods = goods_of(order);
    order.discounted = order.discount.code.empty() ? Money() : order.discount.of(goods);
    const Money reduced = goods - order.discounted;
    const bool is_free = rules.free_shipping_from > Money() && reduced >= rules.free_shipping_from;
    order.shipping = is_free ? Money() : rules.shipping;
    order.total_price = reduced + order.shipping;
}

std::string described(std::span<const OrderLine> lines) {
    std::string text;
    for (const OrderLine& line : lines) {
        if (!text.empty()) text += ", ";
        text += std::to_string(line.quantity) + " × " + line.product_name;
        if (!line.variant.empty()) text += " (" + line.variant + ")";
    }
    return text;
}

}  // namespace tts
