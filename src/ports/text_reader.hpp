#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// Reads the words that are printed in a picture. Any thread may call it; it may take seconds, so
// nothing that a buyer waits for does.
class TextReader {
public:
    virtual ~TextReader() = default;

    // The words that are legible, from top to bottom, each once; none if there is no text, or if
    // the time ran out before one was read. Errc::invalid if the bytes are no picture, or one
    // beyond the limits; Errc::unavailable if no text can be read here, and why.
    virtual Result<std::vector<std::string>> words(std::string_view encoded,
                                                   std::chrono::milliseconds time_max) const = 0;
};

}  // namespace tts
