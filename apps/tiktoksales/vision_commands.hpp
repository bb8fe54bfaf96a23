#pragma once

#include <cstddef>
#include <string>

namespace tts {

struct EvalVisionOptions {
    std::string folder;      // With gallery/<product>/, queries/<product>/ and queries/_unknown/.
    std::size_t frames = 1;  // So many pictures of one thing are looked at together.
    bool as_json = false;
};

// `tiktoksales eval vision DIR`: how well pictures with known answers are recognised. Prints the
// figures and returns the exit status.
int run_eval_vision(const EvalVisionOptions& options);

}  // namespace tts
