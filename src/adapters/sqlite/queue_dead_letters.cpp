#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_tables.hpp"

namespace tts::sqlite {

namespace {

class SqliteDeadLetters final : public DeadLetters {
public:
    SqliteDeadLetters(QueueParts& parts, Database reader)
        : parts_(parts), reader_(std::move(reader)) {}

    Result<std::vector<DeadLetter>> list(std::size_t limit) override {
        std::vector<DeadLetter> letters;
        auto select = reader_.query(
            "SELECT id, streamer, client, message, timestamp, source, source_message_id, error,"
            " attempts, buried_at FROM dead_letters ORDER BY buried_at, id LIMIT ?");
        if (!select) return select.error();
        select->bind(limit);
        while (true) {
            const auto row = select->step();
            if (!row) return row.error().during("listing dead letters");
            if (!*row) return letters;
            auto letter = read_letter(*select);
            if (!letter) return letter.error();
            letters.push_back(std::move(*letter));
        }
    }

    Result<DeadLetter> find(const CommentId& id) override { return find_in(reader_, id); }

    Result<void> replay(const CommentId& id, Timestamp now) override {
        auto write = parts_.writer->begin();
        if (!write) return write.error().during("replaying");
        const auto letter = find_in(**write, id);
        if (!letter) return letter.error();
        const auto shards = read_shards(**write);
        if (!shards) return shards.error();
        const auto seq = draw_seqs(**write, 1);
        if (!seq) return seq.error().during("replaying");
        const Entry entry{
            .shard = shard_of(letter->comment.streamer, *shards), .seq = *seq, .due = now};
        const auto inserted = insert_entry(**write, entry, letter->comment);
        if (!inserted) return inserted.error().during("replaying");
        const auto deleted = remove(**write, id);
        if (!deleted) return deleted.error().during("replaying");
        return write->commit();
    }

    Result<void> drop(const CommentId& id) override {
        auto write = parts_.writer->begin();
        if (!write) return write.error().during("dropping");
        const auto deleted = remove(**write, id);
        if (!deleted) return deleted.error().during("dropping");
        if ((*write)->changes() == 0) return not_found(id);
        return write->commit();
    }

private:
    static Error not_found(const CommentId& id) {
        return {Errc::not_found, "no dead letter " + id.to_string()};
    }

    static Result<void> remove(Database& database, const CommentId& id) {
        return database.execute("DELETE FROM dead_letters WHERE id = ?", id.value);
    }

    static Result<DeadLetter> find_in(Database& database, const CommentId& id) {
        auto select = database.query(
            "SELECT id, streamer, client, message, timestamp, source, source_message_id, error,"
            " attempts, buried_at FROM dead_letters WHERE id = ?");
        if (!select) return select.error();
        const auto row = select->bind(id.value).step();
        if (!row) return row.error().during("finding a dead letter");
        if (!*row) return not_found(id);
        return read_letter(*select);
    }

    static Result<DeadLetter> read_letter(const Query& row) {
        auto comment = read_comment(row, 0);
        if (!comment) return comment.error();
        return DeadLetter{.comment = std::move(*comment),
                          .error = row.text(7),
                          .attempts = static_cast<int>(row.number(8)),
                          .buried_at = from_unix_ms(row.number(9))};
    }

    // The file knows better than this process, which may be a command with default settings.
    static Result<int> read_shards(Database& database) {
        auto select = database.query("SELECT shards FROM queue_state");
        if (!select) return select.error();
        const auto row = select->step();
        if (!row) return row.error();
        const auto shards = *row ? select->number(0) : 0;
        if (shards < 1) return Error(Errc::corrupt, "the queue's file names no number of shards");
        return static_cast<int>(shards);
    }

    QueueParts& parts_;
    Database reader_;
};

}  // namespace

Result<std::unique_ptr<DeadLetters>> make_dead_letters(QueueParts& parts) {
    auto reader = Database::open(parts.path, Access::read_only);
    if (!reader) return reader.error();
    return std::unique_ptr<DeadLetters>(
        std::make_unique<SqliteDeadLetters>(parts, std::move(*reader)));
}

}  // namespace tts::sqlite
