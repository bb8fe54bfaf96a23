#pragma once

#include "apps/tiktoksales/page/page_files.hpp"

#include <span>

namespace tts {

// The page that shows /openapi.json, as it was when the program was built.
std::span<const PageFile> docs_files();

}  // namespace tts
