#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "core/timestamp.hpp"

namespace tts {

// Drops audit stream entries that are older than `before` and that every consumer group has read
// and acknowledged. Returns how many; some that could go may stay, because Redis drops whole nodes.
Result<std::size_t> trim_redis_stream(RedisConnection& redis, Timestamp before);

}  // namespace tts
