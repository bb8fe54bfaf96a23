#pragma once

#include "core/result.hpp"
#include "ports/image_matcher.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace tts {

// What was measured on one picture whose answer is known.
struct Measurement {
    struct OfProduct {
        std::string product;
        Likeness likeness;
    };
    std::string label;  // The product that it shows, or another word.
    std::vector<OfProduct> products{};
};

// Lines of nine fields with tabs between: product, and the numbers of Likeness in their order; a
// line with the label alone opens each picture. Products of which nothing was found have no line.
// Errc::unavailable if the file cannot be written.
Result<void> write_measurements(const std::filesystem::path& path,
                                const std::vector<Measurement>& measurements);

// Errc::invalid, with the line, if the file is something else.
Result<std::vector<Measurement>> read_measurements(const std::filesystem::path& path);

}  // namespace tts
