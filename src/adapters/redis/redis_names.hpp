#pragma once

#include <string>
#include <string_view>

// The names of the keys. Those of one shard carry its number as a hash tag, so that a cluster keeps
// them on one node.
namespace tts::redis_names {

constexpr std::string_view stream = "comments_stream";
constexpr std::string_view list_prefix = "chat:queue:";
constexpr std::string_view list_pattern = "chat:queue:*";
constexpr std::string_view workers = "chat:workers";  // zset: worker -> alive until, ms.
constexpr std::string_view sweeper_lease = "chat:lease:sweeper";
constexpr std::string_view quarantine = "chat:quarantine";  // list of JSON, see list adoption.
constexpr std::string_view dead = "chat:dead";              // hash: comment id -> JSON.
constexpr std::string_view dead_order = "chat:dead:order";  // zset: comment id -> buried at, ms.

inline std::string of_shard(std::string_view prefix, int shard) {
    return std::string(prefix) + '{' + std::to_string(shard) + '}';
}

// zset: list -> when it is due, ms.
inline std::string due(int shard) {
    return of_shard("chat:due:", shard);
}

// zset, likewise: the lists that give way to others while there is more than can be done. A list of
// which a new comment arrives is in both.
inline std::string later(int shard) {
    return of_shard("chat:later:", shard);
}

// The worker that holds the shard; expires.
inline std::string lease(int shard) {
    return of_shard("chat:lease:", shard);
}

// JSON array: the lists of the batch that is out.
inline std::string inflight(int shard) {
    return of_shard("chat:inflight:", shard);
}

// hash: list -> attempts that failed.
inline std::string attempts(int shard) {
    return of_shard("chat:attempts:", shard);
}

// hash: list -> the last error.
inline std::string errors(int shard) {
    return of_shard("chat:errors:", shard);
}

// The id of the comment that was first accepted with this platform's id; expires.
std::string seen(std::string_view source, std::string_view message_id);

}  // namespace tts::redis_names
