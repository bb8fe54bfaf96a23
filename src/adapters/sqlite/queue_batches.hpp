#pragma once

#include "adapters/sqlite/queue_window.hpp"
#include "adapters/sqlite/writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

// What a consumer writes about its batches, each within the transaction of the caller.

namespace tts::sqlite {

// Notes that a worker has these bursts of the shard.
Result<void> put_out(Database& database,
                     int shard,
                     const std::vector<QueueWindow::Choice>& choices);

// The batch of the shard has come back.
Result<void> put_in(Database& database, int shard);

Result<void> save_hold(Database& database,
                       int shard,
                       const ListName& name,
                       const QueueWindow::Hold& hold);
Result<void> delete_hold(Database& database, int shard, const ListName& name);
Result<void> delete_entry(Database& database, int shard, std::int64_t seq);
Result<void> mark_committed(Database& database, int shard, std::int64_t seq);

// Counts a failed attempt: the list is held until `retry_at`, or, if that was the last attempt, the
// comments go to the dead letters. Returns whether they did.
struct Failure {
    std::string error;
    int attempts = 0;  // This one included.
    int attempts_max = 0;
    Timestamp now;
    Timestamp retry_at;
};
Result<bool> count_failure(Database& database,
                           int shard,
                           const QueueWindow::Choice& choice,
                           const Failure& failure);

// If a worker ended while it had a batch of the shard, counts the attempt for each of its bursts.
// Returns whether there was one.
Result<bool> recover_batch(Database& database, int shard, int attempts_max, Timestamp now);

}  // namespace tts::sqlite
