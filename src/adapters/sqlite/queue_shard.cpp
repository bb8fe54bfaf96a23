#include "adapters/sqlite/queue_shard.hpp"

#include "adapters/sqlite/queue_batches.hpp"
#include "adapters/sqlite/queue_tables.hpp"

namespace tts::sqlite {

namespace {

// A shard is read ahead this many batches; more only waits in the file.
constexpr std::size_t window_batches = 4;

}  // namespace

Result<void> QueueShardReader::load(QueueShard& shard, Timestamp now) {
    if (!shard.is_loaded) {
        const auto recovered = recover(shard, now);
        if (!recovered) return recovered.error();
        const auto read = read_holds(shard);
        if (!read) return read.error();
        shard.is_loaded = true;
    }
    const auto read = read_on(shard);
    if (!read) return read.error();
    return {};
}

// Nobody else has the shard, so that a batch that is out was left by a worker that ended.
Result<void> QueueShardReader::recover(const QueueShard& shard, Timestamp now) {
    auto write = parts_.writer->begin(batch_survives);
    if (!write) return write.error();
    const auto recovered = recover_batch(**write, shard.number, parts_.settings.attempts_max, now);
    if (!recovered) return recovered.error();
    if (!*recovered) return {};
    return write->commit();
}

Result<void> QueueShardReader::read_holds(QueueShard& shard) {
    auto select = reader_.query(
        "SELECT streamer, client, due, attempts, error FROM held_lists WHERE shard = ?");
    if (!select) return select.error();
    select->bind(shard.number);
    while (true) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return {};
        shard.window.hold({select->text(0), select->text(1)},
                          {.due = from_unix_ms(select->number(2)),
                           .attempts = static_cast<int>(select->number(3)),
                           .error = select->text(4)});
    }
}

Result<std::size_t> QueueShardReader::read_on(QueueShard& shard) {
    const std::size_t room_all = parts_.settings.comments_max * window_batches;
    if (shard.window.size() >= room_all) return 0;
    std::size_t rows = 0;
    std::vector<ListName> returning;
    {
        auto select = reader_.query(
            "SELECT seq, due, committed, id, streamer, client, message, timestamp, source,"
            " source_message_id FROM entries WHERE shard = ? AND seq > ? ORDER BY seq LIMIT ?");
        if (!select) return select.error();
        select->bind(shard.number, shard.window.last_seq(), room_all - shard.window.size());
        for (auto row = select->step();; row = select->step(), ++rows) {
            if (!row) return row.error();
            if (!*row) break;
            const auto read = read_entry(shard, *select, returning);
            if (!read) return read.error();
        }
    }
    for (const ListName& name : returning) {
        const auto read = read_again(shard, shard.window.recall(name), false);
        if (!read) return read.error();
    }
    return rows;
}

// Puts the entry in its place. A list that was set aside before is noted in `returning`.
Result<void> QueueShardReader::read_entry(QueueShard& shard,
                                          Query& row,
                                          std::vector<ListName>& returning) {
    auto comment = read_comment(row, 3);
    if (!comment) return comment.error();
    const std::int64_t seq = row.number(0);
    const Timestamp arrived_at = comment->arrived_at();
    const bool is_committed = row.number(2) != 0;
    shard.window.read_through(seq);
    const ListName name{comment->streamer, comment->client};
    const bool is_new = !is_committed && shard.window.add({.seq = seq,
                                                           .due = from_unix_ms(row.number(1)),
                                                           .comment = std::move(*comment)});
    if (is_new && shard.window.aside().contains(name)) returning.push_back(name);
    // Committed before a restart, or appended again: it only waits to be deleted.
    if (!is_new)
        shard.lingering.push_back({.until = arrived_at + parts_.settings.linger, .seq = seq});
    return {};
}

Result<std::size_t> QueueShardReader::recall_oldest(QueueShard& shard) {
    const auto seqs = shard.window.recall_oldest();
    const auto read = read_again(shard, seqs, true);
    if (!read) return read.error();
    return seqs.size();
}

// Reads entries that were set aside. `for_good`: they are not set aside again.
Result<void> QueueShardReader::read_again(QueueShard& shard,
                                          const QueueWindow::Recalled& seqs,
                                          bool for_good) {
    auto select = reader_.query(
        "SELECT seq, due, committed, id, streamer, client, message, timestamp, source,"
        " source_message_id FROM entries WHERE shard = ? AND seq = ?");
    if (!select) return select.error();
    for (const std::int64_t seq : seqs) {
        select->reset();
        const auto row = select->bind(shard.number, seq).step();
        if (!row) return row.error();
        if (!*row) continue;
        std::vector<ListName> none;
        const auto read = read_entry(shard, *select, none);
        if (!read) return read.error();
        if (for_good) shard.window.wait_no_more({select->text(4), select->text(5)});
    }
    return {};
}

}  // namespace tts::sqlite
