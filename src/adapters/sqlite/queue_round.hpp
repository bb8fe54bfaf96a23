#pragma once

#include "adapters/sqlite/queue_shard.hpp"

#include <span>

namespace tts::sqlite {

// Divides one round of work among the shards, which are loaded: how many comments the batch of each
// may have. If more is due than the precedence allows, bursts that may wait are set aside, and as
// many are brought back as there is room for, oldest first.
Result<std::vector<std::size_t>> plan_round(QueueShardReader& reader,
                                            std::span<QueueShard* const> shards,
                                            Timestamp now,
                                            const Precedence& precedence,
                                            const QueueSettings& settings);

}  // namespace tts::sqlite
