#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tts {

struct EvalVisionOptions {
    std::string folder;      // With gallery/<product>/, queries/<product>/ and queries/_unknown/.
    std::size_t frames = 1;  // So many pictures of one thing are looked at together.
    bool as_json = false;
    std::string measurements;  // The file to write what was measured to; empty: none.
};

// `tiktoksales eval vision DIR`: how well pictures with known answers are recognised. Prints the
// figures and returns the exit status.
int run_eval_vision(const EvalVisionOptions& options);

struct DrawVisionOptions {
    std::string folder;
    std::uint64_t seed = 1;
    int views = 8;  // Of each product, and of each thing that is not in the catalogue.
};

// `tiktoksales eval draw-vision DIR`: draws a catalogue and queries for `eval vision`.
int run_draw_vision(const DrawVisionOptions& options);

struct FitVisionOptions {
    std::vector<std::string> files;  // As `eval vision --measurements` writes them.
    // Each picture also counts so many times as one whose product is not in the catalogue.
    double siblings = 0;
};

// `tiktoksales eval fit-vision FILE...`: prints the weights for src/vision/evidence.cpp.
int run_fit_vision(const FitVisionOptions& options);

}  // namespace tts
