#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tts {

// A moment in UTC, to the millisecond.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

Timestamp now();

// Reads ISO 8601 as chat sources write it: a date, 'T' or a space, a time, up to nine decimals,
// then 'Z', an offset, or nothing (taken as UTC). Errc::invalid otherwise; years 1970 to 9999.
Result<Timestamp> parse_timestamp(std::string_view text);

// "2026-11-23T18:05:09.123Z".
std::string to_iso8601(Timestamp time);

constexpr std::int64_t to_unix_ms(Timestamp time) {
    return time.time_since_epoch().count();
}
constexpr Timestamp from_unix_ms(std::int64_t milliseconds) {
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

}  // namespace tts
