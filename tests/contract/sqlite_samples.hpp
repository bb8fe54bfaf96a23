#pragma once

#include "adapters/sqlite/database.hpp"
#include "core/comment.hpp"

#include <string>

namespace tts::test {

inline Comment comment_of(const std::string& client, const std::string& message) {
    return {.id = CommentId::next(),
            .streamer = "ana",
            .client = client,
            .message = message,
            .timestamp = now(),
            .source = "api",
            .source_message_id = {}};
}

inline std::string integrity_of(const std::string& path) {
    auto database = sqlite::Database::open(path, sqlite::Access::read_write).value();
    auto check = database.query("PRAGMA integrity_check").value();
    check.step().value();
    return check.text(0);
}

}  // namespace tts::test
