#pragma once

#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/life_player.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

// What the checks of the orders' lives are made of.

namespace tts::demo {

// How many of them are as they must be.
inline Check counted(std::string name, std::size_t count, std::vector<std::string> differences) {
    const auto wrong = std::min(differences.size(), count);
    return {.name = std::move(name),
            .expected = std::to_string(count),
            .found = std::to_string(count - wrong),
            .differences = std::move(differences)};
}

inline Check amount(std::string name, Money expected, Money found) {
    Check check{.name = std::move(name),
                .expected = expected.to_string(),
                .found = found.to_string(),
                .differences = {}};
    if (expected != found)
        check.differences.push_back("expected " + check.expected + ", found " + check.found);
    return check;
}

inline std::string named(const PlayedPart& played) {
    return played.order_number + " of " + played.part.buyer;
}

// `judge` returns what is wrong with a part, or nothing.
template <class Judge>
Check each_part(std::string name, const std::vector<PlayedPart>& parts, Judge judge) {
    std::vector<std::string> differences;
    for (const PlayedPart& played : parts) {
        const std::string wrong = judge(played);
        if (!wrong.empty()) differences.push_back(named(played) + ": " + wrong);
    }
    return counted(std::move(name), parts.size(), std::move(differences));
}

inline std::vector<PlayedPart> paid_parts(const PlayedLife& life) {
    std::vector<PlayedPart> paid;
    std::ranges::copy_if(life.parts, std::back_inserter(paid),
                         [](const PlayedPart& played) { return played.part.is_paid(); });
    return paid;
}

}  // namespace tts::demo
