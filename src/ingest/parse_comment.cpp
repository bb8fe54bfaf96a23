#include "ingest/parse_comment.hpp"

#include "http/json_body.hpp"

#include <utility>

namespace tts {

namespace {

constexpr http::TextRule name_rule = {.length_max = name_code_points_max};
constexpr http::TextRule message_rule = {.length_max = message_code_points_max,
                                         .allow_line_breaks = true};
constexpr http::TextRule message_id_rule = {.length_max = 255};
constexpr http::TextRule source_rule = {.length_max = 64};
constexpr std::string_view source_unnamed = "api";

// Sources are names of ours and of connectors, and part of keys.
std::string read_source(http::JsonBody& body) {
    auto source = body.optional_text("source", source_rule);
    if (!source) return std::string(source_unnamed);
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_.-";
    if (source->find_first_not_of(allowed) != std::string::npos)
        body.refuse("source", "String should have only a-z, 0-9, '_', '.' and '-'",
                    "string_pattern_mismatch");
    return std::move(*source);
}

}  // namespace

CommentOrErrors parse_comment(std::string_view json) {
    http::JsonBody body(json);
    Comment comment;
    comment.streamer = body.text("streamer", name_rule);
    comment.client = body.text("client", name_rule);
    comment.message = body.text("message", message_rule);
    const auto timestamp = body.optional_timestamp("timestamp");
    comment.source_message_id = body.optional_text("message_id", message_id_rule).value_or("");
    comment.source = read_source(body);
    if (!body.ok()) return body.errors();

    comment.id = CommentId::next();
    comment.timestamp = timestamp.value_or(comment.arrived_at());
    return comment;
}

}  // namespace tts
