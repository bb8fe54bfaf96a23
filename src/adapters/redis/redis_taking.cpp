#include "adapters/redis/redis_taking.hpp"

#include <algorithm>
#include <iterator>

namespace tts {

namespace {

void put_into_batch(RedisTaking& taking, DraftedList list) {
    std::move(list.bursts.begin(), list.bursts.end(), std::back_inserter(taking.batch.bursts));
    taking.taken[list.name] = std::move(list.entries);
}

}  // namespace

void RedisTaking::expect(std::optional<Timestamp> time) {
    if (time && (!next_due || *time < *next_due)) next_due = time;
}

void RedisTaking::draft(PendingList& list, int attempt) {
    std::map<std::pair<std::string, std::string>, Burst> bursts;
    for (auto& [id, comment] : list.comments) {
        Burst& burst = bursts[{comment.streamer, comment.client}];
        burst.streamer = comment.streamer;
        burst.client = comment.client;
        burst.attempt = attempt;
        burst.comments.push_back(std::move(comment));
    }
    DraftedList& added = drafted.emplace_back();
    added.name = list.name;
    added.comments = list.comments.size();
    added.length = list.length;
    added.entries = std::move(list.entries);
    for (auto& [names, burst] : bursts) added.bursts.push_back(std::move(burst));
}

std::size_t RedisTaking::drafted_comments(bool may_wait) const {
    std::size_t count = 0;
    for (const DraftedList& list : drafted)
        if (list.may_wait == may_wait) count += list.comments;
    return count;
}

void RedisTaking::compose(const Bounds& bounds) {
    const auto first = [](const DraftedList& list) {
        return list.bursts.front().comments.front().id;
    };
    std::sort(drafted.begin(), drafted.end(),
              [&](const auto& a, const auto& b) { return first(a) < first(b); });
    std::size_t room = bounds.comments_max;
    std::size_t waiting_room = bounds.waiting_max;
    for (DraftedList& list : drafted) {
        std::size_t& left = list.may_wait ? waiting_room : room;
        const bool is_first = batch.bursts.empty() && left > 0;
        const bool fits = list.comments <= left || is_first;
        if (fits && batch.bursts.size() < bounds.bursts_max) {
            left -= std::min(left, list.comments);
            put_into_batch(*this, std::move(list));
            continue;
        }
        left = 0;  // Nobody later passes.
        expect(bounds.now);
        if (list.may_wait && !list.is_later) set_aside.push_back(std::move(list));
    }
    drafted.clear();
    std::sort(batch.bursts.begin(), batch.bursts.end(), [](const Burst& a, const Burst& b) {
        return a.comments.front().id < b.comments.front().id;
    });
    batch.shard = shard;
    batch.next_due = next_due;
}

}  // namespace tts
