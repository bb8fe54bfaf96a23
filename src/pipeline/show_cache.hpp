#pragma once

#include "match/show_index.hpp"
#include "ports/store.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace tts {

// The time from which and until which a show must be known.
struct TimeSpan {
    Timestamp since;
    Timestamp until;
};

using Shows = std::map<std::string, std::shared_ptr<const ShowIndex>>;

// Keeps shows between batches. What it gives is never stale: a show that was read before the last
// comment it is needed for arrived is read again, so a pin or a price that was set before a comment
// is seen by it, whichever process set it. Belongs to one thread.
class ShowCache {
public:
    explicit ShowCache(MatchSettings settings, std::size_t size_max = 1'000)
        : settings_(settings), size_max_(size_max) {}

    // The shows of these streamers, all that are missing by one read.
    Result<Shows> get(Store& store, const std::map<std::string, TimeSpan>& needed);

    // The show as it was read last, however old; null if it is not kept.
    const ShowIndex* known(const std::string& streamer) const;

    std::uint64_t hits() const { return hits_; }
    std::uint64_t misses() const { return misses_; }

private:
    struct Entry {
        std::shared_ptr<const ShowIndex> index;
        TimeSpan known;
    };

    bool covers(const std::string& streamer, const TimeSpan& span) const;
    void make_room(std::size_t count);

    const MatchSettings settings_;
    const std::size_t size_max_;
    std::map<std::string, Entry> entries_;
    std::uint64_t hits_ = 0;
    std::uint64_t misses_ = 0;
};

}  // namespace tts
