#pragma once

#include <span>
#include <string_view>

namespace tts {

// A file of the web page, as it was when the program was built (embed.cmake).
struct PageFile {
    std::string_view name;  // "index.html"; "app.js.gz" is app.js, packed.
    std::string_view content;
};

std::span<const PageFile> page_files();

}  // namespace tts
