#include "adapters/redis/redis_due_heads.hpp"

#include "adapters/redis/redis_names.hpp"

#include <algorithm>
#include <cstdlib>

namespace tts {

namespace {

// A comment that falls due in the meantime is taken this much later.
constexpr std::chrono::milliseconds age_max{5};

}  // namespace

Result<std::optional<Timestamp>> RedisDueHeads::look(int shard, const std::set<int>& shards) {
    if (!heads_.contains(shard) || Clock::now() - read_at_ > age_max) {
        auto wanted = shards;
        wanted.insert(shard);
        if (auto done = read(wanted); !done) return done.error();
    }
    const auto head = heads_.extract(shard);
    return head.mapped();
}

Result<void> RedisDueHeads::read(const std::set<int>& shards) {
    RedisCommands commands;
    for (const int shard : shards) {
        commands.add({"ZRANGE", redis_names::due(shard), "0", "0", "WITHSCORES"});
        commands.add({"ZRANGE", redis_names::later(shard), "0", "0", "WITHSCORES"});
    }
    heads_.clear();
    read_at_ = Clock::now();
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    auto reply = replies->begin();
    for (const int shard : shards) {
        auto& due = heads_[shard];
        for (int schedule = 0; schedule < 2; ++schedule) {
            const auto head = (reply++)->texts();
            if (head.size() != 2) continue;
            const auto time = from_unix_ms(std::atoll(head[1].c_str()));
            due = std::min(due.value_or(time), time);
        }
    }
    return {};
}

}  // namespace tts
