#include "adapters/redis/redis_dead_letters.hpp"

#include "adapters/redis/dead_letter_json.hpp"
#include "adapters/redis/redis_names.hpp"

#include <utility>

namespace tts {

namespace {

Error unknown(const CommentId& id) {
    return {Errc::not_found, "no dead letter " + id.to_string()};
}

void add_removal(RedisCommands& commands, const CommentId& id) {
    commands.add({"ZREM", redis_names::dead_order, id.to_string()});
    commands.add({"HDEL", redis_names::dead, id.to_string()});
}

}  // namespace

RedisDeadLetters::RedisDeadLetters(RedisConnection redis, const QueueSettings& settings)
    : redis_(std::move(redis)), settings_(settings) {}

Result<std::vector<DeadLetter>> RedisDeadLetters::list(std::size_t limit) {
    std::vector<DeadLetter> letters;
    if (limit == 0) return letters;
    const auto ids =
        redis_.send({"ZRANGE", redis_names::dead_order, "0", std::to_string(limit - 1)});
    if (!ids) return ids.error();

    RedisCommands commands;
    for (const std::string& id : ids->texts()) commands.add({"HGET", redis_names::dead, id});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    for (const RedisReply& reply : *replies) {
        if (reply.is_nil()) continue;  // Replayed or dropped in between.
        auto letter = parse_dead_letter(reply.text());
        if (!letter) return letter.error();
        letters.push_back(std::move(*letter));
    }
    return letters;
}

Result<DeadLetter> RedisDeadLetters::find(const CommentId& id) {
    const auto reply = redis_.send({"HGET", redis_names::dead, id.to_string()});
    if (!reply) return reply.error();
    if (reply->is_nil()) return unknown(id);
    return parse_dead_letter(reply->text());
}

Result<void> RedisDeadLetters::replay(const CommentId& id, Timestamp now) {
    const auto letter = find(id);
    if (!letter) return letter.error();

    const Comment& comment = letter->comment;
    const std::string list = queue_name(comment.streamer, comment.client);
    const int shard = shard_of(comment.streamer, settings_.shards);
    RedisCommands commands;
    commands.add({"RPUSH", list, to_queue_entry(comment)});
    commands.add({"EXPIRE", list, std::to_string(settings_.list_time_to_live.count())});
    commands.then();
    commands.add({"ZADD", redis_names::due(shard), "LT", std::to_string(to_unix_ms(now)), list});
    const auto pushed = redis_.send_all(commands);
    if (!pushed) return pushed.error();
    // If we die before this, it is replayed twice, and the database recognises it.
    return drop(id);
}

Result<void> RedisDeadLetters::drop(const CommentId& id) {
    RedisCommands commands;
    add_removal(commands, id);
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    if (replies->back().integer() == 0) return unknown(id);
    return {};
}

Result<void> bury_first(
    RedisConnection& redis, int shard, RedisShard& state, PendingList& pending, Timestamp now) {
    const auto poison = pending.comments.begin();
    const CommentId id = poison->first;
    const ListFailures& failures = state.failures[pending.name];
    const DeadLetter letter{
        .comment = poison->second,
        .error = failures.error.empty() ? "the worker died with it" : failures.error,
        .attempts = failures.attempts,
        .buried_at = now};

    // Only what is safe among the dead letters leaves its list: a full Redis still removes.
    RedisCommands burial;
    burial.add({"HSET", redis_names::dead, id.to_string(), to_json(letter)});
    burial.add({"ZADD", redis_names::dead_order, std::to_string(to_unix_ms(now)), id.to_string()});
    if (auto buried = redis.send_all(burial); !buried) return buried.error();

    RedisCommands commands;
    const auto [first, last] = pending.entries.equal_range(id);
    for (auto each = first; each != last; ++each)
        commands.add({"LREM", pending.name, "1", each->second});
    commands.add({"HDEL", redis_names::attempts(shard), pending.name});
    commands.add({"HDEL", redis_names::errors(shard), pending.name});
    const auto replies = redis.send_all(commands);
    if (!replies) return replies.error();

    state.failures.erase(pending.name);
    pending.entries.erase(id);
    pending.comments.erase(poison);
    return {};
}

}  // namespace tts
