#include "adapters/redis/redis_comment_consumer.hpp"

#include "adapters/redis/redis_dead_letters.hpp"
#include "adapters/redis/redis_names.hpp"
#include "adapters/redis/text_list.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tts {

namespace {

// Names of workers may repeat after a restart; tokens never do.
std::string token_for(const std::string& worker) {
    return worker + "#" + Uuid::next().to_string();
}

}  // namespace

// Collects what take() found.
class RedisCommentConsumer::BatchDraft {
public:
    void add(PendingList& list, int attempt) {
        std::map<std::pair<std::string, std::string>, Burst> bursts;
        for (auto& [id, comment] : list.comments) {
            Burst& burst = bursts[{comment.streamer, comment.client}];
            burst.streamer = comment.streamer;
            burst.client = comment.client;
            burst.attempt = attempt;
            burst.comments.push_back(std::move(comment));
        }
        for (auto& [names, burst] : bursts) bursts_.push_back(std::move(burst));
        entries_[list.name] = std::move(list.entries);
    }

    void postpone(std::string list, Timestamp due) {
        expect(due);
        postponed_.emplace_back(std::move(list), due);
    }

    void expect(std::optional<Timestamp> time) {
        if (time && (!next_due_ || *time < *next_due_)) next_due_ = time;
    }

    // In order of arrival, as many as one batch may hold; the others stay due.
    Batch finish(int shard, std::size_t comments_max, Timestamp now) {
        std::sort(bursts_.begin(), bursts_.end(), [](const Burst& left, const Burst& right) {
            return left.comments.front().id < right.comments.front().id;
        });
        std::size_t comments = 0;
        std::size_t fitting = 0;
        for (const Burst& burst : bursts_) {
            comments += burst.comments.size();
            if (comments > comments_max) break;
            ++fitting;
        }
        if (fitting < bursts_.size()) expect(now);
        bursts_.resize(fitting);
        return {.shard = shard, .bursts = std::move(bursts_), .next_due = next_due_};
    }

    TakenEntries take_entries() { return std::move(entries_); }
    const std::vector<std::pair<std::string, Timestamp>>& postponed() const { return postponed_; }

    std::vector<std::string> idle;  // Lists with nothing to process.

private:
    std::vector<Burst> bursts_;
    TakenEntries entries_;
    std::vector<std::pair<std::string, Timestamp>> postponed_;
    std::optional<Timestamp> next_due_;
};

struct RedisCommentConsumer::Taking {
    int shard = 0;
    RedisShard* state = nullptr;
    std::size_t place = 0;         // Among the shards that were asked for.
    std::vector<std::string> due;  // Lists, by due time.
    BatchDraft draft{};
    Batch batch{};
};

RedisCommentConsumer::RedisCommentConsumer(RedisConnection redis,
                                           const QueueSettings& settings,
                                           const std::string& worker)
    : redis_(std::move(redis)),
      settings_(settings),
      leases_(redis_, settings, token_for(worker)),
      heads_(redis_),
      reader_(redis_, settings),
      schedule_(redis_, settings),
      finisher_(redis_, settings) {}

Result<LeaseChange> RedisCommentConsumer::balance(Timestamp now) {
    std::set<int> busy;
    for (const auto& [shard, entries] : out_) busy.insert(shard);
    auto change = leases_.balance(now, busy);
    if (change)
        for (const int shard : change->lost) idle_.erase(shard);
    return change;
}

Result<Batch> RedisCommentConsumer::take(int shard, Timestamp now) {
    return take_all({&shard, 1}, now).front();
}

std::vector<Result<Batch>> RedisCommentConsumer::take_all(std::span<const int> shards,
                                                          Timestamp now) {
    std::vector<Result<Batch>> answers;
    auto batches = take_together(shards, now);
    if (batches) {
        std::move(batches->begin(), batches->end(), std::back_inserter(answers));
    } else if (shards.size() == 1 || batches.error().is_transient()) {
        answers.assign(shards.size(), batches.error());
    } else {
        // What is wrong with one of them must not hold up the others.
        for (const int shard : shards) answers.push_back(take(shard, now));
    }
    return answers;
}

Result<std::vector<Batch>> RedisCommentConsumer::take_together(std::span<const int> shards,
                                                               Timestamp now) {
    std::vector<Batch> batches(shards.size());
    std::vector<Taking> takings;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        batches[i].shard = shards[i];
        const auto due = may_be_due(shards[i], now, batches[i]);
        if (!due) return due.error();
        if (*due)
            takings.push_back(
                {.shard = shards[i], .state = leases_.find(shards[i]), .place = i, .due = {}});
    }
    if (auto done = read_due(takings, now); !done) return done.error();
    if (auto done = read_lists(takings, now); !done) return done.error();
    if (auto done = reschedule_idle(takings, now); !done) return done.error();
    for (Taking& taking : takings)
        taking.batch = taking.draft.finish(taking.shard, settings_.comments_max, now);
    if (auto sent = send_out(takings); !sent) return sent.error();
    for (Taking& taking : takings) {
        if (!taking.batch.bursts.empty()) out_[taking.shard] = taking.draft.take_entries();
        batches[taking.place] = std::move(taking.batch);
    }
    return batches;
}

// False if a glance at the schedule of a shard that was idle shows that nothing is due; then
// `empty` says when something will be.
Result<bool> RedisCommentConsumer::may_be_due(int shard, Timestamp now, Batch& empty) {
    if (leases_.find(shard) == nullptr)
        return Error(Errc::conflict, "shard " + std::to_string(shard) + " is not leased");
    out_.erase(shard);
    if (!idle_.contains(shard)) return true;
    const auto head = heads_.look(shard, idle_);
    if (!head) return head.error();
    empty.next_due = *head;
    const bool is_due = *head && **head <= now;
    if (is_due) idle_.erase(shard);
    return is_due;
}

// The lists that may come together: those before the first that failed before, or that one alone,
// so that what harms workers harms nobody else.
Result<void> RedisCommentConsumer::read_due(std::vector<Taking>& takings, Timestamp now) {
    const std::string now_text = std::to_string(to_unix_ms(now));
    const std::string limit = std::to_string(settings_.bursts_max + 1);
    RedisCommands commands;
    for (const Taking& taking : takings) {
        const std::string schedule = redis_names::due(taking.shard);
        commands.add({"ZRANGEBYSCORE", schedule, "-inf", now_text, "LIMIT", "0", limit});
        commands.add(
            {"ZRANGEBYSCORE", schedule, "(" + now_text, "+inf", "WITHSCORES", "LIMIT", "0", "1"});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    auto reply = replies->begin();
    for (Taking& taking : takings) {
        taking.due = (reply++)->texts();
        const auto next = (reply++)->texts();
        if (next.size() == 2) taking.draft.expect(from_unix_ms(std::atoll(next[1].c_str())));
        const auto failed =
            std::find_if(taking.due.begin(), taking.due.end(),
                         [&](const auto& list) { return taking.state->attempts(list) > 0; });
        auto fitting = static_cast<std::size_t>(failed - taking.due.begin());
        if (fitting == 0) fitting = 1;
        fitting = std::min(fitting, settings_.bursts_max);
        if (fitting >= taking.due.size()) continue;
        taking.due.resize(fitting);
        taking.draft.expect(now);
    }
    return {};
}

Result<void> RedisCommentConsumer::read_lists(std::vector<Taking>& takings, Timestamp now) {
    std::vector<ListOfShard> names;
    for (Taking& taking : takings) {
        if (taking.due.empty()) idle_.insert(taking.shard);
        for (std::string& name : taking.due)
            names.push_back(
                {.shard = taking.shard, .state = taking.state, .name = std::move(name)});
    }
    auto lists = reader_.read(names, now);
    if (!lists) return lists.error();
    auto list = lists->begin();
    for (Taking& taking : takings)
        for (std::size_t i = 0; i < taking.due.size(); ++i)
            if (auto done = sort_out(*list++, taking, now); !done) return done.error();
    return {};
}

Result<void> RedisCommentConsumer::sort_out(PendingList& list, Taking& taking, Timestamp now) {
    constexpr int attempts_as_burst = 2;
    RedisShard& state = *taking.state;
    if (!list.comments.empty() && state.attempts(list.name) >= settings_.attempts_max)
        if (auto done = bury_first(redis_, taking.shard, state, list, now); !done)
            return done.error();
    if (list.comments.empty()) {
        taking.draft.idle.push_back(list.name);
        return {};
    }
    const auto due = settled_at(list.comments.begin()->first, settings_.settle, now);
    if (due > now) {
        taking.draft.postpone(list.name, due);
        return {};
    }
    const int attempts = state.attempts(list.name);
    if (attempts >= attempts_as_burst)
        list.comments.erase(std::next(list.comments.begin()), list.comments.end());
    taking.draft.add(list, attempts + 1);
    return {};
}

Result<void> RedisCommentConsumer::reschedule_idle(std::vector<Taking>& takings, Timestamp now) {
    std::vector<ListOfShard> idle;
    for (const Taking& taking : takings)
        for (const std::string& name : taking.draft.idle)
            idle.push_back({.shard = taking.shard, .state = taking.state, .name = name});
    if (idle.empty()) return {};
    const auto next = schedule_.update(idle, {}, now);
    if (!next) return next.error();
    for (Taking& taking : takings) {
        const auto time = next->find(taking.shard);
        if (time != next->end()) taking.draft.expect(time->second);
    }
    return {};
}

// The last writes before the batches leave: what they hold, so that it counts as an attempt if we
// die with it, and when the lists that had not settled yet are due.
Result<void> RedisCommentConsumer::send_out(const std::vector<Taking>& takings) {
    RedisCommands commands;
    for (const Taking& taking : takings) {
        for (const auto& [list, due] : taking.draft.postponed())
            commands.add(
                {"ZADD", redis_names::due(taking.shard), std::to_string(to_unix_ms(due)), list});
        if (!taking.batch.bursts.empty())
            commands.add(
                {"SET", redis_names::inflight(taking.shard), to_text_list(lists_of(taking.batch))});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

Result<void> RedisCommentConsumer::acknowledge(const Batch& batch, Timestamp now) {
    return acknowledge_all({&batch, 1}, now);
}

Result<void> RedisCommentConsumer::acknowledge_all(std::span<const Batch> batches, Timestamp now) {
    std::vector<RedisBatchFinisher::Done> done;
    for (const Batch& batch : batches) {
        if (batch.bursts.empty()) continue;
        const auto taken = out_.find(batch.shard);
        if (taken == out_.end())
            return Error(Errc::conflict,
                         "no batch of shard " + std::to_string(batch.shard) + " is out");
        done.push_back(
            {.batch = batch, .taken = taken->second, .state = leases_.find(batch.shard)});
    }
    if (done.empty()) return {};
    if (auto acknowledged = finisher_.acknowledge(done, now); !acknowledged)
        return acknowledged.error();
    for (const Batch& batch : batches) out_.erase(batch.shard);
    return {};
}

// Without the lease, the next holder has it or will have it, with the attempt counted.
Result<void> RedisCommentConsumer::put_back(const Batch& batch,
                                            Timestamp now,
                                            std::chrono::milliseconds delay) {
    const bool held = leases_.find(batch.shard) != nullptr;
    if (held && !batch.bursts.empty())
        if (auto done = finisher_.put_back(batch, now + delay); !done) return done.error();
    out_.erase(batch.shard);
    return {};
}

Result<void> RedisCommentConsumer::fail(const Batch& batch,
                                        Timestamp now,
                                        const std::string& error) {
    RedisShard* const state = leases_.find(batch.shard);
    if (state != nullptr && !batch.bursts.empty())
        if (auto done = finisher_.fail(batch, *state, now, error); !done) return done.error();
    out_.erase(batch.shard);
    return {};
}

Result<void> RedisCommentConsumer::release() {
    out_.clear();
    idle_.clear();
    return leases_.release();
}

}  // namespace tts
