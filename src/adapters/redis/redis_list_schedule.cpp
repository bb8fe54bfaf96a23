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

void keep_earlier(std::map<int, Timestamp>& earliest, int shard, Timestamp time) {
    const auto [known, is_first] = earliest.emplace(shard, time);
    if (!is_first) known->second = std::min(known->second, time);
}

// One command for all the lists of a shard: Redis spends more on a command than on a member.
struct ScheduleChange {
    std::vector<std::string> moved;  // Times and lists in turn.
    std::vector<std::string> taken_off;
    std::vector<std::string> no_later;
};

void add_command(RedisCommands& commands,
                 std::initializer_list<std::string_view> start,
                 const std::vector<std::string>& rest) {
    if (rest.empty()) return;
    std::vector<std::string_view> arguments(start);
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    commands.add(arguments);
}

}  // namespace

RedisListSchedule::RedisListSchedule(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis), settings_(settings), reader_(settings.entry_bytes_max) {}

// A producer pushes first and schedules then. If its ZADD came before our ZREM, its entry was there
// before, so the look into the list afterwards sees it; if it came after, it stands. The look is a
// round trip of its own because in a cluster the list may be on another node than the schedule.
Result<std::map<int, Timestamp>> RedisListSchedule::update(std::span<const ListOfShard> lists,
                                                           RedisCommands removals,
                                                           Timestamp now) {
    std::map<int, Timestamp> earliest;
    std::map<int, ScheduleChange> changes;
    for (const ListOfShard& list : lists) {
        const auto next = first_removal(list.state->lingering_of(list.name));
        ScheduleChange& change = changes[list.shard];
        if (list.state->has_later) change.no_later.push_back(list.name);
        if (!next) {
            change.taken_off.push_back(list.name);
            continue;
        }
        keep_earlier(earliest, list.shard, *next);
        change.moved.push_back(std::to_string(to_unix_ms(*next)));
        change.moved.push_back(list.name);
    }
    for (const auto& [shard, change] : changes) {
        add_command(removals, {"ZADD", redis_names::due(shard)}, change.moved);
        add_command(removals, {"ZREM", redis_names::due(shard)}, change.taken_off);
        add_command(removals, {"ZREM", redis_names::later(shard)}, change.no_later);
    }
    const auto removed = redis_.send(removals);
    if (!removed) return removed.error();
    for (const RedisReply& reply : *removed)
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();

    const auto unprocessed = find_unprocessed(lists, now);
    if (!unprocessed) return unprocessed.error();
    RedisCommands commands;
    for (const Unprocessed& each : *unprocessed) {
        keep_earlier(earliest, each.shard, each.due);
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
    std::span<const ListOfShard> lists, Timestamp now) {
    RedisCommands commands;
    for (const ListOfShard& list : lists)
        commands.add(
            {"LRANGE", list.name, "0", std::to_string(list.state->lingering_of(list.name).size())});
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();

    std::vector<Unprocessed> found;
    for (std::size_t i = 0; i < replies->size(); ++i) {
        const RedisReply& reply = (*replies)[i];
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();
        const LingeringEntries& lingering = lists[i].state->lingering_of(lists[i].name);
        const Unprocessed unread{.shard = lists[i].shard, .due = now, .list = lists[i].name};
        for (std::size_t j = 0; j < reply.size(); ++j) {
            auto each = unprocessed(unread, reply.element(j).text(), lingering);
            if (each) found.push_back(std::move(*each));
        }
    }
    return found;
}

}  // namespace tts
