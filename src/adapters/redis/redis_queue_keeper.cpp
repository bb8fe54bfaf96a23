#include "adapters/redis/redis_queue_keeper.hpp"

#include "adapters/redis/quarantine.hpp"
#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_lease_scripts.hpp"
#include "adapters/redis/redis_names.hpp"
#include "adapters/redis/redis_server_check.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "adapters/redis/redis_stream.hpp"
#include "adapters/redis/redis_stream_trim.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tts {

namespace {

using namespace std::chrono_literals;

// A search of few keys takes a second; one of a million, 2000 steps, less than a minute.
constexpr auto step_pause = 20ms;
constexpr auto pass_pause = 1'000ms;
constexpr std::string_view keys_per_step = "500";
constexpr std::size_t lists_per_round_trip = 16;
constexpr std::string_view last_entry_looked_at = "99";  // The others are adopted when taken.

// The shards that a list can belong to: its streamer is what stands before one of the ':'.
std::set<int> possible_shards(std::string_view list, int shards) {
    constexpr std::size_t guesses_max = 32;
    std::set<int> possible;
    const auto names = list.substr(redis_names::list_prefix.size());
    std::size_t guesses = 0;
    for (auto colon = names.find(':'); colon != std::string_view::npos && guesses < guesses_max;
         colon = names.find(':', colon + 1), ++guesses)
        possible.insert(shard_of(names.substr(0, colon), shards));
    return possible;
}

}  // namespace

RedisQueueKeeper::RedisQueueKeeper(RedisConnection redis,
                                   const QueueSettings& settings,
                                   Options options)
    : redis_(std::move(redis)),
      settings_(settings),
      options_(options),
      adoption_(redis_, settings),
      token_(Uuid::next().to_string()) {}

Result<void> RedisQueueKeeper::check_settings() {
    return check_redis_server(redis_, options_.accept_volatile);
}

Result<std::size_t> RedisQueueKeeper::trim_stream(Timestamp now, std::chrono::hours age) {
    return trim_redis_stream(redis_, now - age);
}

Result<std::chrono::milliseconds> RedisQueueKeeper::sweep(Timestamp now) {
    const auto held = hold_lease();
    if (!held) return held.error();
    if (!*held) return settings_.lease_time / 2;

    const auto lists = scan();
    if (!lists) return lists.error();
    const auto unscheduled = without_schedule(*lists);
    if (!unscheduled) return unscheduled.error();
    for (std::size_t i = 0; i < unscheduled->size(); i += lists_per_round_trip) {
        const auto first = unscheduled->begin() + static_cast<std::ptrdiff_t>(i);
        const auto count = std::min(lists_per_round_trip, unscheduled->size() - i);
        const std::vector<std::string> some(first, first + static_cast<std::ptrdiff_t>(count));
        if (auto adopted = adopt(some, now); !adopted) return adopted.error();
    }
    return is_pass_over() ? pass_pause : step_pause;
}

// One sweeper at a time is enough.
Result<bool> RedisQueueKeeper::hold_lease() {
    const auto asked_at = Clock::now();
    if (asked_at < renew_at_) return true;
    const std::string lease_time = std::to_string(settings_.lease_time.count());
    RedisCommands commands;
    commands.add({"EVAL", renew_lease_script, "1", redis_names::sweeper_lease, token_, lease_time});
    commands.add({"SET", redis_names::sweeper_lease, token_, "NX", "PX", lease_time});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    const bool held = (*replies)[0].integer() == 1 || !(*replies)[1].is_nil();
    if (held) renew_at_ = asked_at + settings_.lease_time / 2;
    return held;
}

Result<std::vector<std::string>> RedisQueueKeeper::scan() {
    const auto masters = redis_.masters();
    if (!masters) return masters.error();
    if (!std::ranges::binary_search(*masters, scanned_)) {
        // The pass begins, or that master has gone: its keys are with others by now.
        scanned_ = masters->front();
        cursor_ = "0";
    }
    RedisCommands commands;
    commands.add({"SCAN", cursor_, "MATCH", redis_names::list_pattern, "COUNT", keys_per_step});
    const auto replies = redis_.send_to(scanned_, commands);
    if (!replies) return replies.error();
    const RedisReply& reply = replies->front();
    if (reply.is_error()) return reply.error();
    if (reply.size() != 2) return Error(Errc::corrupt, "Redis: SCAN gave no cursor");
    cursor_ = reply.element(0).text();
    if (cursor_ == "0") {
        const auto next = std::ranges::upper_bound(*masters, scanned_);
        scanned_ = next == masters->end() ? std::string() : *next;
    }
    return reply.element(1).texts();
}

Result<std::vector<std::string>> RedisQueueKeeper::without_schedule(
    const std::vector<std::string>& lists) {
    RedisCommands commands;
    std::vector<std::size_t> list_of_reply;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        for (const int shard : possible_shards(lists[i], settings_.shards)) {
            commands.add({"ZSCORE", redis_names::due(shard), lists[i]});
            commands.add({"ZSCORE", redis_names::later(shard), lists[i]});
            list_of_reply.insert(list_of_reply.end(), 2, i);
        }
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    std::set<std::size_t> scheduled;
    for (std::size_t i = 0; i < replies->size(); ++i)
        if (!(*replies)[i].is_nil()) scheduled.insert(list_of_reply[i]);
    std::vector<std::string> others;
    for (std::size_t i = 0; i < lists.size(); ++i)
        if (!scheduled.contains(i) && !misplaced_.contains(lists[i])) others.push_back(lists[i]);
    return others;
}

Result<void> RedisQueueKeeper::adopt(const std::vector<std::string>& lists, Timestamp now) {
    RedisCommands reads;
    for (const std::string& list : lists) reads.add({"LRANGE", list, "0", last_entry_looked_at});
    const auto replies = redis_.send(reads);
    if (!replies) return replies.error();

    RedisCommands commands;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const RedisReply& reply = (*replies)[i];
        if (reply.is_wrong_type()) {
            if (auto reported = report_misplaced(lists[i]); !reported) return reported.error();
            continue;
        }
        if (reply.is_error()) return reply.error();
        const auto comments = adoption_.adopt(lists[i], reply.texts(), {.heal_stream = true});
        if (!comments) return comments.error();
        std::map<int, Timestamp> due;
        for (const Comment& comment : *comments) {
            const auto settled = settled_at(comment.id, settings_.settle, now);
            const auto [known, added] =
                due.emplace(shard_of(comment.streamer, settings_.shards), settled);
            if (!added) known->second = std::min(known->second, settled);
        }
        for (const auto& [shard, time] : due)
            commands.add({"ZADD", redis_names::due(shard), "LT", std::to_string(to_unix_ms(time)),
                          lists[i]});
    }
    const auto scheduled = redis_.send_all(commands);
    if (!scheduled) return scheduled.error();
    return {};
}

// A key of ours that is no list stays where it is: it is not ours to delete. It is reported once.
Result<void> RedisQueueKeeper::report_misplaced(const std::string& key) {
    constexpr std::size_t remembered_max = 10'000;
    if (misplaced_.size() >= remembered_max) misplaced_.clear();
    misplaced_.insert(key);
    RedisCommands commands;
    add_to_quarantine(commands, {.list = key, .entry = {}, .reason = "no list"});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

Result<QueueDepth> RedisQueueKeeper::depth() {
    RedisCommands commands;
    commands.add({"HLEN", redis_names::dead});
    commands.add({"LLEN", redis_names::quarantine});
    for (int shard = 0; shard < settings_.shards; ++shard) {
        for (const auto& schedule : {redis_names::due(shard), redis_names::later(shard)}) {
            commands.add({"ZCARD", schedule});
            commands.add({"ZRANGE", schedule, "0", "0", "WITHSCORES"});
        }
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    QueueDepth depth;
    depth.dead_letters = static_cast<std::size_t>((*replies)[0].integer());
    depth.quarantined = static_cast<std::size_t>((*replies)[1].integer());
    for (std::size_t i = 2; i + 1 < replies->size(); i += 2) {
        depth.lists += static_cast<std::size_t>((*replies)[i].integer());
        const auto head = (*replies)[i + 1].texts();
        if (head.size() != 2) continue;
        const auto due = from_unix_ms(std::atoll(head[1].c_str()));
        depth.oldest_due = std::min(depth.oldest_due.value_or(due), due);
    }
    return depth;
}

Result<std::vector<Comment>> RedisQueueKeeper::waiting(const std::string& streamer,
                                                       const std::string& client) {
    const auto list = queue_name(streamer, client);
    RedisCommands commands;
    commands.add({"LRANGE", list, "0", std::to_string(settings_.comments_max - 1)});
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();
    const RedisReply& reply = replies->front();
    if (reply.is_wrong_type()) return std::vector<Comment>();
    if (reply.is_error()) return reply.error();

    QueueEntryReader reader(settings_.entry_bytes_max);
    std::vector<Comment> comments;
    for (const auto& entry : reply.texts()) {
        auto comment = reader.read(list, entry);
        if (comment) comments.push_back(std::move(*comment));
    }
    return comments;
}

}  // namespace tts
