#include "adapters/postgres/comment_table.hpp"

#include "adapters/postgres/json_columns.hpp"
#include "adapters/postgres/names.hpp"
#include "adapters/postgres/sql_array.hpp"

namespace tts::postgres {

namespace {

using Row = DecidedComment;

// The items are listed whole in a column of their own; these columns show the first to people.
std::optional<ClaimItem> first_item(const Row& row) {
    if (row.reading.items.empty()) return std::nullopt;
    return row.reading.items.front();
}

std::optional<std::string> claim_code(const Row& row) {
    const auto item = first_item(row);
    if (!item || item->code.empty()) return std::nullopt;
    return item->code;
}

std::optional<std::string> claim_variant(const Row& row) {
    const auto item = first_item(row);
    if (!item || item->variant.empty()) return std::nullopt;
    return item->variant;
}

std::optional<int> claim_quantity(const Row& row) {
    const auto item = first_item(row);
    return item ? item->quantity : std::nullopt;
}

}  // namespace

Statement insert_comments(std::span<const DecidedComment> rows) {
    return {
        "INSERT INTO chat_messages (id, streamer, client, \"timestamp\", message, nlp_intent, "
        "nlp_score, created_at, comment_source, source_message_id, scores, language, items, "
        "claim_code, claim_variant, claim_quantity, asks_how, cancels, model_version, decision, "
        "reason, matched_product_id, match_source, match_score, match_frame, match_why) "
        "SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], "
        "$6::text[], $7::float8[], $8::timestamptz[], $9::text[], $10::text[], $11::jsonb[], "
        "$12::text[], $13::jsonb[], $14::text[], $15::text[], $16::int[], $17::bool[], "
        "$18::bool[], $19::text[], $20::text[], $21::text[], $22::uuid[], $23::text[], "
        "$24::float8[], $25::text[], $26::text[])",
        {
            array_of(
                rows, [](const Row& row) -> auto& { return row.comment.id; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.comment.streamer; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.comment.client; }),
            array_of(rows, [](const Row& row) { return row.comment.timestamp; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.comment.message; }),
            array_of(rows, [](const Row& row) { return to_string(row.reading.intent); }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.reading.score; }),
            array_of(rows, [](const Row& row) { return row.comment.arrived_at(); }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.comment.source; }),
            array_of(rows,
                     [](const Row& row) { return unless_empty(row.comment.source_message_id); }),
            array_of(rows, [](const Row& row) { return scores_to_json(row.reading.scores); }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.reading.language; }),
            array_of(rows, [](const Row& row) { return to_json(row.reading.items); }),
            array_of(rows, claim_code),
            array_of(rows, claim_variant),
            array_of(rows, claim_quantity),
            array_of(rows, [](const Row& row) { return row.reading.asks_how; }),
            array_of(rows, [](const Row& row) { return row.reading.cancels; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.reading.model_version; }),
            array_of(rows, [](const Row& row) { return to_string(row.decision); }),
            array_of(rows, &Row::reason),
            array_of(rows, [](const Row& row) { return unless_nil(row.match.product); }),
            array_of(rows, [](const Row& row) { return to_string(row.match.source); }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.match.score; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.match.frame; }),
            array_of(
                rows, [](const Row& row) -> auto& { return row.match.why; }),
        }};
}

Statement select_stored(std::span<const DecidedComment> rows) {
    return {
        "SELECT c.id FROM unnest($1::uuid[], $2::text[], $3::text[]) AS c (id, source, message) "
        "WHERE EXISTS (SELECT 1 FROM chat_messages AS m WHERE m.id = c.id) "
        "OR EXISTS (SELECT 1 FROM chat_messages AS m WHERE m.comment_source = c.source "
        "AND m.source_message_id = c.message)",
        {array_of(
             rows, [](const Row& row) -> auto& { return row.comment.id; }),
         array_of(
             rows, [](const Row& row) -> auto& { return row.comment.source; }),
         array_of(rows,
                  [](const Row& row) { return unless_empty(row.comment.source_message_id); })}};
}

std::string comment_columns() {
    return "c.id, c.streamer, c.client, " + ms("c.\"timestamp\"") +
           ", c.message, coalesce(c.nlp_intent, 'none'), c.nlp_score, c.comment_source, "
           "c.source_message_id, c.scores, coalesce(c.language, 'und'), c.items, c.asks_how, "
           "c.cancels, c.model_version, coalesce(c.decision, 'ignored'), c.reason, "
           "c.matched_product_id, coalesce(c.match_source, 'none'), c.match_score, "
           "c.match_frame, c.match_why";
}

DecidedComment read_comment(RowReader& row) {
    DecidedComment decided;
    decided.comment.id = row.id<CommentId>();
    decided.comment.streamer = row.text();
    decided.comment.client = row.text();
    decided.comment.timestamp = row.time();
    decided.comment.message = row.text();
    decided.reading.intent = row.parsed(parse_intent);
    decided.reading.score = row.real();
    decided.comment.source = row.text();
    decided.comment.source_message_id = row.text();
    decided.reading.scores = row.parsed(parse_scores);
    decided.reading.language = row.text();
    decided.reading.items = row.parsed(parse_items);
    decided.reading.asks_how = row.flag();
    decided.reading.cancels = row.flag();
    decided.reading.model_version = row.text();
    decided.decision = row.parsed(parse_decision);
    decided.reason = row.text();
    decided.match.product = row.id<ProductId>();
    decided.match.source = row.parsed(parse_match_source);
    decided.match.score = row.real();
    decided.match.frame = row.text();
    decided.match.why = row.text();
    return decided;
}

}  // namespace tts::postgres
