#pragma once

#include "ports/comment_origins.hpp"

#include <memory>
#include <string>

namespace tts {

// The origins in the database at this URL; it is opened when it is first needed.
std::unique_ptr<CommentOrigins> make_postgres_comment_origins(const std::string& url);

}  // namespace tts
