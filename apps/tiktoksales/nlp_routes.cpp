#include "apps/tiktoksales/nlp_routes.hpp"

#include "apps/tiktoksales/intent_json.hpp"
#include "core/comment.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

constexpr http::TextRule text_rule{
    .length_min = 1, .length_max = message_code_points_max, .allow_line_breaks = true};
constexpr std::size_t vocabulary_max = 2'000;
constexpr http::TextRule vocabulary_rule{.length_min = 1, .length_max = 50};

// `codes` and `options` say what the show sells; without them no code counts as a claim.
http::Response predict(const IntentReader& reader, const http::Request& request) {
    http::JsonBody body(request.body);
    const auto text = body.text("text", text_rule);
    const ClaimVocabulary vocabulary{
        .codes = body.text_list("codes", vocabulary_max, vocabulary_rule),
        .options = body.text_list("options", vocabulary_max, vocabulary_rule)};
    if (!body.ok()) return body.error_response();

    const std::string_view burst[] = {text};
    return http::Response::json(intent_json(reader.read(burst, vocabulary)));
}

}  // namespace

void add_nlp_routes(http::Router& router, const IntentReader& reader) {
    router.on("POST", "/predict_intent",
              [&reader](const http::Request& request) { return predict(reader, request); });
}

}  // namespace tts
