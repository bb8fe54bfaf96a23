#pragma once

#include "ports/text_reader.hpp"

#include <semaphore>
#include <string>
#include <utility>

namespace tts {

// By the program `tesseract`, in English and Spanish, whichever of the two it has. It is a process
// of its own, so that what strangers send can neither crash ours nor keep it longer than allowed;
// it gets the picture as we decoded it. Few run at once, the others wait for their turn.
class TesseractTextReader final : public TextReader {
public:
    // `program` is looked for in PATH if it names no folder.
    explicit TesseractTextReader(std::string program = "tesseract")
        : program_(std::move(program)) {}

    Result<std::vector<std::string>> words(std::string_view encoded,
                                           std::chrono::milliseconds time_max) const override;

private:
    static constexpr std::ptrdiff_t at_once = 1;

    const std::string program_;
    mutable std::counting_semaphore<at_once> places_{at_once};
};

}  // namespace tts
