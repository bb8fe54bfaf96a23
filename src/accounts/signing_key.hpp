#pragma once

#include "core/result.hpp"

#include <string>

namespace tts {

// The key in the file, which must be readable by its owner only. If there is no file, one is made
// with a random key; of several programs that do so at once, all get the same key.
// Errc::unavailable if it cannot be read or made, Errc::invalid if others may read it.
Result<std::string> load_or_make_key(const std::string& path);

// The first line of a file that an operator made. Errc::unavailable if it cannot be read.
Result<std::string> read_secret_file(const std::string& path);

}  // namespace tts
