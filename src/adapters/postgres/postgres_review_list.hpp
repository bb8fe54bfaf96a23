#pragma once

#include "ports/review_list.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<ReviewList> make_postgres_review_list(const std::string& url);

}  // namespace tts
