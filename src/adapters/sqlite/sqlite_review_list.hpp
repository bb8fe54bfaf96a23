#pragma once

#include "ports/review_list.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<ReviewList>> open_sqlite_review_list(const std::string& path);

}  // namespace tts
