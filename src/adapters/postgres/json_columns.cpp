#include "adapters/postgres/json_columns.hpp"

#include "core/json_writer.hpp"

#include <simdjson.h>

#include <cstdint>
#include <limits>

namespace tts::postgres {

namespace {

Error not_understood() {
    return {Errc::corrupt, "a JSON column holds something else"};
}

// The text of a member; empty if there is none.
std::string member_text(const simdjson::dom::object& object, std::string_view name) {
    std::string_view text;
    if (object[name].get(text) != simdjson::SUCCESS) return "";
    return std::string(text);
}

Result<ClaimItem> parse_item(const simdjson::dom::element& element) {
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return not_understood();
    ClaimItem item;
    item.code = member_text(object, "code");
    item.variant = member_text(object, "variant");
    std::int64_t quantity = 0;
    if (object["quantity"].get(quantity) == simdjson::SUCCESS) {
        if (quantity < std::numeric_limits<int>::min() ||
            quantity > std::numeric_limits<int>::max())
            return not_understood();
        item.quantity = static_cast<int>(quantity);
    }
    return item;
}

}  // namespace

std::string to_json(const std::vector<std::string>& texts) {
    JsonWriter json;
    json.array();
    for (const auto& text : texts) json.value(text);
    json.end();
    return json.take();
}

std::string to_json(const std::vector<ClaimItem>& items) {
    JsonWriter json;
    json.array();
    for (const auto& item : items) {
        json.object().member("code", item.code).member("variant", item.variant);
        json.member("quantity", item.quantity).end();
    }
    json.end();
    return json.take();
}

std::string scores_to_json(const std::array<double, 5>& scores) {
    JsonWriter json;
    json.object();
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i] != 0) json.member(intent_names[i], scores[i]);
    json.end();
    return json.take();
}

Result<std::vector<std::string>> parse_texts(std::string_view json) {
    std::vector<std::string> texts;
    if (json.empty()) return texts;
    simdjson::dom::parser parser;
    simdjson::dom::array array;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS)
        return not_understood();
    for (const auto element : array) {
        std::string_view text;
        if (element.get(text) != simdjson::SUCCESS) return not_understood();
        texts.emplace_back(text);
    }
    return texts;
}

Result<std::vector<ClaimItem>> parse_items(std::string_view json) {
    std::vector<ClaimItem> items;
    if (json.empty() || json == "[]") return items;
    simdjson::dom::parser parser;
    simdjson::dom::array array;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS)
        return not_understood();
    for (const auto element : array) {
        auto item = parse_item(element);
        if (!item) return item.error();
        items.push_back(std::move(*item));
    }
    return items;
}

Result<std::array<double, 5>> parse_scores(std::string_view json) {
    std::array<double, 5> scores{};
    if (json.empty()) return scores;
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS)
        return not_understood();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        double score = 0;
        if (object[intent_names[i]].get(score) == simdjson::SUCCESS) scores[i] = score;
    }
    return scores;
}

}  // namespace tts::postgres
