#pragma once

#include <string>
#include <string_view>

namespace tts {

// The text without what leads off the platform: addresses of the web, of mail and of messengers,
// each replaced by "…". For shows whose platform allows no such link on the stream.
std::string without_links(std::string_view text);

}  // namespace tts
