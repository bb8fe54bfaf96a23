#pragma once

#include <string>

namespace tts {

struct EvalVisionOptions {
    std::string folder;  // With gallery/<product>/, queries/<product>/ and queries/_unknown/.
    bool as_json = false;
};

// `tiktoksales eval vision DIR`: how well pictures with known answers are recognised. Prints the
// figures and returns the exit status.
int run_eval_vision(const EvalVisionOptions& options);

}  // namespace tts
