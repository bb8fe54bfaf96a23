#include "apps/tiktoksales/config/suggestion.hpp"

#include <algorithm>
#include <numeric>

namespace tts::config {

namespace {

// Levenshtein's: how many characters have to be put in, left out or replaced.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string suggestion(std::string_view unknown, const std::vector<std::string>& known) {
    const std::string* nearest = nullptr;
    std::size_t nearest_distance = std::max<std::size_t>(2, unknown.size() / 3) + 1;
    for (const auto& word : known) {
        const auto apart = distance(unknown, word);
        if (apart >= nearest_distance) continue;
        nearest = &word;
        nearest_distance = apart;
    }
    return nearest == nullptr ? "" : "; did you mean " + *nearest + "?";
}

}  // namespace tts::config
