#include "core/comment.hpp"

#include <array>

namespace tts {

std::string_view to_string(Decision decision) {
    constexpr std::array<std::string_view, decision_count> names = {
        "ignored", "ordered", "repeated", "sold_out", "asked", "review", "verification"};
    return names[static_cast<std::size_t>(decision)];
}

std::string_view to_string(MatchSource source) {
    constexpr std::array<std::string_view, 6> names = {"none", "code", "sku",
                                                       "name", "pin",  "timeline"};
    return names[static_cast<std::size_t>(source)];
}

}  // namespace tts
