#include "ingest/comment_batch.hpp"

#include "http/json_scan.hpp"

#include <algorithm>
#include <utility>

namespace tts {

namespace {

constexpr std::string_view json_space = " \t\r\n";

BatchItems refuse(std::string message, std::string type) {
    return {{}, http::FieldError{{"body"}, std::move(message), std::move(type)}};
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        if (line.find_first_not_of(json_space) != std::string_view::npos) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

BatchItems split_batch(std::string_view body) {
    const auto start = body.find_first_not_of(json_space);
    if (start == std::string_view::npos)
        return refuse("JSON decode error: the body is empty", "json_invalid");
    auto items = body[start] == '[' ? http::element_texts(body) : std::optional(lines_of(body));
    if (!items) return refuse("JSON decode error: not one JSON array", "json_invalid");
    if (items->empty()) return refuse("List should have at least 1 item", "too_short");
    if (items->size() > batch_items_max)
        return refuse("List should have at most " + std::to_string(batch_items_max) + " items",
                      "too_long");
    return {std::move(*items), std::nullopt};
}

}  // namespace tts
