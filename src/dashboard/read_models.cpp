#include "dashboard/read_models.hpp"

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
        .member("stock", product.stock);
    write_texts(json, "options", product.options);
    write_texts(json, "image_urls", product.image_urls);
    json.end();
}

}  // namespace

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
        .end();
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

std::string products_json(const std::string& streamer, const ProductPage& page) {
    JsonWriter json;
    json.object().member("streamer", streamer).member("total", page.total);
    json.key("products").array();
    for (const auto& product : page.products) write_product(json, product);
    json.end().end();
    return json.take();
}

std::string streamers_json(const std::set<std::string>& names) {
    JsonWriter json;
    json.object().key("streamers").array();
    for (const auto& name : names) json.value(name);
    json.end().end();
    return json.take();
}

}  // namespace tts::dashboard
