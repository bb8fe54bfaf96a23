#include "adapters/redis/queue_entry.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <simdjson.h>

#include <optional>

namespace tts {

namespace {

std::optional<std::string_view> text_member(const simdjson::dom::object& object,
                                            std::string_view name) {
    std::string_view text;
    if (object[name].get(text) != simdjson::SUCCESS) return std::nullopt;
    return text;
}

// Ids are made by us, as version 7. Whatever else an outside producer calls "id" is replaced: it
// could not be ordered by time, and a time far ahead would keep its list waiting.
CommentId usable_id(const simdjson::dom::object& object) {
    const auto text = text_member(object, "id");
    if (!text) return {};
    const auto id = CommentId::parse(*text);
    const bool is_ours = id && id->value.bytes()[6] >> 4 == 7;
    return is_ours ? *id : CommentId();
}

bool is_name(std::string_view text) {
    return !trimmed(text).empty() && code_points(text) <= name_code_points_max &&
           !has_control_characters(text);
}

Result<void> check_outside_comment(const Comment& comment) {
    if (!is_name(comment.streamer)) return Error(Errc::invalid, "bad streamer");
    if (!is_name(comment.client)) return Error(Errc::invalid, "bad client");
    if (comment.message.empty()) return Error(Errc::invalid, "blank message");
    if (code_points(comment.message) > message_code_points_max)
        return Error(Errc::invalid, "message too long");
    if (has_control_characters(comment.message))
        return Error(Errc::invalid, "control characters in the message");
    return {};
}

Result<Comment> read_object(std::string_view list, const simdjson::dom::object& object) {
    const auto streamer = text_member(object, "streamer");
    const auto client = text_member(object, "client");
    const auto message = text_member(object, "message");
    if (!streamer || !client || !message)
        return Error(Errc::invalid, "streamer, client and message must be texts");
    if (queue_name(*streamer, *client) != list)
        return Error(Errc::invalid, "streamer and client are not those of the list");

    Comment comment{
        .id = usable_id(object),
        .streamer = std::string(*streamer),
        .client = std::string(*client),
        .message = std::string(trimmed(*message)),
        .timestamp = {},
        .source = std::string(text_member(object, "source").value_or("redis")),
        .source_message_id = std::string(text_member(object, "message_id").value_or(""))};
    const auto timestamp = parse_timestamp(text_member(object, "timestamp").value_or(""));
    comment.timestamp = timestamp ? *timestamp : comment.arrived_at();
    return comment;
}

}  // namespace

std::string to_queue_entry(const Comment& comment) {
    JsonWriter json;
    json.object()
        .member("streamer", comment.streamer)
        .member("client", comment.client)
        .member("timestamp", comment.timestamp)
        .member("message", comment.message)
        .member("id", comment.id)
        .member("source", comment.source);
    if (!comment.source_message_id.empty()) json.member("message_id", comment.source_message_id);
    return json.end().take();
}

std::string with_id(std::string_view entry, const Comment& comment) {
    const bool has_another_id = entry.find("\"id\"") != std::string_view::npos;
    if (has_another_id) return to_queue_entry(comment);
    std::string stamped(entry.substr(0, entry.rfind('}')));
    stamped += ",\"id\":\"" + comment.id.to_string() + "\"}";
    return stamped;
}

struct QueueEntryReader::Parser {
    simdjson::dom::parser json;
};

QueueEntryReader::QueueEntryReader(std::size_t entry_bytes_max)
    : entry_bytes_max_(entry_bytes_max), parser_(std::make_unique<Parser>()) {}

QueueEntryReader::~QueueEntryReader() = default;

Result<Comment> QueueEntryReader::read(std::string_view list, std::string_view entry) {
    // Ours are checked by ingest, and must never be refused here: this only keeps an absurd text
    // from being parsed.
    constexpr std::size_t parsed_max_factor = 16;
    Error too_long(Errc::invalid, "entry too long");
    if (entry.size() > parsed_max_factor * entry_bytes_max_) return too_long;
    simdjson::dom::object object;
    if (parser_->json.parse(entry.data(), entry.size()).get(object) != simdjson::SUCCESS)
        return Error(Errc::invalid, "not a JSON object");

    auto comment = read_object(list, object);
    if (!comment || !comment->id.is_nil()) return comment;
    if (entry.size() > entry_bytes_max_) return too_long;
    if (auto checked = check_outside_comment(*comment); !checked) return checked.error();
    return comment;
}

}  // namespace tts
