#include "intent/phrase_automaton.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace tts {

// Turns sets of places in patterns into nodes.
class PhraseAutomaton::Builder {
public:
    // A pattern and how many of its steps are behind: pattern * 256 + step.
    using Places = std::vector<std::uint32_t>;
    struct Arc {
        std::uint32_t from = 0;
        std::uint64_t word = 0;
        std::uint32_t to = 0;
    };

    explicit Builder(std::span<const std::vector<PhraseStep>> patterns) : patterns_(patterns) {
        Places begin;
        for (std::uint32_t i = 0; i < patterns.size(); ++i) add_place(begin, i * 256);
        sort(begin);
        node_of(begin);
        for (std::size_t node = 0; node < places_.size(); ++node) expand(node);
    }

    const std::vector<Arc>& arcs() const { return arcs_; }
    std::size_t nodes() const { return places_.size(); }

    std::vector<std::uint16_t> ends_of(std::size_t node) const {
        std::vector<std::uint16_t> ends;
        for (const auto place : places_[node])
            if (place % 256 == patterns_[place / 256].size() && place % 256 > 0)
                ends.push_back(static_cast<std::uint16_t>(place / 256));
        return ends;
    }

private:
    // With the places behind steps that may be left out.
    void add_place(Places& places, std::uint32_t place) const {
        const auto& steps = patterns_[place / 256];
        places.push_back(place);
        if (place % 256 < steps.size() && steps[place % 256].is_optional)
            add_place(places, place + 1);
    }

    static void sort(Places& places) {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
    }

    std::uint32_t node_of(const Places& places) {
        const auto [found, is_new] =
            known_.emplace(places, static_cast<std::uint32_t>(places_.size()));
        if (is_new) places_.push_back(places);
        return found->second;
    }

    void expand(std::size_t node) {
        std::map<std::uint64_t, Places> by_word;
        for (const auto place : places_[node]) {
            const auto& steps = patterns_[place / 256];
            if (place % 256 == steps.size()) continue;
            for (const auto word : steps[place % 256].words) add_place(by_word[word], place + 1);
        }
        for (auto& [word, places] : by_word) {
            sort(places);
            arcs_.push_back(
                {.from = static_cast<std::uint32_t>(node), .word = word, .to = node_of(places)});
        }
    }

    std::span<const std::vector<PhraseStep>> patterns_;
    std::vector<Places> places_;  // By node.
    std::map<Places, std::uint32_t> known_;
    std::vector<Arc> arcs_;
};

PhraseAutomaton::PhraseAutomaton(std::span<const std::vector<PhraseStep>> patterns) {
    const Builder builder(patterns);
    edges_.resize(std::bit_ceil(std::max<std::size_t>(builder.arcs().size() * 2, 16)));
    for (const auto& arc : builder.arcs()) put(arc.from, arc.word, arc.to);
    for (std::size_t node = 0; node < builder.nodes(); ++node) {
        const auto ends = builder.ends_of(node);
        const auto index = static_cast<std::uint32_t>(node);
        nodes_.push_back({.ends_begin = static_cast<std::uint32_t>(ends_.size()),
                          .ends_size = static_cast<std::uint32_t>(ends.size()),
                          .any_word = next(index, any_word),
                          .any_number = next(index, any_number)});
        ends_.insert(ends_.end(), ends.begin(), ends.end());
    }
}

void PhraseAutomaton::put(std::uint32_t node, std::uint64_t word, std::uint32_t to) {
    const auto key = edge_key(node, word);
    auto at = key >> 32;
    while (edges_[at & (edges_.size() - 1)].node != nowhere) ++at;
    edges_[at & (edges_.size() - 1)] = {.key = static_cast<std::uint32_t>(key), .node = to};
}

}  // namespace tts
