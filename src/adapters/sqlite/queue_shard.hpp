#pragma once

#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_window.hpp"

#include <cstddef>
#include <deque>
#include <vector>

namespace tts::sqlite {

// A worker's leases decide, not the clock, that nobody else has a batch; what a batch changes must
// survive a killed process only, because after a power cut a comment that comes again is known by
// its id.
constexpr Survives batch_survives = Survives::process_death;

// A committed entry that is deleted when it has lingered.
struct Lingering {
    Timestamp until;
    std::int64_t seq = 0;
};

// What a consumer knows of a shard that it leases.
struct QueueShard {
    int number = 0;
    bool is_loaded = false;
    QueueWindow window;
    std::vector<QueueWindow::Choice> out;  // Empty: no batch is out.
    std::deque<Lingering> lingering;
};

// Reads shards from the file into their windows. Belongs to one thread.
class QueueShardReader {
public:
    QueueShardReader(QueueParts& parts, Database reader)
        : parts_(parts), reader_(std::move(reader)) {}

    // Fills the window; the first time it also counts as failed what a worker that ended had.
    Result<void> load(QueueShard& shard, Timestamp now);

    // Reads what else fits into the window. Returns how many entries that were: 0 is the end.
    Result<std::size_t> read_on(QueueShard& shard);

    // Brings the list back that was set aside first; one must be. Returns its comments' number.
    Result<std::size_t> recall_oldest(QueueShard& shard);

private:
    Result<void> recover(const QueueShard& shard, Timestamp now);
    Result<void> read_holds(QueueShard& shard);
    Result<void> read_entry(QueueShard& shard, Query& row, std::vector<ListName>& returning);
    Result<void> read_again(QueueShard& shard, const QueueWindow::Recalled& seqs, bool for_good);

    QueueParts& parts_;
    Database reader_;
};

}  // namespace tts::sqlite
