#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_tables.hpp"

#include <algorithm>

#include <unistd.h>

namespace tts::sqlite {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds sweep_pause{1'000};
constexpr int sweep_rows = 2'000;  // In one step; a few milliseconds.
constexpr int trim_rows = 5'000;   // In one transaction, so that producers wait for milliseconds.

// The number of lists is a figure for people: a backlog that is longer is counted as this long.
constexpr int depth_rows_max = 10'000;

class SqliteQueueKeeper final : public QueueKeeper {
public:
    SqliteQueueKeeper(QueueParts& parts, Database reader)
        : parts_(parts), reader_(std::move(reader)) {}

    // Everything that could lose comments is set when the file is opened; what is left is a file
    // that cannot be written.
    Result<void> check_settings() override {
        if (::access(parts_.path.c_str(), W_OK) != 0)
            return Error(Errc::invalid, parts_.path + " cannot be written: change its permissions" +
                                            " or use another data folder");
        auto write = parts_.writer->begin();
        if (!write) return write.error().during("checking the queue");
        // SQLite writes nothing for an update that changes nothing.
        const auto drawn = draw_seqs(**write, 1);
        if (!drawn) return drawn.error().during("checking the queue");
        return write->commit();
    }

    Result<milliseconds> sweep(Timestamp now) override {
        const auto swept = sweep_lingered(now);
        if (!swept) return swept.error().during("sweeping the queue");
        const auto forgotten = forget_seen(now);
        if (!forgotten) return forgotten.error().during("forgetting old message ids");
        return sweep_pause;
    }

    Result<std::size_t> trim_stream(Timestamp now, std::chrono::hours age) override {
        std::size_t trimmed = 0;
        while (true) {
            const auto some = trim_some(now - age);
            if (!some) return some.error().during("trimming the audit trail");
            if (*some == 0) return trimmed;
            trimmed += *some;
        }
    }

    Result<QueueDepth> depth() override {
        QueueDepth depth;
        auto lists = reader_.query(
            "WITH waiting AS (SELECT shard, streamer, client, due FROM entries"
            "                 WHERE committed = 0 LIMIT ?),"
            " lists AS (SELECT coalesce(held_lists.due, min(waiting.due)) AS due"
            "           FROM waiting LEFT JOIN held_lists USING (shard, streamer, client)"
            "           GROUP BY shard, streamer, client)"
            " SELECT count(*), min(due), (SELECT count(*) FROM dead_letters),"
            " (SELECT count(*) FROM waiting) FROM lists");
        if (!lists) return lists.error();
        const auto row = lists->bind(depth_rows_max).step();
        if (!row) return row.error().during("measuring the queue");
        depth.lists = static_cast<std::size_t>(lists->number(0));
        if (!lists->is_null(1)) depth.oldest_due = from_unix_ms(lists->number(1));
        depth.dead_letters = static_cast<std::size_t>(lists->number(2));
        if (lists->number(3) < depth_rows_max) return depth;
        const auto oldest = oldest_waiting();
        if (!oldest) return oldest.error().during("measuring the queue");
        depth.oldest_due = *oldest;
        return depth;
    }

    Result<std::vector<Comment>> waiting(const std::string& streamer,
                                         const std::string& client) override {
        auto select = reader_.query(
            "SELECT id, streamer, client, message, timestamp, source, source_message_id"
            " FROM entries WHERE shard = ? AND streamer = ? AND client = ? ORDER BY seq LIMIT ?");
        if (!select) return select.error();
        select->bind(shard_of(streamer, parts_.settings.shards), streamer, client,
                     parts_.settings.comments_max);
        std::vector<Comment> comments;
        for (auto row = select->step();; row = select->step()) {
            if (!row) return row.error().during("reading what a client waits for");
            if (!*row) return comments;
            auto comment = read_comment(*select, 0);
            if (!comment) return comment.error();
            comments.push_back(std::move(*comment));
        }
    }

private:
    // Of a backlog that is not read as a whole: the first entry of each shard that waits. What is
    // before it is deleted soon, so that it is found at once.
    Result<std::optional<Timestamp>> oldest_waiting() {
        std::optional<Timestamp> oldest;
        auto select = reader_.query(
            "SELECT due FROM entries WHERE shard = ? AND committed = 0 ORDER BY seq LIMIT 1");
        if (!select) return select.error();
        for (int shard = 0; shard < parts_.settings.shards; ++shard) {
            select->reset();
            const auto row = select->bind(shard).step();
            if (!row) return row.error();
            if (!*row) continue;
            const Timestamp due = from_unix_ms(select->number(0));
            oldest = std::min(oldest.value_or(due), due);
        }
        return oldest;
    }

    // Committed entries are deleted by their consumer; this finds those of consumers that are gone.
    // One step of an endless round through the file.
    Result<void> sweep_lingered(Timestamp now) {
        std::vector<Entry> old;
        std::size_t rows = 0;
        {
            auto select = reader_.query(
                "SELECT shard, seq, committed, due FROM entries WHERE (shard, seq) > (?, ?)"
                " ORDER BY shard, seq LIMIT ?");
            if (!select) return select.error();
            select->bind(swept_.shard, swept_.seq, sweep_rows);
            // An entry's due time is its arrival and the settle window.
            const Timestamp before = now - parts_.settings.linger + parts_.settings.settle;
            for (auto row = select->step();; row = select->step()) {
                if (!row) return row.error();
                if (!*row) break;
                ++rows;
                swept_ = {.shard = static_cast<int>(select->number(0)),
                          .seq = select->number(1),
                          .due = from_unix_ms(select->number(3))};
                if (select->number(2) != 0 && swept_.due <= before) old.push_back(swept_);
            }
        }
        if (rows < sweep_rows) swept_ = {};
        if (old.empty()) return {};
        auto write = parts_.writer->begin(Survives::process_death);
        if (!write) return write.error();
        for (const Entry& entry : old) {
            const auto deleted = (*write)->execute(
                "DELETE FROM entries WHERE shard = ? AND seq = ?"
                " AND committed = 1",
                entry.shard, entry.seq);
            if (!deleted) return deleted.error();
        }
        return write->commit();
    }

    Result<void> forget_seen(Timestamp now) {
        const auto before = to_unix_ms(now - parts_.settings.duplicate_memory);
        {
            auto select = reader_.query("SELECT EXISTS (SELECT 1 FROM seen WHERE arrived_at < ?)");
            if (!select) return select.error();
            const auto row = select->bind(before).step();
            if (!row) return row.error();
            if (select->number(0) == 0) return {};
        }
        auto write = parts_.writer->begin(Survives::process_death);
        if (!write) return write.error();
        const auto deleted = (*write)->execute(
            "DELETE FROM seen WHERE (source, source_message_id) IN (SELECT source,"
            " source_message_id FROM seen WHERE arrived_at < ? ORDER BY arrived_at LIMIT ?)",
            before, sweep_rows);
        if (!deleted) return deleted.error();
        return write->commit();
    }

    // The oldest rows stand first; only they are looked at.
    Result<std::size_t> trim_some(Timestamp before) {
        std::optional<std::int64_t> last;
        {
            auto select = reader_.query(
                "SELECT max(seq) FROM (SELECT seq, arrived_at FROM comments_stream"
                "                      ORDER BY seq LIMIT ?) WHERE arrived_at < ?");
            if (!select) return select.error();
            const auto row = select->bind(trim_rows, to_unix_ms(before)).step();
            if (!row) return row.error();
            if (select->is_null(0)) return 0;
            last = select->number(0);
        }
        auto write = parts_.writer->begin(Survives::process_death);
        if (!write) return write.error();
        const auto deleted =
            (*write)->execute("DELETE FROM comments_stream WHERE seq <= ? AND arrived_at < ?", last,
                              to_unix_ms(before));
        if (!deleted) return deleted.error();
        const auto count = static_cast<std::size_t>((*write)->changes());
        const auto committed = write->commit();
        if (!committed) return committed.error();
        return count;
    }

    QueueParts& parts_;
    Database reader_;
    Entry swept_;  // The last entry of the round so far.
};

}  // namespace

Result<std::unique_ptr<QueueKeeper>> make_keeper(QueueParts& parts) {
    auto reader = Database::open(parts.path, Access::read_only);
    if (!reader) return reader.error();
    return std::unique_ptr<QueueKeeper>(
        std::make_unique<SqliteQueueKeeper>(parts, std::move(*reader)));
}

}  // namespace tts::sqlite
