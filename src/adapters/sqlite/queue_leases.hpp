#pragma once

#include "ports/comment_queue.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

namespace tts::sqlite {

// Who works on which shard, for the threads of one process. Any thread may call it.
class QueueLeases {
public:
    // Names a consumer; a name is never used again.
    using Holder = std::int64_t;
    static constexpr Holder nobody = 0;

    QueueLeases(int shards, std::chrono::milliseconds lease_time)
        : lease_time_(lease_time), leases_(static_cast<std::size_t>(shards)) {}

    Holder new_holder();

    // See CommentConsumer::balance. `had` are the shards that the caller believes to hold; those in
    // `busy` are not given up.
    LeaseChange balance(Holder holder,
                        const std::vector<int>& had,
                        const std::vector<int>& busy,
                        Timestamp now);

    bool holds(Holder holder, int shard) const;
    void release(Holder holder);

private:
    struct Lease {
        Holder holder = nobody;
        Timestamp expires;
    };

    std::size_t fair_share(Timestamp now);  // Guarded by mutex_.

    const std::chrono::milliseconds lease_time_;
    mutable std::mutex mutex_;
    std::vector<Lease> leases_;          // Guarded by mutex_. By shard.
    std::map<Holder, Timestamp> alive_;  // Guarded by mutex_. Until when.
    Holder last_holder_ = nobody;        // Guarded by mutex_.
};

}  // namespace tts::sqlite
