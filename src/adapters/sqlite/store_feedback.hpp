#pragma once

#include "adapters/sqlite/database.hpp"
#include "ports/feedback_store.hpp"

#include <optional>
#include <vector>

// The corrections of the intent step in shop.db.

namespace tts::sqlite {

// Within the transaction of the caller.
Result<IntentFeedback> upsert_feedback(Database& database, const IntentFeedback& feedback);

Result<std::vector<IntentFeedback>> select_feedback(Database& database,
                                                    const FeedbackFilter& filter);

// A comment as feedback needs it.
Result<std::optional<IntentFeedback>> select_commented(Database& database,
                                                       const CommentId& message);

}  // namespace tts::sqlite
