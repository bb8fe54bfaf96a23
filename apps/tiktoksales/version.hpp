#pragma once

#include <string_view>

namespace tts {

constexpr std::string_view version = TTS_VERSION;  // Of the project, from CMakeLists.txt.

}  // namespace tts
