#include "adapters/redis/redis_list_schedule.hpp"

#include "adapters/redis/redis_names.hpp"

#include <algorithm>

namespace tts {

namespace {

std::optional<Timestamp> first_removal(const LingeringEntries& lingering) {
    std::optional<Timestamp> first;
    for (const auto& [id, entry] : lingering)
        if (!first || entry.remove_at < *first) first = entry.remove_at;
    return first;
}

void keep_earlier(std::optional<Timestamp>& earliest, std::optional<Timestamp> time) {
    if (time && (!earliest || *time < *earliest)) earliest = time;
}

}  // namespace

RedisListSchedule::RedisListSchedule(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis), settings_(settings), reader_(settings.entry_bytes_max) {}

// A producer pushes first and schedules then. If its ZADD came before our ZREM, its entry was there
// before, so the look into the list afterwards sees it; if it came after, it stands. The look is a
// round trip of its own because in a cluster the list may be on another node than the schedule.
Result<std::optional<Timestamp>> RedisListSchedule::update(int shard,
                                                           const RedisShard& state,
                                                           const std::vector<std::string>& lists,
                                                           RedisCommands removals,
                                                           Timestamp now) {
    std::optional<Timestamp> earliest;
    const std::string schedule = redis_names::due(shard);
    for (const std::string& list : lists) {
        const auto next = first_removal(state.lingering_of(list));
        keep_earlier(earliest, next);
        if (next)
            removals.add({"ZADD", schedule, std::to_string(to_unix_ms(*next)), list});
        else
            removals.add({"ZREM", schedule, list});
    }
    const auto removed = redis_.send(removals);
    if (!removed) return removed.error();
    for (const RedisReply& reply : *removed)
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();

    const auto unprocessed = find_unprocessed(shard, state, lists, now);
    if (!unprocessed) return unprocessed.error();
    RedisCommands commands;
    for (const Unprocessed& each : *unprocessed) {
        if (each.shard == shard) keep_earlier(earliest, each.due);
        commands.add({"ZADD", redis_names::due(each.shard), "LT",
                      std::to_string(to_unix_ms(each.due)), each.list});
    }
    const auto scheduled = redis_.send_all(commands);
    if (!scheduled) return scheduled.error();
    return earliest;
}

// What the entry still waits for: `unread` if it is an outsider's, which is adopted, or put into
// quarantine, when its list is taken next.
std::optional<RedisListSchedule::Unprocessed> RedisListSchedule::unprocessed(
    const Unprocessed& unread, std::string_view entry, const LingeringEntries& lingering) {
    const auto comment = reader_.read(unread.list, entry);
    if (!comment || comment->id.is_nil()) return unread;
    if (lingering.contains(comment->id)) return std::nullopt;
    // Two names with a ':' can share a list and yet belong to different shards.
    return Unprocessed{.shard = shard_of(comment->streamer, settings_.shards),
                       .due = settled_at(comment->id, settings_.settle, unread.due),
                       .list = unread.list};
}

// Among one entry more than linger there is an unprocessed one, if the list has any.
Result<std::vector<RedisListSchedule::Unprocessed>> RedisListSchedule::find_unprocessed(
    int shard, const RedisShard& state, const std::vector<std::string>& lists, Timestamp now) {
    RedisCommands commands;
    for (const std::string& list : lists)
        commands.add({"LRANGE", list, "0", std::to_string(state.lingering_of(list).size())});
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();

    std::vector<Unprocessed> found;
    for (std::size_t i = 0; i < replies->size(); ++i) {
        const RedisReply& reply = (*replies)[i];
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();
        const LingeringEntries& lingering = state.lingering_of(lists[i]);
        const Unprocessed unread{.shard = shard, .due = now, .list = lists[i]};
        for (std::size_t j = 0; j < reply.size(); ++j) {
            auto each = unprocessed(unread, reply.element(j).text(), lingering);
            if (each) found.push_back(std::move(*each));
        }
    }
    return found;
}

}  // namespace tts
