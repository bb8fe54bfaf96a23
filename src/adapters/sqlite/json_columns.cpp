#include "adapters/sqlite/json_columns.hpp"

#include "core/json_writer.hpp"

#include <simdjson.h>

#include <cstdint>
#include <limits>

namespace tts::sqlite {

namespace {

namespace dom = simdjson::dom;

Error not_understood() {
    return {Errc::corrupt, "a JSON column holds something else"};
}

std::string member_text(const dom::object& object, std::string_view name) {
    std::string_view text;
    if (object[name].get(text) != simdjson::SUCCESS) return {};
    return std::string(text);
}

Result<ClaimItem> parse_item(const dom::element& element) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return not_understood();
    ClaimItem item{.code = member_text(object, "code"),
                   .variant = member_text(object, "variant"),
                   .quantity = std::nullopt};
    std::int64_t quantity = 0;
    if (object["quantity"].get(quantity) != simdjson::SUCCESS) return item;
    if (quantity < 0 || quantity > std::numeric_limits<int>::max()) return not_understood();
    item.quantity = static_cast<int>(quantity);
    return item;
}

// Each element of the array through `parse`.
template <class T, class Parse>
Result<std::vector<T>> parse_array(std::string_view json, Parse parse) {
    std::vector<T> values;
    if (json.empty() || json == "[]") return values;
    dom::parser parser;
    dom::array array;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS)
        return not_understood();
    for (const dom::element element : array) {
        Result<T> value = parse(element);
        if (!value) return value.error();
        values.push_back(std::move(*value));
    }
    return values;
}

}  // namespace

std::string texts_to_json(const std::vector<std::string>& texts) {
    JsonWriter json;
    json.array();
    for (const auto& text : texts) json.value(text);
    json.end();
    return json.take();
}

std::string items_to_json(const std::vector<ClaimItem>& items) {
    if (items.empty()) return "[]";
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
    return parse_array<std::string>(json, [](const dom::element& element) -> Result<std::string> {
        std::string_view text;
        if (element.get(text) != simdjson::SUCCESS) return not_understood();
        return std::string(text);
    });
}

Result<std::vector<ClaimItem>> parse_items(std::string_view json) {
    return parse_array<ClaimItem>(json, parse_item);
}

Result<std::array<double, 5>> parse_scores(std::string_view json) {
    std::array<double, 5> scores{};
    if (json.empty()) return scores;
    dom::parser parser;
    dom::object object;
    if (parser.parse(json.data(), json.size()).get(object) != simdjson::SUCCESS)
        return not_understood();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        double score = 0;
        if (object[intent_names[i]].get(score) == simdjson::SUCCESS) scores[i] = score;
    }
    return scores;
}

}  // namespace tts::sqlite
