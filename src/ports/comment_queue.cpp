#include "ports/comment_queue.hpp"

#include <cassert>

namespace tts {

int shard_of(std::string_view streamer, int shards) {
    assert(shards > 0);
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : streamer) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3;
    }
    return static_cast<int>(hash % static_cast<std::uint64_t>(shards));
}

}  // namespace tts
