#include "adapters/sqlite/queue_aside.hpp"

#include <algorithm>
#include <functional>

namespace tts::sqlite {

void AsideLists::add(const ListName& name, const std::vector<std::int64_t>& seqs) {
    const std::uint64_t hash = hash_of(name);
    for (const std::int64_t seq : seqs) {
        seqs_.emplace(hash, seq);
        line_.push_back({.seq = seq, .hash = hash});
    }
}

std::optional<std::int64_t> AsideLists::oldest() {
    while (!line_.empty()) {
        const Place& head = line_.front();
        const auto [first, last] = seqs_.equal_range(head.hash);
        const bool is_aside =
            std::any_of(first, last, [&](const auto& each) { return each.second == head.seq; });
        if (is_aside) return head.seq;
        line_.pop_front();
    }
    return std::nullopt;
}

std::vector<std::int64_t> AsideLists::take_oldest() {
    if (!oldest()) return {};
    return take(line_.front().hash);
}

std::uint64_t AsideLists::hash_of(const ListName& name) {
    constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15U;
    const std::hash<std::string> hash;
    return hash(name.first) * golden_ratio + hash(name.second);
}

std::vector<std::int64_t> AsideLists::take(std::uint64_t hash) {
    std::vector<std::int64_t> taken;
    const auto [first, last] = seqs_.equal_range(hash);
    for (auto each = first; each != last; ++each) taken.push_back(each->second);
    seqs_.erase(first, last);
    std::sort(taken.begin(), taken.end());
    return taken;
}

}  // namespace tts::sqlite
