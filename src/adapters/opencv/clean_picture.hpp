#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace tts {

struct CleanPictureLimits {
    std::size_t bytes_max = 8 * 1024 * 1024;
    int pixels_kept = 2'000'000;  // A larger picture is made smaller, in its own proportions.
};

// A picture as we keep it: recognised by its content whatever its name says, decoded, and written
// anew as JPEG, so that nothing but pixels survives. Errc::invalid if it is no picture that we
// read. Any thread may call it.
Result<std::string> clean_picture(std::string_view bytes, const CleanPictureLimits& limits = {});

}  // namespace tts
