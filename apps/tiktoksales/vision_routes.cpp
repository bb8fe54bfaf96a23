#include "apps/tiktoksales/vision_routes.hpp"

#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/image_header.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/product_answers.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr http::TextRule url_rule{.length_min = 1, .length_max = 2'048};

void write_product(JsonWriter& json, const ObjectStore& objects, const Product& product) {
    json.member("name", product.name).member("price", product.price);
    json.member("currency", product.currency);
    const bool own_words = !product.user_description.empty();
    json.member("description", own_words ? product.user_description : product.model_description);
    json.member("image_url", product.image_urls.empty()
                                 ? std::string()
                                 : picture_link(objects, product.image_urls[0]));
}

void write_skipped(JsonWriter& json, const std::vector<SkippedFrame>& skipped) {
    json.key("skipped").array();
    for (const SkippedFrame& frame : skipped)
        json.object().member("url", frame.url).member("reason", frame.reason).end();
    json.end();
}

std::optional<std::string> text_or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string to_json(const ObjectStore& objects, const MatchAnswer& answer) {
    JsonWriter json;
    json.object();
    if (answer.product) {
        json.member("productId", answer.product->id).member("sku", answer.product->sku);
        json.member("score", answer.score);
        write_product(json, objects, *answer.product);
    } else {
        json.member("productId", nullptr).member("sku", nullptr).member("score", answer.score);
        for (const char* name : {"name", "price", "currency", "description", "image_url"})
            json.member(name, nullptr);
    }
    json.member("frame", text_or_null(answer.frame));
    json.member("source", to_string(answer.seen_by)).member("why", text_or_null(answer.why));
    json.key("alternatives").array();
    for (const Alternative& other : answer.alternatives) {
        json.object().member("productId", other.product.id).member("sku", other.product.sku);
        json.member("score", other.score);
        write_product(json, objects, other.product);
        json.end();
    }
    json.end();
    write_skipped(json, answer.skipped);
    json.end();
    return json.take();
}

// Older clients say streamer_id.
std::string read_streamer(http::JsonBody& body) {
    return body.has("streamer") || !body.has("streamer_id") ? body.text("streamer")
                                                            : body.text("streamer_id");
}

Response match_product(VisionService& vision, const Request& request) {
    http::JsonBody body(request.body);
    MatchRequest wanted;
    wanted.streamer = read_streamer(body);
    if (body.ok() && !body.has("timestamp"))
        body.refuse("timestamp", "is missing", "value_error.missing");
    wanted.timestamp = body.optional_timestamp("timestamp").value_or(Timestamp());
    wanted.frame_urls = body.text_list("frame_urls", frame_urls_max, url_rule);
    if (!body.ok()) return body.error_response();

    const auto answer = vision.match(wanted);
    if (!answer) return answer_for(answer.error());
    return Response::json(to_json(vision.objects(), *answer));
}

Response analyze_product(VisionService& vision, const Request& request) {
    http::JsonBody body(request.body);
    body.text("streamer");
    const std::string name = body.text("product_name");
    const auto urls = body.text_list("frame_urls", frame_urls_max, url_rule);
    if (!body.ok()) return body.error_response();

    const ProductAnalysis analysis = vision.analyze(name, urls);
    JsonWriter json;
    json.object()
        .member("tag", analysis.tag)
        .member("model_description", analysis.model_description)
        .member("description", analysis.description)
        .member("category", analysis.category);
    json.key("colours").array();
    for (const ColourShare& colour : analysis.colours)
        json.object().member("name", colour.name).member("share", colour.share).end();
    json.end().key("text").array();
    for (const std::string& word : analysis.text) json.value(word);
    json.end().member("text_note", text_or_null(analysis.text_note));
    write_skipped(json, analysis.skipped);
    json.end();
    return Response::json(json.take());
}

Response picture(std::string bytes) {
    const auto header = read_image_header(bytes);
    if (!header) return answer_for(Error(Errc::corrupt, header.error().what()));
    // A frame is as old as it is: nothing on the way may keep it.
    return {.status = 200,
            .body = std::move(bytes),
            .content_type = std::string(content_type(header->format)),
            .headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}};
}

Response bad_streamer(std::string message, std::string type) {
    return http::validation_error({{.location = {"query", "streamer"},
                                    .message = std::move(message),
                                    .type = std::move(type)}});
}

// What the camera shows, else the newest frame that was sent to us, else a test card.
Result<std::string> newest_picture(VisionService& vision, Camera& camera, const std::string& name) {
    auto live = camera.frame(name);
    if (live && read_image_header(*live)) return live;
    if (camera.is_set())
        log_event(Level::warning, "no_frame_captured",
                  {{"streamer", name}, {"error", live ? "no picture" : live.error().what()}});
    auto stored = vision.newest_frame(name);
    if (stored || stored.error().code() != Errc::not_found) return stored;
    return draw_test_card(name, now());
}

Response capture_frame(VisionService& vision, Camera& camera, const Request& request) {
    const auto streamer = request.query_value("streamer");
    if (!streamer) return bad_streamer("is missing", "value_error.missing");
    const std::string name(trimmed(*streamer));
    if (!is_utf8(name) || name.empty() || code_points(name) > name_code_points_max ||
        has_control_characters(name))
        return bad_streamer("must be a text of 1 to 255 characters", "value_error");

    auto frame = newest_picture(vision, camera, name);
    if (!frame) return answer_for(frame.error());
    return picture(std::move(*frame));
}

}  // namespace

void add_vision_routes(http::Router& router, VisionService& vision, Camera& camera) {
    const auto with_vision = [&vision](auto action) {
        return [&vision, action](const Request& request) { return action(vision, request); };
    };
    // A hundred URLs of two thousand characters are more than the usual limit.
    constexpr std::size_t body_bytes_max = 512 * 1024;
    router.on("POST", "/match_product", with_vision(match_product)).with_body_max(body_bytes_max);
    router.on("POST", "/analyze_product", with_vision(analyze_product))
        .with_body_max(body_bytes_max);
    router.on("GET", "/capture_frame", [&vision, &camera](const Request& request) {
        return capture_frame(vision, camera, request);
    });
}

}  // namespace tts
