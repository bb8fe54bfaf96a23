#pragma once

#include "core/comment.hpp"
#include "core/message.hpp"
#include "core/product.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

using OrderId = Id<struct OrderTag>;
using NotificationId = Id<struct NotificationTag>;

// What may follow what: core/order_life.hpp.
enum class OrderStatus { pending, paid, shipped, delivered, cancelled, refunded };

std::string_view to_string(OrderStatus status);
std::optional<OrderStatus> parse_order_status(std::string_view name);

// Where the units of an order are.
enum class StockState {
    none,      // Not taken: nothing was held for it, or what was held went back.
    reserved,  // Held for it.
    sold,
};

std::string_view to_string(StockState state);
std::optional<StockState> parse_stock_state(std::string_view name);

// One product of an order, with its names and its price as they were when it was claimed.
struct OrderLine {
    ProductId product = {};
    VariantId variant_id = {};  // Nil if the product had none.
    std::string product_name = {};
    std::string sku = {};
    std::string variant = {};  // As it is called: "negro M".
    std::int32_t quantity = 1;
    Money unit_price = {};
    CommentId claim = {};  // As that of an order.

    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

// What a code takes off the price of the goods: a share of it, or an amount.
struct Discount {
    std::string code = {};  // Empty: there is none.
    Percentage percentage = {};
    Money amount = {};

    // Never more than the goods cost.
    Money of(Money goods) const {
        return amount == Money() ? percentage.of(goods) : std::min(amount, goods);
    }

    friend bool operator==(const Discount&, const Discount&) = default;
};

struct Order {
    OrderId id;
    std::string number;  // ORD-YYYYMMDD-<base32 of the id>; make it with order_number().
    ProductId product;
    std::string product_name;  // As it was when the order was made.
    std::string sku;           // Likewise.
    std::string variant;
    std::string buyer;
    std::string streamer;
    std::string source;  // "tiktok_live", "api"...
    std::int32_t quantity = 1;
    Money unit_price;
    Money total_price;
    std::string currency = "USD";
    Percentage commission;  // The streamer's share, frozen when the order was made.
    OrderStatus status = OrderStatus::pending;
    // The first comment of the burst, for its n-th thing that comment's n-th sibling; nil for an
    // order by hand. Unique, so that a comment that is handled twice makes its orders once.
    CommentId claim;
    std::string idempotency_key;  // Of POST /order/create; empty if none. Unique per streamer.
    std::string payment_method;   // As the buyer named it; empty if none was named.
    Timestamp created_at;
    Timestamp updated_at;
    StockState stock = StockState::none;
    std::optional<Timestamp> hold_until = {};  // When it is given up unless it is paid; or never.
    std::optional<Timestamp> sweep_at = {};    // When its buyer is reminded, then given up.
    std::string end_reason = {};               // Why it was cancelled: end_reason_expired...
    std::string language = "und";              // What the buyer is told things in.
    std::string tracking_number = {};          // Of the parcel, and who carries it; empty: unknown.
    std::string carrier = {};
    VariantId variant_id = {};  // Nil if the product had none.
    bool is_cart = false;       // Takes more lines while it is pending.
    // All of them, if there are several: then what is above names the first, and the quantity is
    // their sum. Read them with lines_of(), change them with set_lines(): core/order_lines.hpp.
    std::vector<OrderLine> lines = {};
    Money shipping = {};  // Within the total.
    Discount discount = {};
    Money discounted = {};  // Taken off the total.

    friend bool operator==(const Order&, const Order&) = default;
};

// Nobody paid in time; the buyer or the seller did not want it any more.
constexpr std::string_view end_reason_expired = "expired";
constexpr std::string_view end_reason_buyer = "cancelled_by_buyer";
constexpr std::string_view end_reason_seller = "cancelled_by_seller";

// "ORD-20261123-" and the base32 of all 16 bytes of the id, so that numbers are as unique as ids.
std::string order_number(const OrderId& id);

// "2 × Vela de soja (M)".
std::string described(const Order& order);

// "12.50 EUR".
std::string in_words(Money amount, const std::string& currency);

// A comment that an order came from: one row of chat_message_order_mapping.
struct OrderLink {
    CommentId comment;
    OrderId order;

    friend bool operator==(const OrderLink&, const OrderLink&) = default;
};

enum class Channel { whatsapp, sms, email, in_app };
enum class NotificationStatus { pending, sent, failed };

std::string_view to_string(Channel channel);
std::optional<Channel> parse_channel(std::string_view name);
std::string_view to_string(NotificationStatus status);

// Something to tell a buyer, kept until it was delivered: one row of payment_notifications, which
// is the outbox of the notifiers.
struct Notification {
    NotificationId id;
    OrderId order;  // Nil if it belongs to no order.
    Channel channel = Channel::in_app;
    std::string recipient;  // A phone number, an address, or the buyer's handle for in_app.
    std::string text;
    NotificationStatus status = NotificationStatus::pending;
    int retry_count = 0;
    std::string message_sid;  // The provider's id, once sent.
    std::string last_error;
    Timestamp due_at;
    Timestamp created_at;
    Timestamp updated_at;
    std::string streamer = {};  // Whose buyer it is; empty for a message by hand.
    Message message = {};       // What the text was made of.
    std::string email = {};     // Where else its buyer can be written to, if it is known.
    NotificationId about = {};  // The in_app message that this one carries out of the program.
    std::optional<Timestamp> valid_until = {};  // Afterwards it is of no use to the buyer.

    friend bool operator==(const Notification&, const Notification&) = default;
};

// A change of an order that others may follow: "order.created", "order.paid"... Append-only.
struct OrderEvent {
    Uuid id;
    OrderId order;
    std::string kind;
    std::string payload;  // JSON.
    Timestamp created_at;

    friend bool operator==(const OrderEvent&, const OrderEvent&) = default;
};

// How an order came about, whole.
struct Trace {
    Order order;
    std::vector<DecidedComment> comments;  // By arrival; empty for an order by hand.
    std::vector<Notification> notifications;
    std::vector<OrderEvent> events;
};

}  // namespace tts
