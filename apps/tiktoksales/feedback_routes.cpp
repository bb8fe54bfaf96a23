#include "apps/tiktoksales/feedback_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/feedback_rows.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"

#include <charconv>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::size_t page_size = 1'000;
constexpr std::size_t page_size_max = 10'000;

void write_feedback(JsonWriter& json, const IntentFeedback& feedback) {
    json.object()
        .member("id", feedback.id)
        .member("streamer", feedback.streamer)
        .member("text", feedback.text)
        .member("language", feedback.language)
        .member("label", to_string(feedback.label))
        .member("message_id", feedback.message)
        .member("created_at", feedback.created_at)
        .end();
}

// The message that the body names, or the text in it; refuses the body if it has neither or both.
Result<IntentFeedback> subject_of(Store& store, JsonBody& body) {
    const auto streamer = body.optional_text("streamer");
    const auto text = body.optional_text(
        "text",
        {.length_min = 1, .length_max = message_code_points_max, .allow_line_breaks = true});
    const auto message = body.optional_text("message_id");
    IntentFeedback subject;
    if (message.has_value() == text.has_value()) {
        body.refuse(message ? "text" : "message_id", "give either message_id or text");
    } else if (text) {
        if (!streamer) body.refuse("streamer", "is needed with a text");
        subject.streamer = streamer.value_or("");
        subject.text = *text;
    } else {
        const auto id = CommentId::parse(*message);
        if (!id) return Error(Errc::not_found, "there is no message " + *message);
        auto found = store.feedback_on(*id);
        if (!found) return found.error();
        if (streamer && found->streamer != *streamer)
            return Error(Errc::not_found, "there is no message " + *message);
        subject = std::move(*found);
    }
    return subject;
}

Response save(Store& store, const Request& request) {
    JsonBody body(request.body);
    auto feedback = subject_of(store, body);
    const auto label = parse_intent(body.text("label"));
    if (!label) body.refuse("label", "must be buy, question, feedback, complaint or none");
    const auto language = body.optional_text("language", {.length_min = 2, .length_max = 3});
    if (!body.ok()) return body.error_response();
    if (!feedback) return answer_for(feedback.error());

    feedback->id = FeedbackId::next();
    feedback->label = *label;
    feedback->language = language.value_or("und");
    feedback->created_at = now();
    const auto saved = store.save_feedback(*feedback);
    if (!saved) return answer_for(saved.error());
    JsonWriter json;
    write_feedback(json, *saved);
    return Response::json(json.take());
}

Response bad_query(std::string name, std::string message) {
    return http::validation_error({{.location = {"query", std::move(name)},
                                    .message = std::move(message),
                                    .type = "value_error"}});
}

std::optional<std::size_t> limit_of(const Request& request) {
    const auto text = request.query_value("limit");
    if (!text) return page_size;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    const bool is_read = error == std::errc() && end == text->data() + text->size();
    if (!is_read || limit < 1 || limit > page_size_max) return std::nullopt;
    return limit;
}

Response as_json(const std::vector<IntentFeedback>& list, std::size_t limit) {
    JsonWriter json;
    json.object().key("feedback").array();
    for (const auto& feedback : list) write_feedback(json, feedback);
    json.end().key("next_cursor");
    if (list.size() == limit)
        json.value(list.back().id);
    else
        json.value(nullptr);
    json.end();
    return Response::json(json.take());
}

Response list(Store& store, const Request& request) {
    FeedbackFilter filter;
    filter.streamer = request.query_value("streamer").value_or("");
    const auto limit = limit_of(request);
    if (!limit) return bad_query("limit", "must be a number from 1 to 10000");
    filter.limit = *limit;
    if (const auto after = request.query_value("after"); after && !after->empty()) {
        const auto id = FeedbackId::parse(*after);
        if (!id) return bad_query("after", "must be the next_cursor of an earlier answer");
        filter.after = *id;
    }
    const auto format = request.query_value("format").value_or("json");
    if (format != "json" && format != "tsv") return bad_query("format", "must be json or tsv");

    const auto found = store.feedback(filter);
    if (!found) return answer_for(found.error());
    if (format == "json") return as_json(*found, *limit);
    Response response;
    response.content_type = "text/tab-separated-values; charset=utf-8";
    response.body = feedback_tsv(*found);
    return response;
}

}  // namespace

void add_feedback_routes(http::Router& router, StorePool& stores) {
    router.on("POST", "/intents/feedback", with_store(stores, save));
    router.on("GET", "/intents/feedback", with_store(stores, list));
}

}  // namespace tts
