#include "adapters/postgres/postgres_store_class.hpp"

namespace tts::postgres {

namespace {

std::string feedback_columns() {
    return "id, streamer, text, language, label, chat_message_id, " + ms("created_at");
}

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

Result<IntentFeedback> PostgresStore::save_feedback(const IntentFeedback& feedback) {
    Parameter message;
    if (feedback.message) message = feedback.message->to_string();
    return find(
        {"INSERT INTO intent_feedback (id, streamer, text, language, label, "
         "chat_message_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
         "ON CONFLICT (streamer, text) DO UPDATE SET language = excluded.language, "
         "label = excluded.label, chat_message_id = excluded.chat_message_id, "
         "created_at = excluded.created_at RETURNING " +
             feedback_columns(),
         {feedback.id.to_string(), feedback.streamer, feedback.text, feedback.language,
          std::string(to_string(feedback.label)), message, to_iso8601(feedback.created_at)}},
        read_feedback, "correction after it was saved");
}

Result<std::vector<IntentFeedback>> PostgresStore::feedback(const FeedbackFilter& filter) {
    const FeedbackId first{};
    const auto rows = connection_.run(Statement{
        "SELECT " + feedback_columns() +
            " FROM intent_feedback WHERE ($1 = '' OR streamer = $1) AND id > $2 "
            "ORDER BY id LIMIT $3",
        {filter.streamer, filter.after.value_or(first).to_string(), std::to_string(filter.limit)}});
    if (!rows) return rows.error().during("listing corrections");
    return read_all(*rows, read_feedback);
}

Result<IntentFeedback> PostgresStore::feedback_on(const CommentId& message) {
    return find(
        {"SELECT id, streamer, message FROM chat_messages WHERE id = $1", {message.to_string()}},
        read_commented, "message " + message.to_string());
}

}  // namespace tts::postgres
