#pragma once

#include "core/comment.hpp"
#include "core/order.hpp"

#include <optional>
#include <string_view>

// The way back from the names that core writes, for those that only a database reads.

namespace tts::postgres {

// The one of the enumerators up to `last` that has this name.
template <class Enum>
std::optional<Enum> parse_name(std::string_view name, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    return std::nullopt;
}

inline std::optional<Decision> parse_decision(std::string_view name) {
    return parse_name(name, Decision::verification);
}
inline std::optional<MatchSource> parse_match_source(std::string_view name) {
    return parse_name(name, MatchSource::timeline);
}
inline std::optional<NotificationStatus> parse_notification_status(std::string_view name) {
    return parse_name(name, NotificationStatus::failed);
}

}  // namespace tts::postgres
