#pragma once

#include "ports/store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

// Rows with something in every field, so that a field that is not kept is noticed.

namespace tts::test {

// Text that breaks careless quoting: SQL, arrays, JSON, JavaScript, URLs; beyond the basic plane,
// right to left, combining, white space at both ends, and words that databases know.
inline const std::vector<std::string>& hostile_texts() {
    using namespace std::string_literals;
    static const std::vector<std::string> texts = {
        "'; DROP TABLE orders; --",
        R"("quoted" \ back\\slash \" {a,b} {} [1] (x,y))",
        "NULL",
        "null",
        "",
        " ",
        " leading and trailing ",
        ",",
        "{",
        "}",
        "\"",
        "\\",
        "\\\\\"",
        "\\x41 \\u0041 \\N \\. $1 $$ %s %n :name ?",
        "line\nbreak\ttab\r\n",
        "¡Mío! 🛍️👩‍👩‍👧‍👦 ¿cuánto?",
        "هذا لي، أريد اثنين",
        "\xE2\x80\xAEreversed\xE2\x80\xAC",
        "e\xCC\x81 \xF0\x9F\x87\xAA\xF0\x9F\x87\xB8 \xF4\x8F\xBF\xBF",
        "<script>alert('x')</script>&amp;",
        "true",
        "0",
        "-- /* */ E'\\''",
    };
    return texts;
}

// 2,000 code points of four bytes each: the longest message there is.
inline std::string longest_message() {
    std::string text;
    for (std::size_t i = 0; i < message_code_points_max; ++i) text += "\xF0\x9F\x9B\x8D";
    return text;
}

// A fixed moment, so that no test depends on the day it runs.
inline Timestamp moment(int seconds = 0) {
    return parse_timestamp("2026-03-04T18:05:09.123Z").value() + std::chrono::seconds(seconds);
}

inline Product sample_product(const std::string& streamer, const std::string& sku) {
    Product product;
    product.id = ProductId::next();
    product.sku = sku;
    product.streamer = streamer;
    product.name = "Red dress " + sku;
    product.user_description = "Cotton, \"summer\"";
    product.model_description = "a red dress on a hanger";
    product.tag = "dress";
    product.category = "clothes";
    product.code = "C-" + product.id.to_string();  // No two products may share one.
    product.options = {"S", "M, or \"L\"", "rojo {claro}"};
    product.price = Money::from_cents(1'999);
    product.currency = "EUR";
    product.stock = 10;
    product.image_urls = {"s3://images/a.jpg", "https://example.com/b.jpg?x=1&y='2'"};
    product.created_at = moment();
    product.updated_at = moment();
    return product;
}

inline DecidedComment sample_comment(const std::string& streamer,
                                     const std::string& client,
                                     const std::string& message) {
    DecidedComment row;
    row.comment.id = CommentId::next();
    row.comment.streamer = streamer;
    row.comment.client = client;
    row.comment.message = message;
    row.comment.timestamp = moment();
    row.comment.source = "tiktok_live";
    row.comment.source_message_id = "m-" + row.comment.id.to_string();
    row.reading.intent = Intent::buy;
    row.reading.score = 0.1 + 0.2;  // No short decimal form: every digit must survive.
    row.reading.scores = {0.1 + 0.2, 0.25, 1e-7, 1.0 / 3, 0.0};
    row.reading.language = "es";
    row.reading.items = {{.code = "A12", .variant = "talla \"M\"", .quantity = 2},
                         {.code = "", .variant = "", .quantity = std::nullopt}};
    row.reading.asks_how = true;
    row.reading.cancels = true;
    row.reading.model_version = "ngram-7";
    row.match.product = ProductId::next();
    row.match.source = MatchSource::code;
    row.match.score = 2.0 / 3;
    row.match.frame = "frames/ana/1.jpg";
    row.match.why = "code A12";
    row.decision = Decision::ordered;
    row.reason = "because";
    return row;
}

inline Order sample_order(const Product& product, const std::string& buyer) {
    Order order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.product = product.id;
    order.product_name = product.name;
    order.sku = product.sku;
    order.variant = "M";
    order.buyer = buyer;
    order.streamer = product.streamer;
    order.source = "tiktok_live";
    order.quantity = 2;
    order.unit_price = product.price;
    order.total_price = product.price * 2;
    order.currency = product.currency;
    order.commission = Percentage::from_basis_points(1'234);
    order.payment_method = "cash on delivery";
    order.created_at = moment();
    order.updated_at = moment(1);
    return order;
}

inline Notification sample_notification(const OrderId& order, const std::string& recipient) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.order = order;
    notification.channel = Channel::whatsapp;
    notification.recipient = recipient;
    notification.text = "Your order, \"ana\"";
    notification.retry_count = 1;
    notification.message_sid = "SM1";
    notification.last_error = "timed out";
    notification.due_at = moment(5);
    notification.created_at = moment(2);
    notification.updated_at = moment(3);
    return notification;
}

inline OrderEvent sample_event(const OrderId& order) {
    return {.id = Uuid::next(),
            .order = order,
            .kind = "order.created",
            .payload = R"({ "text": "a \"b\" \\ {c}",  "n":1.50 })",
            .created_at = moment(4)};
}

// Everything but the evidence, which is never stored.
inline void expect_same(const DecidedComment& actual, const DecidedComment& expected) {
    EXPECT_EQ(actual.comment, expected.comment);
    EXPECT_EQ(actual.reading.intent, expected.reading.intent);
    EXPECT_EQ(actual.reading.score, expected.reading.score);
    EXPECT_EQ(actual.reading.scores, expected.reading.scores);
    EXPECT_EQ(actual.reading.language, expected.reading.language);
    EXPECT_EQ(actual.reading.items, expected.reading.items);
    EXPECT_EQ(actual.reading.asks_how, expected.reading.asks_how);
    EXPECT_EQ(actual.reading.cancels, expected.reading.cancels);
    EXPECT_EQ(actual.reading.model_version, expected.reading.model_version);
    EXPECT_EQ(actual.match.product, expected.match.product);
    EXPECT_EQ(actual.match.source, expected.match.source);
    EXPECT_EQ(actual.match.score, expected.match.score);
    EXPECT_EQ(actual.match.frame, expected.match.frame);
    EXPECT_EQ(actual.match.why, expected.match.why);
    EXPECT_EQ(actual.decision, expected.decision);
    EXPECT_EQ(actual.reason, expected.reason);
}

}  // namespace tts::test
