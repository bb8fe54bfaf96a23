#include "adapters/redis/redis_stream.hpp"

#include "adapters/redis/redis_names.hpp"

#include <array>
#include <span>
#include <string>

namespace tts {

void add_to_stream(RedisCommands& commands, const Comment& comment, StreamOrigin origin) {
    const std::string timestamp = to_iso8601(comment.timestamp);
    const std::string id = comment.id.to_string();
    const std::array<std::string_view, 17> arguments = {
        "XADD",
        redis_names::stream,
        "*",
        "streamer",
        comment.streamer,
        "client",
        comment.client,
        "timestamp",
        timestamp,
        "message",
        comment.message,
        "id",
        id,
        "source",
        comment.source,
        "origin",
        origin == StreamOrigin::foreign ? "foreign" : "healed"};
    const bool is_ordinary = origin == StreamOrigin::ingest;
    commands.add(std::span(arguments).first(arguments.size() - (is_ordinary ? 2 : 0)));
}

}  // namespace tts
