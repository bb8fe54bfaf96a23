#pragma once

#include "intent/normaliser.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tts {

// What patterns write for any number and for any word.
constexpr std::uint64_t any_number = hash_text("#");
constexpr std::uint64_t any_word = hash_text("*");

// One place of a pattern: the words that may stand there, and whether it may be left out.
struct PhraseStep {
    std::vector<std::uint64_t> words;  // Hashes.
    bool is_optional = false;
};

// All patterns as one deterministic automaton, made by the subset construction: places of patterns
// that the same words lead to are one node, so that wide choices ("a|b|c d|e|f") cost their sum
// and not their product. Only read after its making.
class PhraseAutomaton {
public:
    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t nowhere = 0;  // Nothing leads back to the root.

    explicit PhraseAutomaton(std::span<const std::vector<PhraseStep>> patterns);

    // Where the word leads from the node, or `nowhere`. Costs one look-up.
    std::uint32_t next(std::uint32_t node, std::uint64_t word) const {
        const auto key = edge_key(node, word);
        for (auto at = key >> 32;; ++at) {
            const auto& edge = edges_[at & (edges_.size() - 1)];
            if (edge.key == static_cast<std::uint32_t>(key)) return edge.node;
            if (edge.node == nowhere) return nowhere;
        }
    }

    // The same for "*" and "#", without a look-up.
    std::uint32_t next_of_any_word(std::uint32_t node) const { return nodes_[node].any_word; }
    std::uint32_t next_of_any_number(std::uint32_t node) const { return nodes_[node].any_number; }

    // The patterns that end at the node, by their index.
    std::span<const std::uint16_t> ends(std::uint32_t node) const {
        return {ends_.data() + nodes_[node].ends_begin, nodes_[node].ends_size};
    }

private:
    struct Node {
        std::uint32_t ends_begin = 0;  // In ends_.
        std::uint32_t ends_size = 0;
        std::uint32_t any_word = nowhere;
        std::uint32_t any_number = nowhere;
    };
    struct Edge {
        std::uint32_t key = 0;
        std::uint32_t node = nowhere;  // `nowhere`: the slot is free.
    };
    class Builder;

    static std::uint64_t edge_key(std::uint32_t node, std::uint64_t word) {
        const auto mixed = (word ^ node * 0x9e3779b97f4a7c15U) * 0xff51afd7ed558ccdU;
        return mixed ^ mixed >> 29;
    }
    void put(std::uint32_t node, std::uint64_t word, std::uint32_t to);

    std::vector<Edge> edges_;  // A hash table with open addressing.
    std::vector<Node> nodes_;
    std::vector<std::uint16_t> ends_;
};

}  // namespace tts
