#include "apps/tiktoksales/own_request.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "ingest/comment_batch.hpp"

#include <simdjson.h>

#include <algorithm>

namespace tts {

namespace {

bool means_the_streamer(std::string_view member) {
    return member == "streamer" || member == "streamer_id";
}

bool same_member(std::string_view a, std::string_view b) {
    return a == b || (means_the_streamer(a) && means_the_streamer(b));
}

}  // namespace

bool own_query(http::Request& request, std::string_view parameter, const std::string& owner) {
    bool is_there = false;
    for (auto& [name, value] : request.query) {
        if (name != parameter) continue;
        if (value.empty()) value = owner;
        if (value != owner) return false;
        is_there = true;
    }
    if (!is_there) request.query.emplace_back(parameter, owner);
    return true;
}

void own_body(http::Request& request, std::string_view member, const std::string& owner) {
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(request.body).get(object)) return;
    JsonWriter json;
    json.object().member(member, owner);
    for (const auto& [name, value] : object)
        if (!same_member(name, member)) json.key(name).raw(simdjson::minify(value));
    request.body = json.end().take();
}

std::optional<std::string> foreign_streamer(std::string_view json, const SpeaksFor& speaks_for) {
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (parser.parse(json.data(), json.size()).get(object)) return std::nullopt;
    for (const auto& [name, value] : object) {
        std::string_view streamer;
        if (!means_the_streamer(name) || value.get(streamer)) continue;
        streamer = trimmed(streamer);
        if (!speaks_for(streamer)) return std::string(streamer);
    }
    return std::nullopt;
}

std::optional<std::string> foreign_streamer_of_batch(std::string_view body,
                                                     const SpeaksFor& speaks_for) {
    for (const auto item : split_batch(body).items)
        if (auto foreign = foreign_streamer(item, speaks_for)) return foreign;
    return std::nullopt;
}

}  // namespace tts
