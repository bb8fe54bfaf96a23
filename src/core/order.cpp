#include "core/order.hpp"

#include "core/order_lines.hpp"
#include "core/text.hpp"

#include <array>

namespace tts {

namespace {

constexpr std::array<std::string_view, 6> status_names = {"pending",   "paid",      "shipped",
                                                          "delivered", "cancelled", "refunded"};
constexpr std::array<std::string_view, 3> stock_names = {"none", "reserved", "sold"};
constexpr std::array<std::string_view, 4> channel_names = {"whatsapp", "sms", "email", "in_app"};
constexpr std::array<std::string_view, 3> notification_names = {"pending", "sent", "failed"};

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
    for (std::size_t i = 0; i < n; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_string(OrderStatus status) {
    return status_names[static_cast<std::size_t>(status)];
}

std::optional<OrderStatus> parse_order_status(std::string_view name) {
    return parse<OrderStatus>(status_names, name);
}

std::string_view to_string(StockState state) {
    return stock_names[static_cast<std::size_t>(state)];
}

std::optional<StockState> parse_stock_state(std::string_view name) {
    return parse<StockState>(stock_names, name);
}

std::string_view to_string(Channel channel) {
    return channel_names[static_cast<std::size_t>(channel)];
}

std::optional<Channel> parse_channel(std::string_view name) {
    return parse<Channel>(channel_names, name);
}

std::string_view to_string(NotificationStatus status) {
    return notification_names[static_cast<std::size_t>(status)];
}

std::string order_number(const OrderId& id) {
    const auto day = to_iso8601(id.value.time()).substr(0, 10);
    const auto& bytes = id.value.bytes();
    const std::string raw(bytes.begin(), bytes.end());
    return "ORD-" + day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2) + "-" + base32(raw);
}

std::string described(const Order& order) {
    return described(lines_of(order));
}

std::string in_words(Money amount, const std::string& currency) {
    return amount.to_string() + " " + currency;
}

}  // namespace tts
