#pragma once

#include "core/comment.hpp"
#include "http/message.hpp"

#include <string_view>
#include <variant>
#include <vector>

namespace tts {

using CommentOrErrors = std::variant<Comment, std::vector<http::FieldError>>;

// Reads one comment as senders write it and gives it its id: from now on it has arrived. All that
// is wrong is said at once.
CommentOrErrors parse_comment(std::string_view json);

}  // namespace tts
