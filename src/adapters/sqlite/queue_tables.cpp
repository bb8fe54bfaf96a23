#include "adapters/sqlite/queue_tables.hpp"

namespace tts::sqlite {

namespace {

// Everything that is written for each comment goes to the end of a B-tree (one end per shard), so
// that a batch changes few pages; in exchange the schedule of a shard is built in memory, by its
// consumer (queue_window.hpp). Times are Unix milliseconds, ids 16 bytes.
constexpr const char* schema = R"sql(
    CREATE TABLE IF NOT EXISTS queue_state (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        last_seq INTEGER NOT NULL,
        shards INTEGER NOT NULL       -- 0 until the first server set it.
    ) STRICT;
    INSERT OR IGNORE INTO queue_state VALUES (1, 0, 0);

    -- Every accepted comment: the audit trail.
    CREATE TABLE IF NOT EXISTS comments_stream (
        seq INTEGER PRIMARY KEY,
        id BLOB NOT NULL,
        streamer TEXT NOT NULL,
        client TEXT NOT NULL,
        message TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        source TEXT NOT NULL,
        source_message_id TEXT NOT NULL,
        arrived_at INTEGER NOT NULL
    ) STRICT;

    -- The lists. A committed entry lingers until it is old enough.
    CREATE TABLE IF NOT EXISTS entries (
        shard INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        committed INTEGER NOT NULL DEFAULT 0,
        due INTEGER NOT NULL,
        id BLOB NOT NULL,
        streamer TEXT NOT NULL,
        client TEXT NOT NULL,
        message TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        source TEXT NOT NULL,
        source_message_id TEXT NOT NULL,
        PRIMARY KEY (shard, seq)
    ) WITHOUT ROWID, STRICT;

    -- Lists that failed before or were put back: when they are due and how often they were tried.
    CREATE TABLE IF NOT EXISTS held_lists (
        shard INTEGER NOT NULL,
        streamer TEXT NOT NULL,
        client TEXT NOT NULL,
        due INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        error TEXT NOT NULL,
        PRIMARY KEY (shard, streamer, client)
    ) WITHOUT ROWID, STRICT;

    -- The batch of each shard that a worker has: the seqs of its entries, with commas. Found by the
    -- shard's next worker, it means that this one died with it.
    CREATE TABLE IF NOT EXISTS batches_out (
        shard INTEGER PRIMARY KEY,
        seqs TEXT NOT NULL
    ) STRICT;

    CREATE TABLE IF NOT EXISTS seen (
        source TEXT NOT NULL,
        source_message_id TEXT NOT NULL,
        id BLOB NOT NULL,
        arrived_at INTEGER NOT NULL,
        PRIMARY KEY (source, source_message_id)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS seen_arrived_at ON seen (arrived_at);

    CREATE TABLE IF NOT EXISTS dead_letters (
        id BLOB PRIMARY KEY NOT NULL,
        streamer TEXT NOT NULL,
        client TEXT NOT NULL,
        message TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        source TEXT NOT NULL,
        source_message_id TEXT NOT NULL,
        error TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        buried_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS dead_letters_buried_at ON dead_letters (buried_at, id);

    PRAGMA user_version = 1;
)sql";

constexpr std::int64_t schema_version = 1;

Result<std::int64_t> read_number(Database& database, const char* sql) {
    auto select = database.query(sql);
    if (!select) return select.error();
    const auto row = select->step();
    if (!row) return row.error();
    if (!*row) return Error(Errc::corrupt, "the queue's file misses a row");
    return select->number(0);
}

}  // namespace

Result<void> prepare_queue_tables(Writer& writer) {
    auto write = writer.begin();
    if (!write) return write.error();
    const auto version = read_number(**write, "PRAGMA user_version");
    if (!version) return version.error();
    if (*version == schema_version) return {};
    if (*version > schema_version)
        return Error(Errc::conflict, "the queue's file belongs to a newer version of the program");
    const auto created = (*write)->run(schema);
    if (!created) return created.error().during("creating the queue's tables");
    return write->commit();
}

Result<void> claim_shards(Writer& writer, int shards) {
    auto write = writer.begin();
    if (!write) return write.error();
    const auto stored = read_number(**write, "SELECT shards FROM queue_state");
    if (!stored) return stored.error();
    if (*stored == shards) return {};

    const auto used =
        read_number(**write, "SELECT EXISTS (SELECT 1 FROM entries WHERE committed = 0)");
    if (!used) return used.error();
    if (*used != 0 && *stored != 0)
        return Error(Errc::conflict, "the queue holds comments spread over " +
                                         std::to_string(*stored) +
                                         " shards: start with that number");
    const auto cleared = (*write)->run("DELETE FROM held_lists; DELETE FROM batches_out");
    if (!cleared) return cleared.error();
    const auto set = (*write)->execute("UPDATE queue_state SET shards = ?", shards);
    if (!set) return set.error();
    return write->commit();
}

Result<Comment> read_comment(const Query& row, int first_column) {
    Comment comment{.id = CommentId{row.uuid(first_column)},
                    .streamer = row.text(first_column + 1),
                    .client = row.text(first_column + 2),
                    .message = row.text(first_column + 3),
                    .timestamp = from_unix_ms(row.number(first_column + 4)),
                    .source = row.text(first_column + 5),
                    .source_message_id = row.text(first_column + 6)};
    if (comment.id.is_nil()) return Error(Errc::corrupt, "a comment in the queue has no id");
    return comment;
}

Result<void> insert_entry(Database& database, const Entry& entry, const Comment& comment) {
    return database.execute(
        "INSERT INTO entries (shard, seq, due, id, streamer, client, message, timestamp, source,"
        " source_message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.shard, entry.seq, to_unix_ms(entry.due), comment.id.value, comment.streamer,
        comment.client, comment.message, to_unix_ms(comment.timestamp), comment.source,
        comment.source_message_id);
}

Result<std::int64_t> draw_seqs(Database& database, std::size_t count) {
    const auto drawn = database.execute("UPDATE queue_state SET last_seq = last_seq + ?", count);
    if (!drawn) return drawn.error();
    return read_number(database, "SELECT last_seq FROM queue_state");
}

Result<void> insert_dead_letter(Database& database, const DeadLetter& letter) {
    const Comment& comment = letter.comment;
    return database.execute(
        "INSERT OR REPLACE INTO dead_letters (id, streamer, client, message, timestamp, source,"
        " source_message_id, error, attempts, buried_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        comment.id.value, comment.streamer, comment.client, comment.message,
        to_unix_ms(comment.timestamp), comment.source, comment.source_message_id, letter.error,
        letter.attempts, to_unix_ms(letter.buried_at));
}

}  // namespace tts::sqlite
