#include "adapters/sqlite/store_feedback.hpp"

#include "adapters/sqlite/select.hpp"

namespace tts::sqlite {

namespace {

const std::string feedback_columns =
    "id, streamer, text, language, label, chat_message_id, created_at";

IntentFeedback read_feedback(RowReader& row) {
    IntentFeedback feedback;
    feedback.id = row.id<FeedbackId>();
    feedback.streamer = row.text();
    feedback.text = row.text();
    feedback.language = row.text();
    feedback.label = row.parsed(parse_intent);
    const auto message = row.id<CommentId>();
    if (!message.is_nil()) feedback.message = message;
    feedback.created_at = row.time();
    return feedback;
}

IntentFeedback read_commented(RowReader& row) {
    IntentFeedback feedback;
    feedback.message = row.id<CommentId>();
    feedback.streamer = row.text();
    feedback.text = row.text();
    return feedback;
}

}  // namespace

Result<IntentFeedback> upsert_feedback(Database& database, const IntentFeedback& feedback) {
    static const std::string sql =
        "INSERT INTO intent_feedback (" + feedback_columns +
        ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (streamer, text) DO UPDATE SET"
        " language = excluded.language, label = excluded.label,"
        " chat_message_id = excluded.chat_message_id, created_at = excluded.created_at"
        " RETURNING " +
        feedback_columns;
    auto kept =
        select_one(database, sql, read_feedback, feedback.id.to_string(), feedback.streamer,
                   feedback.text, feedback.language, to_string(feedback.label),
                   feedback.message ? std::optional(feedback.message->to_string()) : std::nullopt,
                   to_iso8601(feedback.created_at));
    if (!kept) return kept.error();
    if (!*kept) return Error(Errc::corrupt, "a correction that was written was not returned");
    return std::move(**kept);
}

Result<std::vector<IntentFeedback>> select_feedback(Database& database,
                                                    const FeedbackFilter& filter) {
    static const std::string sql = "SELECT " + feedback_columns +
                                   " FROM intent_feedback WHERE (?1 = '' OR streamer = ?1)"
                                   " AND id > ?2 ORDER BY id LIMIT ?3";
    const std::string after = filter.after ? filter.after->to_string() : "";
    return select_all(database, sql, read_feedback, filter.streamer, after, filter.limit);
}

Result<std::optional<IntentFeedback>> select_commented(Database& database,
                                                       const CommentId& message) {
    static const std::string sql = "SELECT id, streamer, message FROM chat_messages WHERE id = ?";
    return select_one(database, sql, read_commented, message.to_string());
}

}  // namespace tts::sqlite
