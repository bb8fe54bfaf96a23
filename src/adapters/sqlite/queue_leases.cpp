#include "adapters/sqlite/queue_leases.hpp"

#include <algorithm>

namespace tts::sqlite {

namespace {

bool contains(const std::vector<int>& shards, int shard) {
    return std::find(shards.begin(), shards.end(), shard) != shards.end();
}

}  // namespace

QueueLeases::Holder QueueLeases::new_holder() {
    const std::lock_guard lock(mutex_);
    return ++last_holder_;
}

std::size_t QueueLeases::fair_share(Timestamp now) {
    std::erase_if(alive_, [now](const auto& worker) { return worker.second <= now; });
    const std::size_t workers = std::max<std::size_t>(alive_.size(), 1);
    return (leases_.size() + workers - 1) / workers;
}

LeaseChange QueueLeases::balance(Holder holder,
                                 const std::vector<int>& had,
                                 const std::vector<int>& busy,
                                 Timestamp now) {
    const std::lock_guard lock(mutex_);
    alive_[holder] = now + lease_time_;
    const std::size_t share = fair_share(now);
    const int shards = static_cast<int>(leases_.size());

    std::size_t held = 0;
    for (const Lease& lease : leases_)
        if (lease.holder == holder) ++held;

    LeaseChange change;
    for (int shard = 0; shard < shards; ++shard) {
        Lease& lease = leases_[static_cast<std::size_t>(shard)];
        const bool is_ours = lease.holder == holder;
        if (is_ours && held > share && !contains(busy, shard)) {
            lease.holder = nobody;
            --held;
        } else if (is_ours) {
            // A lease that ran out unnoticed is renewed: nobody else had the shard in between.
            lease.expires = now + lease_time_;
        } else if (held < share && (lease.holder == nobody || lease.expires <= now)) {
            lease = {.holder = holder, .expires = now + lease_time_};
            ++held;
        }
        const bool has_now = lease.holder == holder;
        const bool had_before = contains(had, shard);
        if (has_now && !had_before) change.gained.push_back(shard);
        if (!has_now && had_before) change.lost.push_back(shard);
    }
    return change;
}

bool QueueLeases::holds(Holder holder, int shard) const {
    const std::lock_guard lock(mutex_);
    const auto index = static_cast<std::size_t>(shard);
    return index < leases_.size() && leases_[index].holder == holder;
}

void QueueLeases::release(Holder holder) {
    const std::lock_guard lock(mutex_);
    alive_.erase(holder);
    for (Lease& lease : leases_)
        if (lease.holder == holder) lease.holder = nobody;
}

}  // namespace tts::sqlite
