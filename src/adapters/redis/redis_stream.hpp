#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "core/comment.hpp"

#include <string_view>

namespace tts {

// How a comment came into its list.
enum class StreamOrigin {
    ingest,   // Through us.
    foreign,  // An outside producer wrote the list.
    healed,   // Through us, but the writer may have died before the stream had it.
};

// Adds the command that puts a comment into the audit stream.
void add_to_stream(RedisCommands& commands, const Comment& comment, StreamOrigin origin);

}  // namespace tts
