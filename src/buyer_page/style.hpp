#pragma once

#include <string_view>

namespace tts {

// How buyers' pages look, and the clock that runs on them where scripts do.
std::string_view buyer_page_css();
std::string_view buyer_page_js();

}  // namespace tts
