#pragma once

#include "adapters/redis/redis_connection.hpp"

namespace tts {

// Errc::invalid, saying what to change, if a master is too old for us, or would lose comments
// when it dies (no append-only file) or is full (an evicting policy). `accept_volatile` waives the
// latter two, for trying things out.
Result<void> check_redis_server(RedisConnection& redis, bool accept_volatile);

}  // namespace tts
