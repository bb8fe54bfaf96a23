#include "notify/quiet_hours.hpp"

#include <unicode/timezone.h>

#include <chrono>
#include <memory>

namespace tts {

namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

std::unique_ptr<icu::TimeZone> zone_of(const std::string& name) {
    return std::unique_ptr<icu::TimeZone>(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
}

enum class Clock { utc, local };

// How far the zone's clocks are ahead of UTC at that time, which is on this clock.
milliseconds offset_at(const icu::TimeZone& zone, Timestamp time, Clock clock) {
    std::int32_t standard = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(static_cast<UDate>(to_unix_ms(time)), clock == Clock::local ? 1 : 0, standard,
                   summer, status);
    return U_FAILURE(status) != 0 ? milliseconds(0) : milliseconds(standard + summer);
}

}  // namespace

bool is_time_zone(const std::string& name) {
    if (name.empty()) return false;
    return *zone_of(name) != icu::TimeZone::getUnknown();
}

std::optional<Timestamp> quiet_until(const QuietHours& quiet, Timestamp now) {
    const auto zone = zone_of(quiet.time_zone);
    const Timestamp local = now + offset_at(*zone, now, Clock::utc);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const auto minute = std::chrono::floor<minutes>(local - midnight).count();
    const bool wraps = quiet.until < quiet.from;
    const bool is_late = minute >= quiet.from;
    const bool is_early = minute < quiet.until;
    if (wraps ? !is_late && !is_early : !(is_late && is_early)) return std::nullopt;
    const std::chrono::days later(wraps && is_late ? 1 : 0);
    const Timestamp end = midnight + later + minutes(quiet.until);
    return end - offset_at(*zone, end, Clock::local);
}

}  // namespace tts
