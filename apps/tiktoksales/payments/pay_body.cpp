#include "apps/tiktoksales/payments/pay_body.hpp"

#include "accounts/email.hpp"
#include "core/order_lines.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;

constexpr std::size_t items_max = 100;

Money read_positive(JsonBody& body, std::string_view name) {
    const auto errors_before = body.errors().size();
    const Money amount = body.money(name);
    const bool was_read = body.errors().size() == errors_before;
    if (was_read && amount == Money())
        body.refuse(name, "Input should be greater than 0", "greater_than");
    return amount;
}

std::string read_email(JsonBody& body) {
    const auto text = body.text("customer_email");
    const auto email = parse_email(text);
    if (!email && !text.empty()) body.refuse("customer_email", email.error().what());
    return email ? *email : std::string();
}

bool is_the_product(const PayItem& item, const OrderLine& line) {
    if (item.product == line.product.to_string() || item.product == line.sku) return true;
    return !line.variant_id.is_nil() && item.product == line.variant_id.to_string();
}

// Which of the lines the item is: one that it is right about, or else one of its product.
std::vector<OrderLine>::iterator line_of(const PayItem& item, std::vector<OrderLine>& lines) {
    const auto is_right = [&](const OrderLine& line) {
        return is_the_product(item, line) && item.quantity == line.quantity &&
               item.price == line.unit_price;
    };
    const auto right = std::ranges::find_if(lines, is_right);
    if (right != lines.end()) return right;
    return std::ranges::find_if(lines,
                                [&](const OrderLine& line) { return is_the_product(item, line); });
}

std::string counted_items(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " item" : " items");
}

}  // namespace

PayBody::PayBody(std::string_view json) : body_(json) {
    order_ = body_.text("order_id");
    request_.payer = body_.text("user_id");
    read_items();
    total_ = read_positive(body_, "total_amount");
    read_currency();
    request_.email = read_email(body_);
    const auto flow = body_.optional_text("flow", {.length_max = 16});
    const auto known = parse_payment_flow(flow.value_or("link"));
    if (!known) body_.refuse("flow", "must be link or intent", "enum");
    request_.flow = known.value_or(PaymentFlow::link);
}

void PayBody::read_items() {
    auto elements = body_.object_list("items", items_max);
    if (elements.empty() && body_.ok())
        body_.refuse("items", "List should have at least 1 item", "too_short");
    for (auto& element : elements) {
        PayItem item{.body = std::move(element), .product = {}, .price = {}};
        item.product = item.body.text("product_id");
        const auto quantity = item.body.integer("quantity", {.min = 1, .max = quantity_max});
        item.quantity = static_cast<std::int32_t>(quantity);
        item.price = read_positive(item.body, "price");
        if (!item.body.ok()) body_.adopt_errors_of(item.body);
        items_.push_back(std::move(item));
    }
}

void PayBody::read_currency() {
    currency_ = body_.text("currency", {.length_min = 3, .length_max = 3});
    std::transform(currency_.begin(), currency_.end(), currency_.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    const bool letters = std::all_of(currency_.begin(), currency_.end(),
                                     [](char letter) { return letter >= 'A' && letter <= 'Z'; });
    if (!letters) body_.refuse("currency", "must be three letters, such as EUR", "value_error");
}

void PayBody::compare(const Order& order) {
    auto lines = lines_of(order);
    if (items_.size() != lines.size())
        body_.refuse("items",
                     "the order has " + counted_items(lines.size()) + ", not " +
                         std::to_string(items_.size()),
                     "differs");
    else
        compare_items(std::move(lines), order.currency);
    if (currency_ != order.currency)
        body_.refuse("currency", "the order is in " + order.currency, "differs");
    if (total_ != order.total_price)
        body_.refuse("total_amount",
                     "the order's total is " + order.total_price.to_string() + " " + order.currency,
                     "differs");
}

// Each line is one item, in any order.
void PayBody::compare_items(std::vector<OrderLine> lines, const std::string& currency) {
    const bool is_only = lines.size() == 1;
    for (PayItem& item : items_) {
        auto line = line_of(item, lines);
        if (line == lines.end())
            item.body.refuse("product_id", "the order is of another product", "differs");
        if (line == lines.end() && is_only) line = lines.begin();
        if (line != lines.end()) {
            compare_item(item, *line, currency);
            lines.erase(line);
        }
        body_.adopt_errors_of(item.body);
    }
}

void PayBody::compare_item(PayItem& item, const OrderLine& line, const std::string& currency) {
    if (item.quantity != line.quantity)
        item.body.refuse("quantity", "the order is of " + std::to_string(line.quantity), "differs");
    if (item.price != line.unit_price)
        item.body.refuse("price", "the price is " + line.unit_price.to_string() + " " + currency,
                         "differs");
}

}  // namespace tts
