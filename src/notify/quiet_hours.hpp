#pragma once

#include "ports/message_rules.hpp"

#include <optional>
#include <string>

namespace tts {

// Whether it is a time zone of the tz database, such as "Europe/Madrid".
bool is_time_zone(const std::string& name);

// When the quiet hours that `now` lies in end; nothing outside of them. A zone that is unknown is
// read as UTC.
std::optional<Timestamp> quiet_until(const QuietHours& quiet, Timestamp now);

}  // namespace tts
