#include "adapters/redis/dead_letter_json.hpp"

#include "adapters/redis/queue_entry.hpp"
#include "core/json_writer.hpp"

#include <simdjson.h>

namespace tts {

std::string to_json(const DeadLetter& letter) {
    JsonWriter json;
    json.object()
        .member("list", queue_name(letter.comment.streamer, letter.comment.client))
        .member("entry", to_queue_entry(letter.comment))
        .member("error", letter.error)
        .member("attempts", letter.attempts)
        .member("buried_at", letter.buried_at)
        .end();
    return json.take();
}

Result<DeadLetter> parse_dead_letter(std::string_view json) {
    Error corrupt(Errc::corrupt, "a dead letter cannot be read");
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    std::string_view list;
    std::string_view entry;
    std::string_view error;
    std::string_view buried_at;
    std::int64_t attempts = 0;
    const bool read = parser.parse(json.data(), json.size()).get(object) == simdjson::SUCCESS &&
                      object["list"].get(list) == simdjson::SUCCESS &&
                      object["entry"].get(entry) == simdjson::SUCCESS &&
                      object["error"].get(error) == simdjson::SUCCESS &&
                      object["attempts"].get(attempts) == simdjson::SUCCESS &&
                      object["buried_at"].get(buried_at) == simdjson::SUCCESS;
    if (!read) return corrupt;

    QueueEntryReader reader(entry.size());
    auto comment = reader.read(list, entry);
    const auto time = parse_timestamp(buried_at);
    if (!comment || !time) return corrupt;
    return DeadLetter{.comment = std::move(*comment),
                      .error = std::string(error),
                      .attempts = static_cast<int>(attempts),
                      .buried_at = *time};
}

}  // namespace tts
