#include "apps/tiktoksales/intent_json.hpp"

#include "core/json_writer.hpp"

#include <optional>

namespace tts {

namespace {

std::optional<std::string> text_or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

void write_spans(JsonWriter& json, const ClaimItem& item) {
    json.key("spans").array();
    for (const auto& span : item.spans)
        json.object()
            .member("slot", to_string(span.kind))
            .member("part", span.part)
            .member("begin", span.begin)
            .member("size", span.size)
            .member("confidence", span.confidence)
            .end();
    json.end();
}

void write_slots(JsonWriter& json, const ClaimItem& item) {
    json.member("quantity", item.quantity);
    json.member("variant", text_or_null(item.variant));
    json.member("code", text_or_null(item.code));
}

}  // namespace

std::string intent_json(const IntentReading& reading) {
    JsonWriter json;
    json.object().member("intent", to_string(reading.intent)).member("score", reading.score);
    json.key("scores").object();
    for (std::size_t k = 0; k < intent_names.size(); ++k)
        json.member(intent_names[k], reading.scores[k]);
    json.end().member("language", reading.language);
    write_slots(json, reading.items.empty() ? ClaimItem{} : reading.items.front());
    json.key("items").array();
    for (const auto& item : reading.items) {
        json.object();
        write_slots(json, item);
        write_spans(json, item);
        json.end();
    }
    json.end().member("asks_how", reading.asks_how).member("cancels", reading.cancels);
    json.member("model_version", reading.model_version);
    if (!reading.evidence.empty()) {
        json.key("evidence").array();
        for (const auto& evidence : reading.evidence)
            json.object().member("part", evidence.part).member("what", evidence.what).end();
        json.end();
    }
    return json.end().take();
}

}  // namespace tts
