#pragma once

#include "adapters/sqlite/writer.hpp"
#include "ports/comment_queue.hpp"

#include <cstdint>

// The tables of queue.db; their meaning stands beside them in queue_tables.cpp.

namespace tts::sqlite {

// Creates what is missing; safe while others use the file.
Result<void> prepare_queue_tables(Writer& writer);

// The entries are spread over the shards for good: Errc::conflict if they are so over another
// number. An empty queue takes the number.
Result<void> claim_shards(Writer& writer, int shards);

// A comment from seven columns: id, streamer, client, message, timestamp, source,
// source_message_id. Errc::corrupt if it has no id.
Result<Comment> read_comment(const Query& row, int first_column);

// A comment waiting in its list.
struct Entry {
    int shard = 0;
    std::int64_t seq = 0;  // Grows with every entry of the file, and is never used again.
    Timestamp due;         // When its list is due if it is the first one.
};

Result<void> insert_entry(Database& database, const Entry& entry, const Comment& comment);

// The last of `count` fresh sequence numbers.
Result<std::int64_t> draw_seqs(Database& database, std::size_t count);

// Moves comments from their list to the dead letters. The entries themselves stay to be deleted.
Result<void> insert_dead_letter(Database& database, const DeadLetter& letter);

}  // namespace tts::sqlite
