#include "apps/tiktoksales/seller_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "chat/chat_preview.hpp"
#include "chat/client_outcome.hpp"
#include "chat/queue_watch.hpp"
#include "chat/reply_text.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

#include <charconv>
#include <thread>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t buyers_default = 50;
constexpr std::size_t buyers_max = 500;
constexpr http::TextRule message_rule{.length_max = message_code_points_max,
                                      .allow_line_breaks = true};
// Beyond the settle window, a worker needs milliseconds; what an outside producer wrote is found
// within a second or two.
constexpr std::chrono::milliseconds decision_patience{3'000};

Response bad_query(std::string name, std::string message) {
    return http::validation_error({{.location = {"query", std::move(name)},
                                    .message = std::move(message),
                                    .type = "value_error"}});
}

std::optional<std::size_t> read_limit(const Request& request) {
    const auto text = request.query_value("limit");
    if (!text || text->empty()) return buyers_default;
    std::size_t limit = 0;
    const auto* const last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, limit);
    if (error != std::errc() || end != last || limit < 1 || limit > buyers_max) return std::nullopt;
    return limit;
}

void write_buyer(JsonWriter& json, const Buyer& buyer) {
    const bool has_product = !buyer.product.is_nil();
    json.object()
        .member("id", buyer.id)
        .member("username", buyer.username)
        .member("message", buyer.message)
        .member("cantidad", buyer.quantity)
        .member("timestamp", buyer.timestamp)
        .member("product_name", has_product ? std::optional(buyer.product_name) : std::nullopt)
        .member("product_price", buyer.product_price)
        .member("product_id", has_product ? std::optional(buyer.product) : std::nullopt)
        .member("status", to_string(buyer.status))
        .end();
}

Response list_buyers(const SellerParts& parts, const Request& request) {
    BuyerFilter filter{.streamer = request.path_value("streamer")};
    const auto limit = read_limit(request);
    if (!limit) return bad_query("limit", "must be a whole number from 1 to 500");
    filter.limit = *limit;
    if (const auto status = request.query_value("status"); status && !status->empty()) {
        filter.status = parse_buyer_status(*status);
        if (!filter.status)
            return bad_query("status", "must be pending, contacted, sold or cancelled");
    }
    const auto page = parts.buyers.buyers(filter);
    if (!page) return answer_for(page.error());
    JsonWriter json;
    json.object().member("streamer", filter.streamer).member("total", page->total);
    json.key("buyers").array();
    for (const Buyer& buyer : page->buyers) write_buyer(json, buyer);
    json.end().end();
    return Response::json(json.take());
}

Response set_status(const SellerParts& parts, const Request& request) {
    const std::string& id_text = request.path_value("id");
    const auto status = parse_buyer_status(request.query_value("status").value_or(""));
    if (!status)
        return Response::error(400, "status must be pending, contacted, sold or cancelled");
    const auto id = CommentId::parse(id_text);
    if (!id) return Response::error(404, "there is no buyer " + id_text);
    const auto owner = parts.gate.streamer_of(request).value_or("");
    const auto set = parts.buyers.set_status(*id, *status, owner);
    if (!set) return answer_for(set.error());
    JsonWriter json;
    json.object().member("ok", true).member("id", *id).member("status", to_string(*status)).end();
    return Response::json(json.take());
}

void write_product(JsonWriter& json, const Product& product) {
    json.object()
        .member("product_id", product.id)
        .member("sku", product.sku)
        .member("name", product.name)
        .member("price", product.price)
        .member("currency", product.currency)
        .member("stock", product.stock);
    json.member("image_url", product.image_urls.empty() ? std::string() : product.image_urls[0]);
    json.end();
}

void write_matched_product(JsonWriter& json, const std::optional<Product>& product) {
    json.key("matched_product");
    if (product)
        write_product(json, *product);
    else
        json.value(nullptr);
}

std::string_view yes_or_no(bool wants_to_buy) {
    return wants_to_buy ? "yes" : "no";
}

std::string preview_json(const ChatPreview& preview) {
    JsonWriter json;
    json.object()
        .member("intent", yes_or_no(preview.wants_to_buy))
        .member("cantidad", preview.quantity)
        .member("timestamp", preview.timestamp);
    write_matched_product(json, preview.product);
    json.key("recommended_products").array();
    for (const Product& product : preview.recommended) write_product(json, product);
    json.end()
        .member("response_text", preview.text)
        .member("payment_ready", preview.payment_ready)
        .end();
    return json.take();
}

Response chat(const SellerParts& parts, const Request& request) {
    http::JsonBody body(request.body);
    Comment comment{.id = CommentId::next(),
                    .streamer = body.text("streamer_id"),
                    .client = body.text("user_id"),
                    .message = body.text("message", message_rule),
                    .timestamp = {},
                    .source = "chat",
                    .source_message_id = {}};
    comment.timestamp = comment.arrived_at();
    if (!body.ok()) return body.error_response();

    const auto store = parts.stores.lease();
    if (!store) return answer_for(store.error());
    auto show = (*store)->show(comment.streamer, comment.arrived_at());
    if (!show) return answer_for(show.error());
    const ShowIndex index(std::move(*show), parts.pipeline.match);
    return Response::json(
        preview_json(preview(comment, index, parts.intents, parts.pipeline.decision)));
}

// Whose queue is to be processed.
struct QueueRequest {
    std::string streamer;
    std::string client;
};

Response try_again(std::string_view detail) {
    auto response = Response::error(503, detail);
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

// The matched product as it is now; nothing if there is none, or none any more.
Result<std::optional<Product>> find_product(StorePool& stores, const ProductId& id) {
    if (id.is_nil()) return std::optional<Product>();
    const auto store = stores.lease();
    if (!store) return store.error();
    auto product = (*store)->product(id);
    if (product) return std::optional<Product>(std::move(*product));
    if (product.error().code() == Errc::not_found) return std::optional<Product>();
    return product.error();
}

Response answer_outcome(const SellerParts& parts,
                        const QueueRequest& queue,
                        const std::vector<DecidedComment>& decided) {
    const auto outcome = outcome_of(decided);
    const auto product = find_product(parts.stores, outcome.product);
    if (!product) return answer_for(product.error());
    const std::string name = *product ? (*product)->name : std::string();
    JsonWriter json;
    json.object()
        .member("user_id", queue.client)
        .member("streamer_id", queue.streamer)
        .member("messages_processed", decided.size())
        .member("intent", yes_or_no(outcome.wants_to_buy))
        .member("cantidad", outcome.quantity);
    write_matched_product(json, *product);
    json.member("payment_ready", outcome.payment_ready)
        .member("response_text",
                decided.empty() ? nothing_new_text(outcome.language) : outcome_text(outcome, name))
        .end();
    return Response::json(json.take());
}

Response process_queue(const SellerParts& parts, const QueueRequest& queue) {
    const QueueWatch watch{
        .waiting = [&] { return parts.queue.waiting(queue.streamer, queue.client); },
        .decided = [&](std::span<const CommentId> ids) { return parts.buyers.decided(ids); },
        .sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }};
    const auto decided = wait_until_decided(watch, parts.pipeline.settle + decision_patience);
    if (!decided && decided.error().code() == Errc::conflict)
        return try_again(decided.error().what());
    if (!decided) return answer_for(decided.error());
    return answer_outcome(parts, queue, *decided);
}

// Answers from one of the waiting threads.
void wait_for_queue(const SellerParts& parts,
                    const Request& request,
                    const http::Respond& respond) {
    http::JsonBody body(request.body);
    const QueueRequest queue{.streamer = body.text("streamer_id"), .client = body.text("user_id")};
    if (!body.ok()) return respond(body.error_response());
    const auto wait = [parts, queue, respond] {
        try {
            respond(process_queue(parts, queue));
        } catch (const std::exception& error) {
            log_event(Level::error, "handler_failed",
                      {{"route", "/process_queue"}, {"error", error.what()}});
            respond(Response::error(500, "internal error"));
        }
    };
    if (!parts.waiters.try_submit(wait))
        respond(try_again("too many clients wait for their comments already"));
}

}  // namespace

void add_seller_routes(http::Router& router, const SellerParts& parts) {
    const auto with_parts = [parts](auto action) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("GET", "/buyers/{streamer}", with_parts(list_buyers));
    router.on("PATCH", "/buyers/{id}/status", with_parts(set_status));
    router.on("POST", "/chat", with_parts(chat));
    router.on_async("POST", "/process_queue",
                    [parts](const Request& request, const http::Respond& respond) {
                        wait_for_queue(parts, request, respond);
                    });
}

}  // namespace tts
