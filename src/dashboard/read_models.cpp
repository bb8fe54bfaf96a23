#include "dashboard/read_models.hpp"

#include "core/order_lines.hpp"

#include <algorithm>

namespace tts::dashboard {

namespace {

void write_reading(JsonWriter& json, const IntentReading& reading) {
    json.member("intent", to_string(reading.intent))
        .member("score", reading.score)
        .member("language", reading.language)
        .member("model_version", reading.model_version);
}

// Null if nothing matched.
void write_match(JsonWriter& json, const ProductMatch& match) {
    json.key("match");
    if (match.product.is_nil()) {
        json.value(nullptr);
        return;
    }
    json.object()
        .member("product_id", match.product)
        .member("source", to_string(match.source))
        .member("score", match.score)
        .member("why", match.why)
        .end();
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).array();
    for (const auto& text : texts) json.value(text);
    json.end();
}

void write_product(JsonWriter& json, const Product& product) {
    json.object()
        .member("product_id", product.id)
        .member("sku", product.sku)
        .member("code", product.code)
        .member("name", product.name)
        .member("price", product.price)
        .member("currency", product.currency)
        .member("stock", product.stock)
        .member("archived", product.archived_at.has_value());
    write_texts(json, "options", product.options);
    write_texts(json, "image_urls", product.image_urls);
    write_variants(json, product);
    json.end();
}

void write_payment(JsonWriter& json, const LivePayment& change) {
    const Payment& payment = change.payment;
    json.object()
        .member("payment_id", payment.id)
        .member("order_number", change.order_number)
        .member("provider", payment.provider)
        .member("status", to_string(payment.status))
        .member("amount", payment.amount)
        .member("refunded", payment.refunded)
        .member("currency", payment.currency)
        .member("livemode", payment.livemode)
        .end();
}

void write_block(JsonWriter& json, const LiveBlock& block) {
    json.object().member("buyer", block.buyer).member("blocked", block.is_blocked).end();
}

void write_pin(JsonWriter& json, const LivePin& change) {
    json.key("pin");
    if (!change.pin) {
        json.value(nullptr);
        return;
    }
    json.object().member("product_id", change.pin->product).member("since", change.pin->from).end();
}

// Writes those that `is_theirs` under the name, if there are any.
template <class T, class IsTheirs, class Write>
bool write_some(JsonWriter& json,
                const char* name,
                const std::vector<T>& list,
                IsTheirs is_theirs,
                Write write) {
    if (std::none_of(list.begin(), list.end(), is_theirs)) return false;
    json.key(name).array();
    for (const T& one : list)
        if (is_theirs(one)) write(json, one);
    json.end();
    return true;
}

}  // namespace

void write_variants(JsonWriter& json, const Product& product) {
    json.key("variants").array();
    for (const Variant& variant : product.variants)
        json.object()
            .member("variant_id", variant.id)
            .member("sku", variant.sku)
            .member("code", variant.code)
            .member("name", variant.name())
            .member("price", variant.price.value_or(product.price))
            .member("stock", variant.stock)
            .end();
    json.end();
}

void write_comment(JsonWriter& json, const DecidedComment& decided) {
    const Comment& comment = decided.comment;
    json.object()
        .member("id", comment.id)
        .member("streamer", comment.streamer)
        .member("client", comment.client)
        .member("message", comment.message)
        .member("source", comment.source)
        .member("timestamp", comment.timestamp)
        .member("arrived_at", comment.arrived_at());
    write_reading(json, decided.reading);
    write_match(json, decided.match);
    json.member("decision", to_string(decided.decision)).member("reason", decided.reason).end();
}

namespace {

void write_lines(JsonWriter& json, const Order& order) {
    json.key("lines").array();
    for (const OrderLine& line : lines_of(order)) {
        json.object()
            .member("product_id", line.product)
            .member("product_name", line.product_name)
            .member("sku", line.sku)
            .member("variant", line.variant)
            .member("quantity", line.quantity)
            .member("unit_price", line.unit_price)
            .end();
    }
    json.end();
}

}  // namespace

void write_order(JsonWriter& json, const Order& order) {
    json.object()
        .member("order_id", order.id)
        .member("order_number", order.number)
        .member("streamer", order.streamer)
        .member("buyer", order.buyer)
        .member("product_id", order.product)
        .member("product_name", order.product_name)
        .member("sku", order.sku)
        .member("variant", order.variant)
        .member("quantity", order.quantity)
        .member("unit_price", order.unit_price)
        .member("total_price", order.total_price)
        .member("currency", order.currency)
        .member("commission", order.commission.of(order.total_price))
        .member("status", to_string(order.status))
        .member("source", order.source)
        .member("created_at", order.created_at)
        .member("hold_until", order.hold_until)
        .member("stock_state", to_string(order.stock))
        .member("end_reason", order.end_reason)
        .member("tracking_number", order.tracking_number)
        .member("carrier", order.carrier)
        .member("shipping_price", order.shipping)
        .member("discount_code", order.discount.code)
        .member("discount", order.discounted);
    write_lines(json, order);
    json.end();
}

std::string feed_json(std::span<const DecidedComment> comments) {
    JsonWriter json;
    json.object().key("comments").array();
    for (const auto& comment : comments) write_comment(json, comment);
    json.end().end();
    return json.take();
}

std::string totals_json(const std::string& streamer, const Totals& totals) {
    JsonWriter json;
    json.object().member("streamer", streamer).member("comments", totals.comments);
    json.key("intents").object();
    for (const auto& [intent, count] : totals.intents) json.member(to_string(intent), count);
    json.end().key("decisions").object();
    for (const auto& [decision, count] : totals.decisions) json.member(decision, count);
    json.end()
        .member("orders", totals.orders)
        .member("units", totals.units)
        .member("revenue", totals.revenue)
        .member("commission", totals.commission)
        .end();
    return json.take();
}

std::string orders_json(std::span<const Order> orders, std::size_t limit) {
    JsonWriter json;
    json.object().key("orders").array();
    for (const auto& order : orders) write_order(json, order);
    json.end().key("next_cursor");
    if (orders.empty() || orders.size() < limit)
        json.value(nullptr);
    else
        json.value(orders.back().id);
    json.end();
    return json.take();
}

std::string changes_json(const std::string& streamer, const LiveChanges& changes) {
    const auto by_streamer = [&](const auto& one) { return one.streamer == streamer; };
    const auto by_comment = [&](const DecidedComment& one) {
        return one.comment.streamer == streamer;
    };
    JsonWriter json;
    json.object();
    bool has_any = write_some(json, "comments", changes.comments, by_comment, write_comment);
    has_any |= write_some(json, "orders", changes.orders, by_streamer, write_order);
    has_any |= write_some(json, "products", changes.products, by_streamer, write_product);
    has_any |= write_some(json, "payments", changes.payments, by_streamer, write_payment);
    has_any |= write_some(json, "blocked", changes.blocks, by_streamer, write_block);
    const auto pin = std::find_if(changes.pins.begin(), changes.pins.end(), by_streamer);
    if (pin != changes.pins.end()) write_pin(json, *pin);
    json.end();
    return has_any || pin != changes.pins.end() ? json.take() : std::string();
}

std::string streamers_json(const std::set<std::string>& names) {
    JsonWriter json;
    json.object().key("streamers").array();
    for (const auto& name : names) json.value(name);
    json.end().end();
    return json.take();
}

}  // namespace tts::dashboard
