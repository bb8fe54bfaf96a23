#include "apps/tiktoksales/nlp_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/intent_json.hpp"
#include "core/comment.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"
#include "intent/claim_names.hpp"
#include "match/show_index.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr http::TextRule text_rule{
    .length_min = 1, .length_max = message_code_points_max, .allow_line_breaks = true};
constexpr std::size_t vocabulary_max = 2'000;
constexpr std::size_t texts_max = 1'000;
constexpr http::TextRule vocabulary_rule{.length_min = 1, .length_max = 50};

struct Question {
    std::vector<std::string> texts;
    bool is_list = false;
    std::optional<std::string> streamer;
    ClaimVocabulary vocabulary;
};

Question read_question(JsonBody& body) {
    Question question;
    question.is_list = body.has("texts");
    if (question.is_list) {
        question.texts = body.text_list("texts", texts_max, text_rule);
        if (body.has("text")) body.refuse("texts", "give either text or texts");
    } else {
        question.texts.push_back(body.text("text", text_rule));
    }
    question.streamer = body.optional_text("streamer");
    question.vocabulary.codes = body.text_list("codes", vocabulary_max, vocabulary_rule);
    question.vocabulary.options = body.text_list("options", vocabulary_max, vocabulary_rule);
    return question;
}

// What the streamer sells, with the words and codes of the question's own.
Result<ClaimVocabulary> vocabulary_of(const Question& question, StorePool& stores) {
    const auto store = stores.lease();
    if (!store) return store.error();
    auto show = (*store)->show(*question.streamer, now());
    if (!show) return show.error();
    auto vocabulary = ShowIndex(std::move(*show), MatchSettings{}).vocabulary();
    const auto& own = question.vocabulary;
    vocabulary.codes.insert(vocabulary.codes.end(), own.codes.begin(), own.codes.end());
    vocabulary.options.insert(vocabulary.options.end(), own.options.begin(), own.options.end());
    return vocabulary;
}

std::string answer(const IntentReader& reader,
                   const Question& question,
                   const ClaimVocabulary& vocabulary) {
    if (!question.is_list) {
        const std::string_view burst[] = {question.texts.front()};
        return intent_json(reader.read(burst, vocabulary));
    }
    JsonWriter json;
    json.object().key("readings").array();
    for (const auto& text : question.texts) {
        const std::string_view burst[] = {text};
        json.raw(intent_json(reader.read(burst, vocabulary)));
    }
    json.end().end();
    return json.take();
}

Response predict(const NlpParts& parts, const Request& request) {
    JsonBody body(request.body);
    auto question = read_question(body);
    if (question.streamer && parts.stores == nullptr)
        body.refuse("streamer", "this process has no database; send codes and options");
    if (!body.ok()) return body.error_response();
    if (question.streamer) {
        auto vocabulary = vocabulary_of(question, *parts.stores);
        if (!vocabulary) return answer_for(vocabulary.error());
        question.vocabulary = std::move(*vocabulary);
    }
    return Response::json(answer(parts.intents, question, question.vocabulary));
}

}  // namespace

void add_nlp_routes(http::Router& router, const NlpParts& parts) {
    router.on("POST", "/predict_intent",
              [parts](const Request& request) { return predict(parts, request); });
}

}  // namespace tts
