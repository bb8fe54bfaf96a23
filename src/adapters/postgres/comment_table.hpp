#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/comment.hpp"

#include <span>

// The SQL of chat_messages.

namespace tts::postgres {

// Fails with a unique violation if one of them is stored already, by id or by source and the
// source's id.
Statement insert_comments(std::span<const DecidedComment> rows);

// The ids of those that are.
Statement select_stored(std::span<const DecidedComment> rows);

// What read_comment() reads.
std::string comment_columns();
DecidedComment read_comment(RowReader& row);

}  // namespace tts::postgres
