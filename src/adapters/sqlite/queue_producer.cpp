#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_tables.hpp"

namespace tts::sqlite {

namespace {

class SqliteCommentProducer final : public CommentProducer {
public:
    explicit SqliteCommentProducer(QueueParts& parts) : parts_(parts) {}

    Result<std::vector<Appended>> append(std::span<const Comment> comments) override {
        std::vector<Appended> appended;
        if (comments.empty()) return appended;
        auto write = parts_.writer->begin();
        if (!write) return write.error().during("appending to the queue");
        auto last_seq = draw_seqs(**write, comments.size());
        if (!last_seq) return last_seq.error();

        appended.reserve(comments.size());
        auto seq = *last_seq - static_cast<std::int64_t>(comments.size());
        for (const Comment& comment : comments) {
            auto answer = append_one(**write, ++seq, comment);
            if (!answer) return answer.error().during("appending to the queue");
            appended.push_back(*answer);
        }
        const auto committed = write->commit();
        if (!committed) return committed.error().during("appending to the queue");
        return appended;
    }

private:
    Result<Appended> append_one(Database& database, std::int64_t seq, const Comment& comment) {
        const auto first = remember(database, comment);
        if (!first) return first.error();
        if (*first) return Appended{.id = **first, .duplicate = true};

        const auto streamed = database.execute(
            "INSERT INTO comments_stream (seq, id, streamer, client, message, timestamp, source,"
            " source_message_id, arrived_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            seq, comment.id.value, comment.streamer, comment.client, comment.message,
            to_unix_ms(comment.timestamp), comment.source, comment.source_message_id,
            to_unix_ms(comment.arrived_at()));
        if (!streamed) return streamed.error();
        const Entry entry{.shard = shard_of(comment.streamer, parts_.settings.shards),
                          .seq = seq,
                          .due = comment.arrived_at() + parts_.settings.settle};
        const auto inserted = insert_entry(database, entry, comment);
        if (!inserted) return inserted.error();
        return Appended{.id = comment.id, .duplicate = false};
    }

    // The id of the comment that had this (source, source_message_id) before; nothing if none had.
    Result<std::optional<CommentId>> remember(Database& database, const Comment& comment) {
        if (comment.source_message_id.empty()) return std::nullopt;
        const auto forgotten = comment.arrived_at() - parts_.settings.duplicate_memory;
        const auto stored = database.execute(
            "INSERT INTO seen (source, source_message_id, id, arrived_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET id = excluded.id, arrived_at = excluded.arrived_at"
            " WHERE seen.arrived_at < ?",
            comment.source, comment.source_message_id, comment.id.value,
            to_unix_ms(comment.arrived_at()), to_unix_ms(forgotten));
        if (!stored) return stored.error();
        if (database.changes() == 1) return std::nullopt;

        auto select =
            database.query("SELECT id FROM seen WHERE source = ? AND source_message_id = ?");
        if (!select) return select.error();
        const auto row = select->bind(comment.source, comment.source_message_id).step();
        if (!row) return row.error();
        const CommentId first{*row ? select->uuid(0) : Uuid()};
        if (first.is_nil()) return Error(Errc::corrupt, "a remembered message has no id");
        return std::optional(first);
    }

    QueueParts& parts_;
};

}  // namespace

Result<std::unique_ptr<CommentProducer>> make_producer(QueueParts& parts) {
    return std::unique_ptr<CommentProducer>(std::make_unique<SqliteCommentProducer>(parts));
}

}  // namespace tts::sqlite
