#pragma once

#include "core/comment.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace tts {

// What failed for a list so far.
struct ListFailures {
    int attempts = 0;
    std::string error;  // Of the last one.
};

// A committed entry that outside readers may still see. LREM finds it by its exact text.
struct LingeringEntry {
    std::string text;
    Timestamp remove_at;
};

// By comment; a comment whose append was repeated has several entries.
using LingeringEntries = std::multimap<CommentId, LingeringEntry>;

// What the holder of a lease knows about a shard. It is kept in memory because nobody else writes
// it; the failures are also in Redis, for the next holder. Who does not know what lingers takes it
// again, and the worker's transaction recognises what is stored.
struct RedisShard {
    std::chrono::steady_clock::time_point leased_until;
    std::unordered_map<std::string, ListFailures> failures;       // By list.
    std::unordered_map<std::string, LingeringEntries> lingering;  // By list; none is empty.
    bool has_later = false;      // Lists are, or may be, in the second schedule.
    std::size_t names_hint = 0;  // How many due lists to ask for next time.

    int attempts(const std::string& list) const {
        const auto found = failures.find(list);
        return found == failures.end() ? 0 : found->second.attempts;
    }

    const LingeringEntries& lingering_of(const std::string& list) const {
        static const LingeringEntries none;
        const auto found = lingering.find(list);
        return found == lingering.end() ? none : found->second;
    }
};

// A list, of a shard that is ours.
struct ListOfShard {
    int shard = 0;
    RedisShard* state = nullptr;  // Never null.
    std::string name;
};

// When a comment's burst may be worked on. An id from far ahead was made by a clock that was wrong;
// its list must not wait until that time has come.
inline Timestamp settled_at(const CommentId& id, std::chrono::milliseconds settle, Timestamp now) {
    constexpr std::chrono::seconds clock_error_max{10};
    const auto arrival = id.value.time();
    return arrival > now + clock_error_max ? now : arrival + settle;
}

}  // namespace tts
