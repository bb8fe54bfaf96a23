#include "adapters/sqlite/queue_round.hpp"

#include "core/share_out.hpp"

#include <limits>
#include <numeric>

namespace tts::sqlite {

namespace {

// How many entries a round looks through for bursts that go first, beyond what is in the windows.
// At some six microseconds each it is a bound for how late a round may begin.
constexpr std::size_t looked_through_max = 8'192;

std::vector<std::size_t> due_of(std::span<QueueShard* const> shards,
                                Timestamp now,
                                std::size_t count_max) {
    std::vector<std::size_t> due;
    due.reserve(shards.size());
    for (const QueueShard* const shard : shards) due.push_back(shard->window.due(now, count_max));
    return due;
}

std::size_t sum(const std::vector<std::size_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

std::size_t aside(std::span<QueueShard* const> shards) {
    std::size_t count = 0;
    for (const QueueShard* const shard : shards) count += shard->window.aside().size();
    return count;
}

// Looks through what is due in the shard until enough is found that may not wait.
Result<void> look_through(QueueShardReader& reader,
                          QueueShard& shard,
                          Timestamp now,
                          const Precedence& precedence,
                          std::size_t& allowance) {
    while (true) {
        shard.window.sift(now, precedence.may_wait, precedence.comments_max);
        if (allowance == 0) return {};
        if (shard.window.due(now, precedence.comments_max) == precedence.comments_max) return {};
        const auto rows = reader.read_on(shard);
        if (!rows) return rows.error();
        if (*rows == 0) return {};
        allowance -= std::min(*rows, allowance);
    }
}

// The one that set something aside before all others; null if none has.
QueueShard* oldest_aside(std::span<QueueShard* const> shards,
                         const std::vector<std::size_t>& counts,
                         std::size_t count_max) {
    QueueShard* oldest = nullptr;
    std::int64_t oldest_seq = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < shards.size(); ++i) {
        if (counts[i] >= count_max) continue;
        const auto seq = shards[i]->window.oldest_aside();
        if (!seq || *seq >= oldest_seq) continue;
        oldest_seq = *seq;
        oldest = shards[i];
    }
    return oldest;
}

}  // namespace

Result<std::vector<std::size_t>> plan_round(QueueShardReader& reader,
                                            std::span<QueueShard* const> shards,
                                            Timestamp now,
                                            const Precedence& precedence,
                                            const QueueSettings& settings) {
    const std::size_t batch_max = settings.comments_max;
    auto due = due_of(shards, now, batch_max);
    if (precedence.may_wait && sum(due) + aside(shards) > precedence.comments_max) {
        std::size_t allowance = looked_through_max;
        for (QueueShard* const shard : shards) {
            const auto looked = look_through(reader, *shard, now, precedence, allowance);
            if (!looked) return looked.error();
        }
        due = due_of(shards, now, batch_max);
    }
    std::size_t room = precedence.comments_max;
    auto counts = share_out(due, aside(shards) > 0 ? room - precedence.comments_reserved() : room);
    room -= sum(counts);
    while (room > 0) {
        QueueShard* const oldest = oldest_aside(shards, counts, batch_max);
        if (oldest == nullptr) break;
        const auto recalled = reader.recall_oldest(*oldest);
        if (!recalled) return recalled.error();
        for (std::size_t i = 0; i < shards.size(); ++i)
            if (shards[i] == oldest) counts[i] += *recalled;
        room -= std::min(*recalled, room);
    }
    return counts;
}

}  // namespace tts::sqlite
