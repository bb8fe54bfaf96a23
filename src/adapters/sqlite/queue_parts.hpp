#pragma once

#include "adapters/sqlite/queue_leases.hpp"
#include "adapters/sqlite/writer.hpp"
#include "ports/comment_queue.hpp"

#include <memory>
#include <string>

namespace tts::sqlite {

// What the sides of one queue share; it outlives them.
struct QueueParts {
    std::string path;
    QueueSettings settings;
    std::unique_ptr<Writer> writer;
    QueueLeases leases;
};

// Each opens a connection of its own to read with, where it needs one.
Result<std::unique_ptr<CommentProducer>> make_producer(QueueParts& parts);
Result<std::unique_ptr<CommentConsumer>> make_consumer(QueueParts& parts);
Result<std::unique_ptr<QueueKeeper>> make_keeper(QueueParts& parts);
Result<std::unique_ptr<DeadLetters>> make_dead_letters(QueueParts& parts);

}  // namespace tts::sqlite
