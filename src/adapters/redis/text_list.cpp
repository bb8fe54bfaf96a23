#include "adapters/redis/text_list.hpp"

#include "core/json_writer.hpp"

#include <simdjson.h>

namespace tts {

std::string to_text_list(std::span<const std::string> texts) {
    JsonWriter json;
    json.array();
    for (const std::string& text : texts) json.value(text);
    json.end();
    return json.take();
}

std::vector<std::string> parse_text_list(std::string_view json) {
    simdjson::dom::parser parser;
    simdjson::dom::array array;
    std::vector<std::string> texts;
    if (parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS) return texts;
    for (const simdjson::dom::element element : array) {
        std::string_view text;
        if (element.get(text) == simdjson::SUCCESS) texts.emplace_back(text);
    }
    return texts;
}

}  // namespace tts
