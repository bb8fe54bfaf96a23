#pragma once

#include "adapters/redis/redis_connection.hpp"

#include <string>
#include <string_view>

namespace tts {

// Something that others wrote and that cannot be processed.
struct QuarantinedEntry {
    std::string_view list;
    std::string_view entry;
    std::string_view reason;
};

// Adds the commands that keep it for a person to look at: JSON {key, entry, reason, at} at the end
// of chat:quarantine. The oldest ones make room for new ones, so that garbage cannot fill Redis.
void add_to_quarantine(RedisCommands& commands, const QuarantinedEntry& entry);

}  // namespace tts
