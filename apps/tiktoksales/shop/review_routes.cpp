#include "apps/tiktoksales/shop/review_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "dashboard/read_models.hpp"
#include "http/json_body.hpp"
#include "order/review_desk.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

// What nobody looked at for so long is nobody's wish any more.
constexpr std::chrono::hours waiting_time{72};
constexpr std::size_t waiting_max = 200;

// What was seen in the video so long before the comment may be what it means.
constexpr std::chrono::seconds seen_before_max{30};

struct Candidate {
    ProductId product;
    std::string_view why;
};

// What the comment may mean, likeliest first: what was found in it, what was pinned, and what was
// seen.
std::vector<Candidate> candidates_of(const ReviewComment& comment, const Show& show) {
    std::vector<Candidate> candidates;
    if (!comment.product.is_nil())
        candidates.push_back({.product = comment.product, .why = comment.match_why});
    const auto seen_at = comment.id.value.time() - show.streamer.stream_delay();
    const auto add = [&](const ProductId& product, std::string_view why) {
        const auto same = [&](const Candidate& one) { return one.product == product; };
        if (!product.is_nil() && std::ranges::none_of(candidates, same))
            candidates.push_back({.product = product, .why = why});
    };
    if (const Pin* pin = pin_at(show.pins, seen_at)) add(pin->product, "pinned when it was said");
    if (const Pin* pin = pin_at(show.platform_pins, seen_at))
        add(pin->product, "pinned by the platform when it was said");
    for (const Sighting& seen : show.sightings)
        if (seen.stream_time <= seen_at && seen_at - seen.stream_time <= seen_before_max)
            add(seen.product, "seen in the video when it was said");
    return candidates;
}

void write_candidates(JsonWriter& json, const ReviewComment& comment, const Show& show) {
    json.key("candidates").array();
    for (const Candidate& candidate : candidates_of(comment, show)) {
        const auto found =
            std::find_if(show.products.begin(), show.products.end(),
                         [&](const Product& one) { return one.id == candidate.product; });
        if (found == show.products.end()) continue;
        json.object()
            .member("product_id", found->id)
            .member("sku", found->sku)
            .member("code", found->code)
            .member("name", found->name)
            .member("price", found->price)
            .member("currency", found->currency)
            .member("stock", found->stock)
            .member("why", candidate.why);
        dashboard::write_variants(json, *found);
        json.end();
    }
    json.end();
}

void write_item(JsonWriter& json, const ReviewComment& comment, const Show& show) {
    json.object()
        .member("id", comment.id)
        .member("client", comment.client)
        .member("message", comment.message)
        .member("source", comment.source)
        .member("language", comment.language)
        .member("arrived_at", comment.id.value.time())
        .member("intent", comment.intent)
        .member("score", comment.score)
        .member("reason", comment.reason)
        .member("quantity", comment.quantity)
        .member("variant", comment.variant)
        .member("cancels", comment.cancels);
    write_candidates(json, comment, show);
    json.end();
}

Response list_waiting(ReviewList& list, Store& store, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto since = now() - waiting_time;
    const auto waiting = list.waiting({.streamer = streamer, .since = since, .limit = waiting_max});
    if (!waiting) return answer_for(waiting.error());
    const auto show = store.show(streamer, since);
    if (!show) return answer_for(show.error());
    JsonWriter json;
    json.object().member("streamer", streamer).key("comments").array();
    for (const ReviewComment& comment : *waiting) write_item(json, comment, *show);
    json.end().end();
    return Response::json(json.take());
}

Result<CommentOfShow> comment_of(const Request& request) {
    const auto id = CommentId::parse(request.path_value("comment"));
    if (!id) return Error(Errc::not_found, "the streamer has no such comment");
    return CommentOfShow{.id = *id, .streamer = request.path_value("streamer")};
}

Response give_order(ReviewList& list, Store& store, const Request& request) {
    const auto comment = comment_of(request);
    if (!comment) return answer_for(comment.error());
    JsonBody body(request.body.empty() ? std::string_view("{}") : request.body);
    Award wanted;
    wanted.product = body.optional_text("product_id").value_or("");
    const auto quantity = body.optional_integer("quantity", {.min = 1, .max = quantity_max});
    if (quantity) wanted.quantity = static_cast<std::int32_t>(*quantity);
    wanted.variant = body.optional_text("variant", {.length_max = 255});
    if (!body.ok()) return body.error_response();

    const auto placed = award(store, list, *comment, wanted);
    if (!placed) return answer_for(placed.error());
    JsonWriter json;
    dashboard::write_order(json, placed->order);
    return Response::json(placed->replayed ? 200 : 201, json.take());
}

Response decided(const Request& request, const Result<void>& done, Decision decision) {
    if (!done) return answer_for(done.error());
    JsonWriter json;
    json.object()
        .member("id", request.path_value("comment"))
        .member("decision", to_string(decision))
        .end();
    return Response::json(json.take());
}

Response give_nothing(ReviewList& list, Store& store, const Request& request) {
    const auto comment = comment_of(request);
    if (!comment) return answer_for(comment.error());
    JsonBody body(request.body.empty() ? std::string_view("{}") : request.body);
    const auto name = body.optional_text("label");
    const auto label = name ? parse_intent(*name) : std::nullopt;
    if (name && !label) body.refuse("label", "must be buy, question, feedback, complaint or none");
    if (!body.ok()) return body.error_response();
    return decided(request, dismiss(store, list, *comment, label), Decision::ignored);
}

Response wait_again(ReviewList& list, Store&, const Request& request) {
    const auto comment = comment_of(request);
    if (!comment) return answer_for(comment.error());
    return decided(request, reopen(list, *comment), Decision::review);
}

}  // namespace

void add_review_routes(http::Router& router, StorePool& stores, ReviewList& list) {
    const auto with_list = [&](auto action) {
        return with_store(stores, [&list, action](Store& store, const Request& request) {
            return action(list, store, request);
        });
    };
    router.on("GET", "/streamers/{streamer}/review", with_list(list_waiting));
    router.on("POST", "/streamers/{streamer}/comments/{comment}/order", with_list(give_order));
    router.on("POST", "/streamers/{streamer}/comments/{comment}/dismiss", with_list(give_nothing));
    router.on("POST", "/streamers/{streamer}/comments/{comment}/reopen", with_list(wait_again));
}

}  // namespace tts
