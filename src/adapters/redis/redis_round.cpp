#include "adapters/redis/redis_round.hpp"

#include "adapters/redis/redis_dead_letters.hpp"
#include "adapters/redis/redis_names.hpp"
#include "adapters/redis/text_list.hpp"
#include "core/share_out.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace tts {

namespace {

// How many lists one round looks through, of all its shards, for those that go first. At some six
// microseconds each it is a bound for how late a round may begin.
constexpr std::size_t looked_through_max = 4'096;
constexpr std::size_t names_min = 256;  // Read of each shard's schedule.

std::size_t sum(const std::vector<std::size_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

template <class Count>
std::vector<std::size_t> each(const std::vector<RedisTaking>& takings, Count count) {
    std::vector<std::size_t> counts;
    counts.reserve(takings.size());
    for (const RedisTaking& taking : takings) counts.push_back(count(taking));
    return counts;
}

std::size_t unread(const RedisTaking& taking) {
    return taking.due.size() - taking.read;
}

std::size_t those_first(const RedisTaking& taking) {
    return taking.drafted_comments(false);
}

std::size_t those_waiting(const RedisTaking& taking) {
    return taking.drafted_comments(true);
}

// What those that go first may fill, while others wait.
std::size_t room_of_first(const std::vector<RedisTaking>& takings, const Precedence& precedence) {
    const bool others_wait = std::ranges::any_of(takings, [](const RedisTaking& taking) {
        return taking.later > 0 || those_waiting(taking) > 0;
    });
    return precedence.comments_max - (others_wait ? precedence.comments_reserved() : 0);
}

// The lists that may come together: those before the first that failed before, or that one alone,
// so that what harms workers harms nobody else.
void keep_what_may_come_together(RedisTaking& taking, Timestamp now) {
    const auto failed = std::find_if(taking.due.begin(), taking.due.end(), [&](const auto& list) {
        return taking.state->attempts(list) > 0;
    });
    auto fitting = static_cast<std::size_t>(failed - taking.due.begin());
    if (fitting == 0) fitting = 1;
    if (fitting >= taking.due.size()) return;
    taking.due.resize(fitting);
    taking.expect(now);
}

void judge(RedisTaking& taking, const Precedence& precedence, const QueueSettings& settings) {
    for (; taking.judged < taking.drafted.size(); ++taking.judged) {
        DraftedList& list = taking.drafted[taking.judged];
        // A list that was read in part only may hold anything.
        const bool is_whole = list.comments < settings.comments_max;
        const bool is_new = list.bursts.front().attempt == 1;
        list.may_wait =
            is_whole && is_new && std::ranges::all_of(list.bursts, [&](const Burst& burst) {
                return precedence.may_wait(burst);
            });
    }
}

// How many names of its schedule each shard reads: one that has many gets many.
std::vector<std::size_t> names_to_read(const std::vector<RedisTaking>& takings) {
    const auto wanted = each(takings, [](const RedisTaking& taking) {
        return std::clamp(taking.state->names_hint, names_min, looked_through_max);
    });
    return share_out(wanted, std::max(2 * looked_through_max, names_min * takings.size()));
}

}  // namespace

RedisRound::RedisRound(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis), settings_(settings), reader_(redis, settings), schedule_(redis, settings) {}

Result<void> RedisRound::take(std::vector<RedisTaking>& takings,
                              Timestamp now,
                              const Precedence& precedence) {
    if (takings.empty()) return {};
    const bool looks_through = static_cast<bool>(precedence.may_wait);
    if (auto done = read_due(takings, now, looks_through); !done) return done.error();
    if (auto done = look_through(takings, now, precedence); !done) return done.error();
    const auto firsts = share_out(each(takings, those_first), room_of_first(takings, precedence));
    const std::size_t room = precedence.comments_max - sum(firsts);
    if (auto done = read_later(takings, now, room); !done) return done.error();
    const auto waiting = share_out(each(takings, those_waiting), room);
    if (auto done = reschedule_idle(takings, now); !done) return done.error();
    for (std::size_t i = 0; i < takings.size(); ++i) {
        const auto comments_max = std::min(firsts[i], settings_.comments_max);
        takings[i].compose(
            {.bursts_max = settings_.bursts_max,
             .comments_max = comments_max,
             .waiting_max = std::min(waiting[i], settings_.comments_max - comments_max),
             .now = now});
    }
    if (auto sent = send_out(takings); !sent) return sent.error();
    return look_at_set_aside(takings, now);
}

Result<void> RedisRound::read_due(std::vector<RedisTaking>& takings,
                                  Timestamp now,
                                  bool looks_through) {
    const std::string now_text = std::to_string(to_unix_ms(now));
    const auto counts = looks_through
                            ? names_to_read(takings)
                            : std::vector<std::size_t>(takings.size(), settings_.bursts_max);
    RedisCommands commands;
    for (std::size_t i = 0; i < takings.size(); ++i) {
        const std::string schedule = redis_names::due(takings[i].shard);
        commands.add({"ZRANGEBYSCORE", schedule, "-inf", now_text, "LIMIT", "0",
                      std::to_string(counts[i] + 1)});
        commands.add(
            {"ZRANGEBYSCORE", schedule, "(" + now_text, "+inf", "WITHSCORES", "LIMIT", "0", "1"});
        commands.add({"ZCARD", redis_names::later(takings[i].shard)});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    auto reply = replies->begin();
    for (std::size_t i = 0; i < takings.size(); ++i) {
        RedisTaking& taking = takings[i];
        taking.due = (reply++)->texts();
        const auto next = (reply++)->texts();
        if (next.size() == 2) taking.expect(from_unix_ms(std::atoll(next[1].c_str())));
        taking.later = static_cast<std::size_t>((reply++)->integer());
        taking.state->has_later = taking.later > 0;
        taking.state->names_hint = 2 * taking.due.size();
        if (taking.due.size() > counts[i]) {
            taking.due.resize(counts[i]);
            taking.expect(now);
        }
        keep_what_may_come_together(taking, now);
    }
    return {};
}

// Reads what is due: all of it, if there is room for it, or else until enough is found that goes
// first.
Result<void> RedisRound::look_through(std::vector<RedisTaking>& takings,
                                      Timestamp now,
                                      const Precedence& precedence) {
    const bool may_fit =
        !precedence.may_wait || sum(each(takings, unread)) <= room_of_first(takings, precedence);
    if (may_fit) {
        if (auto done = read_lists(takings, each(takings, unread), now); !done) return done.error();
        if (sum(each(takings, those_first)) <= room_of_first(takings, precedence)) return {};
    }
    if (!precedence.may_wait) return {};
    for (std::size_t looked_through = 0; looked_through < looked_through_max;) {
        for (RedisTaking& taking : takings) judge(taking, precedence, settings_);
        if (sum(each(takings, those_first)) >= room_of_first(takings, precedence)) break;
        const auto counts = share_out(each(takings, unread), precedence.comments_max);
        if (sum(counts) == 0) break;
        if (auto done = read_lists(takings, counts, now); !done) return done.error();
        looked_through += sum(counts);
    }
    for (RedisTaking& taking : takings) judge(taking, precedence, settings_);
    for (RedisTaking& taking : takings)
        if (unread(taking) > 0) taking.expect(now);
    return {};
}

Result<void> RedisRound::read_lists(std::vector<RedisTaking>& takings,
                                    const Counts& counts,
                                    Timestamp now) {
    std::vector<ListOfShard> names;
    std::vector<RedisTaking*> owners;
    for (std::size_t i = 0; i < takings.size(); ++i) {
        RedisTaking& taking = takings[i];
        const std::size_t end = taking.read + counts[i];
        for (; taking.read < end; ++taking.read) {
            names.push_back(
                {.shard = taking.shard, .state = taking.state, .name = taking.due[taking.read]});
            owners.push_back(&taking);
        }
    }
    return read(names, owners, now);
}

// What was set aside, as far as there is room for it, oldest first.
Result<void> RedisRound::read_later(std::vector<RedisTaking>& takings,
                                    Timestamp now,
                                    std::size_t lists_max) {
    const auto counts =
        share_out(each(takings, [](const RedisTaking& taking) { return taking.later; }), lists_max);
    RedisCommands commands;
    std::vector<RedisTaking*> asked;
    for (std::size_t i = 0; i < takings.size(); ++i) {
        if (counts[i] < takings[i].later) takings[i].expect(now);
        if (counts[i] == 0) continue;
        asked.push_back(&takings[i]);
        commands.add({"ZRANGE", redis_names::later(takings[i].shard), "0",
                      std::to_string(std::min(counts[i], settings_.comments_max) - 1)});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    std::vector<ListOfShard> names;
    std::vector<RedisTaking*> owners;
    std::vector<std::size_t> drafted_before;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        RedisTaking& taking = *asked[i];
        drafted_before.push_back(taking.drafted.size());
        // A new comment may have brought it already.
        const std::unordered_set<std::string> known(
            taking.due.begin(), taking.due.begin() + static_cast<std::ptrdiff_t>(taking.read));
        for (std::string& name : (*replies)[i].texts()) {
            if (known.contains(name)) continue;
            names.push_back(
                {.shard = taking.shard, .state = taking.state, .name = std::move(name)});
            owners.push_back(&taking);
        }
    }
    if (auto done = read(names, owners, now); !done) return done.error();
    for (std::size_t i = 0; i < asked.size(); ++i)
        for (std::size_t j = drafted_before[i]; j < asked[i]->drafted.size(); ++j) {
            asked[i]->drafted[j].may_wait = true;
            asked[i]->drafted[j].is_later = true;
        }
    return {};
}

Result<void> RedisRound::read(std::span<const ListOfShard> names,
                              std::span<RedisTaking* const> owners,
                              Timestamp now) {
    if (names.empty()) return {};
    auto lists = reader_.read(names, now);
    if (!lists) return lists.error();
    for (std::size_t i = 0; i < lists->size(); ++i)
        if (auto done = sort_out((*lists)[i], *owners[i], now); !done) return done.error();
    return {};
}

Result<void> RedisRound::sort_out(PendingList& list, RedisTaking& taking, Timestamp now) {
    constexpr int attempts_as_burst = 2;
    RedisShard& state = *taking.state;
    if (!list.comments.empty() && state.attempts(list.name) >= settings_.attempts_max)
        if (auto done = bury_first(redis_, taking.shard, state, list, now); !done)
            return done.error();
    if (list.comments.empty()) {
        taking.idle.push_back(list.name);
        return {};
    }
    const auto due = settled_at(list.comments.begin()->first, settings_.settle, now);
    if (due > now) {
        taking.postponed.emplace_back(list.name, due);
        taking.expect(due);
        return {};
    }
    const int attempts = state.attempts(list.name);
    if (attempts >= attempts_as_burst)
        list.comments.erase(std::next(list.comments.begin()), list.comments.end());
    taking.draft(list, attempts + 1);
    return {};
}

Result<void> RedisRound::reschedule_idle(std::vector<RedisTaking>& takings, Timestamp now) {
    std::vector<ListOfShard> idle;
    for (const RedisTaking& taking : takings)
        for (const std::string& name : taking.idle)
            idle.push_back({.shard = taking.shard, .state = taking.state, .name = name});
    if (idle.empty()) return {};
    const auto next = schedule_.update(idle, {}, now);
    if (!next) return next.error();
    for (RedisTaking& taking : takings) {
        const auto time = next->find(taking.shard);
        if (time != next->end()) taking.expect(time->second);
    }
    return {};
}

namespace {

// Into the second schedule first: a list that is in both is only looked at twice.
void add_moves(RedisCommands& commands, const RedisTaking& taking, Timestamp::duration settle) {
    if (taking.set_aside.empty()) return;
    std::vector<std::string> places;
    for (const DraftedList& list : taking.set_aside) {
        const Timestamp due = list.bursts.front().comments.front().arrived_at() + settle;
        places.push_back(std::to_string(to_unix_ms(due)));
        places.push_back(list.name);
    }
    const std::string later = redis_names::later(taking.shard);
    const std::string due = redis_names::due(taking.shard);
    std::vector<std::string_view> added = {"ZADD", later};
    std::vector<std::string_view> removed = {"ZREM", due};
    for (std::size_t i = 0; i < places.size(); i += 2) {
        added.insert(added.end(), {places[i], places[i + 1]});
        removed.emplace_back(places[i + 1]);
    }
    commands.add(added);
    commands.add(removed);
}

}  // namespace

// The last writes before the batches leave: what they hold, so that it counts as an attempt if we
// die with it, and when the lists that had not settled yet are due.
Result<void> RedisRound::send_out(const std::vector<RedisTaking>& takings) {
    RedisCommands commands;
    for (const RedisTaking& taking : takings) {
        for (const auto& [list, due] : taking.postponed)
            schedule_again(
                commands,
                {.shard = taking.shard, .state = *taking.state, .list = list, .due = due});
        add_moves(commands, taking, settings_.settle);
        if (!taking.set_aside.empty()) taking.state->has_later = true;
        if (!taking.batch.bursts.empty())
            commands.add(
                {"SET", redis_names::inflight(taking.shard), to_text_list(lists_of(taking.batch))});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

// A comment that was pushed after its list was read, and scheduled before the list left the
// schedule, is nowhere but in the list: it is looked for, as in RedisListSchedule::update().
Result<void> RedisRound::look_at_set_aside(const std::vector<RedisTaking>& takings, Timestamp now) {
    RedisCommands looks;
    for (const RedisTaking& taking : takings)
        for (const DraftedList& list : taking.set_aside) looks.add({"LLEN", list.name});
    const auto lengths = redis_.send_all(looks);
    if (!lengths) return lengths.error();

    RedisCommands commands;
    auto length = lengths->begin();
    for (const RedisTaking& taking : takings)
        for (const DraftedList& list : taking.set_aside)
            if (static_cast<std::size_t>((length++)->integer()) > list.length)
                commands.add({"ZADD", redis_names::due(taking.shard), "LT",
                              std::to_string(to_unix_ms(now)), list.name});
    const auto scheduled = redis_.send_all(commands);
    if (!scheduled) return scheduled.error();
    return {};
}

}  // namespace tts
