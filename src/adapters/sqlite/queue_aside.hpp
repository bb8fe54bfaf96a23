#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tts::sqlite {

using ListName = std::pair<std::string, std::string>;  // Streamer and client.

// The entries of lists that were set aside, by their numbers alone: a backlog of small talk costs
// some sixty bytes a comment, and is read again when its turn comes. Names are kept as hashes: two
// that share one come back together, which harms neither.
class AsideLists {
public:
    void add(const ListName& name, const std::vector<std::int64_t>& seqs);

    bool contains(const ListName& name) const { return seqs_.contains(hash_of(name)); }
    std::size_t size() const { return seqs_.size(); }  // In comments.

    // The number of the first entry; nothing if none is aside.
    std::optional<std::int64_t> oldest();

    // Takes out the list, or the one with the oldest entry.
    std::vector<std::int64_t> take(const ListName& name) { return take(hash_of(name)); }
    std::vector<std::int64_t> take_oldest();

private:
    struct Place {
        std::int64_t seq = 0;
        std::uint64_t hash = 0;
    };

    static std::uint64_t hash_of(const ListName& name);
    std::vector<std::int64_t> take(std::uint64_t hash);

    std::unordered_multimap<std::uint64_t, std::int64_t> seqs_;
    std::deque<Place>
        line_;  // By seq, nearly. What was taken out stays until it comes to the head.
};

}  // namespace tts::sqlite
