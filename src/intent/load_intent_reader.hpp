#pragma once

#include "core/result.hpp"
#include "intent/explaining_reader.hpp"

#include <memory>
#include <string>

namespace tts {

// Reads the file that `tiktoksales train intent` makes. Errc::not_found if there is none,
// Errc::corrupt if it is of another version.
Result<std::unique_ptr<ExplainingReader>> load_intent_reader(const std::string& model_path);

}  // namespace tts
