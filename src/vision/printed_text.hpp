#pragma once

#include "ports/text_reader.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

struct PrintedText {
    std::vector<std::string> words;  // Each once, as they are printed.
    std::string note;                // Why there may be more; empty if nothing went wrong.
};

// What is printed on a product, by its first pictures. It takes no longer than `time_max`.
PrintedText printed_text(const TextReader& reader,
                         std::span<const std::string> pictures,
                         std::chrono::milliseconds time_max);

}  // namespace tts
