#pragma once

#include "ports/comment_origins.hpp"

#include <memory>
#include <string>

namespace tts {

// The origins in the embedded mode's file, beside its store. Errc::conflict if the file's schema is
// not that of this program.
Result<std::unique_ptr<CommentOrigins>> open_sqlite_comment_origins(const std::string& path);

}  // namespace tts
