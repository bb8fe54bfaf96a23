#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/comment.hpp"

#include <span>

// The SQL of chat_messages.

namespace tts::postgres {

// Returns the ids of those that were not stored already.
Statement insert_comments(std::span<const DecidedComment> rows);

// What read_comment() reads.
std::string comment_columns();
DecidedComment read_comment(RowReader& row);

}  // namespace tts::postgres
