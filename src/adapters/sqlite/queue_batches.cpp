#include "adapters/sqlite/queue_batches.hpp"

#include "adapters/sqlite/queue_tables.hpp"

#include <charconv>
#include <map>

namespace tts::sqlite {

namespace {

using Choice = QueueWindow::Choice;

std::vector<std::int64_t> parse_seqs(std::string_view text) {
    std::vector<std::int64_t> seqs;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::int64_t seq = 0;
        const auto parsed = std::from_chars(at, end, seq);
        if (parsed.ec != std::errc()) break;
        seqs.push_back(seq);
        at = parsed.ptr + 1;  // Past the comma.
    }
    return seqs;
}

Result<void> bury(Database& database, int shard, std::int64_t seq, const Failure& failure) {
    auto select = database.query(
        "SELECT id, streamer, client, message, timestamp, source, source_message_id"
        " FROM entries WHERE shard = ? AND seq = ?");
    if (!select) return select.error();
    const auto row = select->bind(shard, seq).step();
    if (!row) return row.error();
    if (!*row) return {};
    auto comment = read_comment(*select, 0);
    if (!comment) return comment.error();
    const auto buried = insert_dead_letter(database, {.comment = std::move(*comment),
                                                      .error = failure.error,
                                                      .attempts = failure.attempts,
                                                      .buried_at = failure.now});
    if (!buried) return buried.error();
    return delete_entry(database, shard, seq);
}

// The bursts of a batch that a worker had when it ended, by list, with the attempts before.
using LostBursts = std::map<ListName, Choice>;

Result<LostBursts> read_lost_bursts(Database& database, int shard, std::string_view seqs) {
    LostBursts bursts;
    auto select = database.query(
        "SELECT streamer, client, held_lists.due, attempts, error"
        " FROM entries LEFT JOIN held_lists USING (shard, streamer, client)"
        " WHERE shard = ? AND seq = ? AND committed = 0");
    if (!select) return select.error();
    for (const std::int64_t seq : parse_seqs(seqs)) {
        select->reset();
        const auto row = select->bind(shard, seq).step();
        if (!row) return row.error();
        if (!*row) continue;
        Choice& choice = bursts[{select->text(0), select->text(1)}];
        choice.name = {select->text(0), select->text(1)};
        if (!select->is_null(2))
            choice.hold = QueueWindow::Hold{.due = from_unix_ms(select->number(2)),
                                            .attempts = static_cast<int>(select->number(3)),
                                            .error = select->text(4)};
        choice.comments.push_back({.seq = seq, .arrived_at = {}});
    }
    return bursts;
}

}  // namespace

Result<void> put_out(Database& database, int shard, const std::vector<Choice>& choices) {
    std::string seqs;
    for (const Choice& choice : choices) {
        for (const auto& comment : choice.comments) {
            if (!seqs.empty()) seqs += ',';
            seqs += std::to_string(comment.seq);
        }
    }
    return database.execute("INSERT OR REPLACE INTO batches_out (shard, seqs) VALUES (?, ?)", shard,
                            seqs);
}

Result<void> put_in(Database& database, int shard) {
    return database.execute("DELETE FROM batches_out WHERE shard = ?", shard);
}

Result<void> save_hold(Database& database,
                       int shard,
                       const ListName& name,
                       const QueueWindow::Hold& hold) {
    return database.execute(
        "INSERT OR REPLACE INTO held_lists (shard, streamer, client, due, attempts, error)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        shard, name.first, name.second, to_unix_ms(hold.due), hold.attempts, hold.error);
}

Result<void> delete_hold(Database& database, int shard, const ListName& name) {
    return database.execute(
        "DELETE FROM held_lists WHERE shard = ? AND streamer = ? AND client = ?", shard, name.first,
        name.second);
}

Result<void> delete_entry(Database& database, int shard, std::int64_t seq) {
    return database.execute("DELETE FROM entries WHERE shard = ? AND seq = ?", shard, seq);
}

Result<void> mark_committed(Database& database, int shard, std::int64_t seq) {
    return database.execute("UPDATE entries SET committed = 1 WHERE shard = ? AND seq = ?", shard,
                            seq);
}

Result<bool> count_failure(Database& database,
                           int shard,
                           const Choice& choice,
                           const Failure& failure) {
    if (failure.attempts < failure.attempts_max) {
        const auto saved = save_hold(
            database, shard, choice.name,
            {.due = failure.retry_at, .attempts = failure.attempts, .error = failure.error});
        if (!saved) return saved.error();
        return false;
    }
    for (const auto& comment : choice.comments) {
        const auto buried = bury(database, shard, comment.seq, failure);
        if (!buried) return buried.error().during("burying a comment");
    }
    const auto deleted = delete_hold(database, shard, choice.name);
    if (!deleted) return deleted.error();
    return true;
}

Result<bool> recover_batch(Database& database, int shard, int attempts_max, Timestamp now) {
    std::string seqs;
    {
        auto select = database.query("SELECT seqs FROM batches_out WHERE shard = ?");
        if (!select) return select.error();
        const auto row = select->bind(shard).step();
        if (!row) return row.error();
        if (!*row) return false;
        seqs = select->text(0);
    }
    const auto bursts = read_lost_bursts(database, shard, seqs);
    if (!bursts) return bursts.error();
    for (const auto& [name, choice] : *bursts) {
        const auto counted =
            count_failure(database, shard, choice,
                          {.error = "a worker ended while it worked on this comment",
                           .attempts = choice.attempts() + 1,
                           .attempts_max = attempts_max,
                           .now = now,
                           .retry_at = now});
        if (!counted) return counted.error();
    }
    const auto cleared = put_in(database, shard);
    if (!cleared) return cleared.error();
    return true;
}

}  // namespace tts::sqlite
