#include "pipeline/show_cache.hpp"

#include <algorithm>
#include <vector>

namespace tts {

namespace {

// Pins and sightings from a little before are read along, so that the next batches need no read
// just because one of their comments is older.
constexpr std::chrono::minutes look_back{10};

}  // namespace

Result<Shows> ShowCache::get(Store& store, const std::map<std::string, TimeSpan>& needed) {
    Shows shows;
    std::vector<std::string> missing;
    Timestamp since = now();
    for (const auto& [streamer, span] : needed) {
        if (covers(streamer, span)) {
            shows[streamer] = entries_.at(streamer).index;
        } else {
            missing.push_back(streamer);
            since = std::min(since, span.since);
        }
    }
    hits_ += shows.size();
    misses_ += missing.size();
    if (missing.empty()) return shows;

    since -= look_back;
    auto read = store.shows(missing, since);
    if (!read) return read.error().during("reading the shows");
    make_room(missing.size());
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const TimeSpan known{.since = since, .until = (*read)[i].read_at};
        auto index = std::make_shared<const ShowIndex>(std::move((*read)[i]), settings_);
        shows[missing[i]] = index;
        entries_[missing[i]] = {std::move(index), known};
    }
    return shows;
}

const ShowIndex* ShowCache::known(const std::string& streamer) const {
    const auto found = entries_.find(streamer);
    return found == entries_.end() ? nullptr : found->second.index.get();
}

bool ShowCache::covers(const std::string& streamer, const TimeSpan& span) const {
    const auto found = entries_.find(streamer);
    if (found == entries_.end()) return false;
    const TimeSpan& known = found->second.known;
    return known.since <= span.since && known.until > span.until;
}

// Streams end and others begin; when too many are kept, all go and the live ones come back.
void ShowCache::make_room(std::size_t count) {
    if (entries_.size() + count > size_max_) entries_.clear();
}

}  // namespace tts
