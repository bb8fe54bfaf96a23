#include "apps/tiktoksales/demo/show_client.hpp"

#include "apps/tiktoksales/demo/api_call.hpp"
#include "core/json_writer.hpp"
#include "core/percent_encoding.hpp"
#include "core/timestamp.hpp"

#include <simdjson.h>

#include <cmath>
#include <utility>

namespace tts::demo {

namespace {

using simdjson::dom::element;

constexpr int page_size = 500;  // The most that one answer holds.
// A platform's id is remembered by its source: another source has other ids.
constexpr std::string_view source = "demo_live";

std::map<std::string, std::int64_t> counts(const element& object, std::string_view name) {
    std::map<std::string, std::int64_t> found;
    simdjson::dom::object members;
    if (object[name].get(members) != simdjson::SUCCESS) return found;
    for (const auto& [key, value] : members) {
        std::int64_t count = 0;
        if (value.get(count) == simdjson::SUCCESS) found[std::string(key)] = count;
    }
    return found;
}

Result<std::string> acknowledged_id(const element& answer) {
    bool accepted = false;
    const bool answered = answer["ok"].get(accepted) == simdjson::SUCCESS;
    auto id = text(answer, "id");
    if (!answered || !accepted || id.empty())
        return Error(Errc::invalid, "not acknowledged: " + simdjson::minify(answer));
    return id;
}

void add_field(std::string& form, std::string_view name, std::string_view value) {
    form += "--demo-form\r\nContent-Disposition: form-data; name=\"" + std::string(name) +
            "\"\r\n\r\n" + std::string(value) + "\r\n";
}

void add_file(std::string& form, std::string_view name, std::string_view content) {
    form += "--demo-form\r\nContent-Disposition: form-data; name=\"" + std::string(name) +
            "\"; filename=\"picture.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" +
            std::string(content) + "\r\n";
}

HttpRequest upload_request(std::string url, std::string form) {
    return {.method = "POST",
            .url = std::move(url),
            .headers = {{"Content-Type", "multipart/form-data; boundary=demo-form"}},
            .body = std::move(form) + "--demo-form--\r\n"};
}

}  // namespace

ShowClient::ShowClient(DemoAddresses addresses, std::string streamer)
    : addresses_(std::move(addresses)), streamer_(std::move(streamer)) {}

Result<void> ShowClient::check_health() {
    for (const auto& address :
         {addresses_.chat, addresses_.vision, addresses_.ecommerce, addresses_.dashboard}) {
        const auto answer = call(http_, get_request(address + "/health"), status_ok);
        if (!answer) return answer.error();
    }
    return {};
}

Result<void> ShowClient::set_commission(Percentage share) {
    JsonWriter json;
    // The viewers that are played see everything at once: there is nothing to learn.
    json.object().member("commission_percentage", share).member("stream_delay_ms", 0).end();
    const auto answer =
        call(http_,
             json_request("PUT", addresses_.ecommerce + "/streamers/" + percent_encoded(streamer_),
                          json.take()),
             status_ok);
    if (!answer) return answer.error();
    return {};
}

Result<std::string> ShowClient::upload(const DemoProduct& product, const std::string& picture) {
    std::string options;
    for (const auto& option : product.options) options += (options.empty() ? "" : ",") + option;
    std::string form;
    add_field(form, "streamer", streamer_);
    add_field(form, "sku", product.sku);
    add_field(form, "name", product.name);
    add_field(form, "user_description", product.description);
    add_field(form, "price", product.price.to_string());
    add_field(form, "currency", currency);
    add_field(form, "stock", std::to_string(product.stock));
    add_field(form, "code", product.code);
    if (!options.empty()) add_field(form, "options", options);
    add_file(form, "files", picture);

    const auto json =
        call_json(http_, upload_request(addresses_.ecommerce + "/products/upload", std::move(form)),
                  status_created);
    if (!json) return json.error();
    return text((*json)->root, "product_id");
}

Result<void> ShowClient::pin(const std::string& product_id) {
    JsonWriter json;
    json.object().key("product_id");
    if (product_id.empty())
        json.value(nullptr);
    else
        json.value(product_id);
    json.end();
    const std::string url =
        addresses_.ecommerce + "/streamers/" + percent_encoded(streamer_) + "/pin";
    const auto answer = call(http_, json_request("PUT", url, json.take()), status_ok);
    if (!answer) return answer.error();
    return {};
}

std::string ShowClient::comment_json(const Message& message) const {
    JsonWriter json;
    json.object()
        .member("streamer", streamer_)
        .member("client", message.client)
        .member("message", message.text)
        .member("timestamp", now())
        .member("message_id", message.message_id)
        .member("source", source)
        .end();
    return json.take();
}

Result<std::string> ShowClient::post(const Message& message) {
    const auto json =
        call_json(http_, json_request("POST", addresses_.chat + "/comments", comment_json(message)),
                  status_ok);
    if (!json) return json.error();
    return acknowledged_id((*json)->root);
}

Result<std::vector<std::string>> ShowClient::post_batch(std::span<const Message> messages) {
    std::string body;
    for (const auto& message : messages) body += comment_json(message) + "\n";
    HttpRequest request = json_request("POST", addresses_.chat + "/comments/batch", body);
    request.headers = {{"Content-Type", "application/x-ndjson"}};
    const auto json = call_json(http_, request, status_ok);
    if (!json) return json.error();

    std::vector<std::string> ids;
    for (const auto& item : items((*json)->root, "results")) {
        auto id = acknowledged_id(item);
        if (!id) return id.error();
        ids.push_back(std::move(*id));
    }
    if (ids.size() != messages.size())
        return Error(Errc::invalid, "a batch of " + std::to_string(messages.size()) +
                                        " comments got " + std::to_string(ids.size()) + " answers");
    return ids;
}

Result<std::string> ShowClient::post_on_websocket(const Message& message) {
    if (!web_socket_) {
        auto opened = WebSocket::connect(addresses_.chat, "/ws/comments");
        if (!opened) return opened.error();
        web_socket_ = std::move(*opened);
    }
    if (const auto sent = web_socket_->send_text(comment_json(message)); !sent) return sent.error();
    const auto answer = web_socket_->receive_text();
    if (!answer) return answer.error();
    const auto json = parse_json(*answer);
    if (!json) return json.error();
    return acknowledged_id((*json)->root);
}

void ShowClient::reconnect() {
    web_socket_.reset();
    http_ = HttpClient(demo_limits);
}

Result<std::string> ShowClient::store_frame(const std::string& picture) {
    std::string form;
    add_field(form, "streamer", streamer_);
    add_field(form, "timestamp", to_iso8601(now()));
    add_file(form, "file", picture);
    const auto json = call_json(
        http_, upload_request(addresses_.vision + "/frames", std::move(form)), status_created);
    if (!json) return json.error();
    return text((*json)->root, "url");
}

Result<SeenProduct> ShowClient::match(std::span<const std::string> frame_urls) {
    JsonWriter body;
    body.object().member("streamer", streamer_).member("timestamp", now());
    body.key("frame_urls").array();
    for (const auto& url : frame_urls) body.value(url);
    body.end().end();
    const auto json = call_json(
        http_, json_request("POST", addresses_.vision + "/match_product", body.take()), status_ok);
    if (!json) return json.error();
    const auto& root = (*json)->root;
    return SeenProduct{.product_id = text(root, "productId"), .score = number(root, "score")};
}

Result<RecordedTotals> ShowClient::totals() {
    const auto json = call_json(
        http_,
        get_request(addresses_.dashboard + "/api/totals?streamer=" + percent_encoded(streamer_)),
        status_ok);
    if (!json) return json.error();
    const auto& root = (*json)->root;
    return RecordedTotals{.comments = integer(root, "comments"),
                          .intents = counts(root, "intents"),
                          .decisions = counts(root, "decisions"),
                          .orders = integer(root, "orders"),
                          .units = integer(root, "units"),
                          .revenue = money(root, "revenue"),
                          .commission = money(root, "commission")};
}

Result<std::vector<RecordedComment>> ShowClient::comments() {
    const auto json = call_json(
        http_,
        get_request(addresses_.dashboard + "/api/feed?streamer=" + percent_encoded(streamer_) +
                    "&limit=" + std::to_string(page_size)),
        status_ok);
    if (!json) return json.error();
    std::vector<RecordedComment> found;
    for (const auto& item : items((*json)->root, "comments")) {
        element match;
        const bool matched = item["match"].get(match) == simdjson::SUCCESS && match.is_object();
        found.push_back({.id = text(item, "id"),
                         .intent = text(item, "intent"),
                         .decision = text(item, "decision"),
                         .reason = text(item, "reason"),
                         .product_id = matched ? text(match, "product_id") : "",
                         .match_source = matched ? text(match, "source") : ""});
    }
    return found;
}

Result<std::vector<RecordedOrder>> ShowClient::orders() {
    std::vector<RecordedOrder> found;
    std::string cursor;
    do {
        const auto json =
            call_json(http_,
                      get_request(addresses_.ecommerce +
                                  "/orders?streamer=" + percent_encoded(streamer_) + "&limit=100" +
                                  (cursor.empty() ? "" : "&cursor=" + percent_encoded(cursor))),
                      status_ok);
        if (!json) return json.error();
        for (const auto& item : items((*json)->root, "orders"))
            found.push_back({.number = text(item, "order_number"),
                             .buyer = text(item, "buyer"),
                             .product_id = text(item, "product_id"),
                             .sku = text(item, "sku"),
                             .variant = text(item, "variant"),
                             .quantity = integer(item, "quantity"),
                             .total_price = money(item, "total_price"),
                             .status = text(item, "status"),
                             .stock_state = text(item, "stock_state")});
        cursor = text((*json)->root, "next_cursor");
    } while (!cursor.empty());
    return found;
}

Result<std::int64_t> ShowClient::stock(const std::string& sku) {
    const auto json =
        call_json(http_,
                  get_request(addresses_.ecommerce + "/products/item/" +
                              percent_encoded(streamer_) + "/" + percent_encoded(sku)),
                  status_ok);
    if (!json) return json.error();
    return integer((*json)->root, "stock");
}

Result<RecordedTrace> ShowClient::trace(const std::string& order_number) {
    const auto json = call_json(
        http_, get_request(addresses_.ecommerce + "/trace/" + percent_encoded(order_number)),
        status_ok);
    if (!json) return json.error();
    RecordedTrace trace;
    for (const auto& comment : items((*json)->root, "comments"))
        trace.messages.push_back(text(comment, "message"));
    for (const auto& event : items((*json)->root, "events"))
        trace.events.push_back(text(event, "kind"));
    for (const auto& entry : items((*json)->root, "books"))
        trace.books.push_back({.from = text(entry, "credit"),
                               .to = text(entry, "debit"),
                               .amount = money(entry, "amount")});
    element order;
    if ((*json)->root["order"].get(order) == simdjson::SUCCESS) trace.buyer = text(order, "buyer");
    return trace;
}

}  // namespace tts::demo
