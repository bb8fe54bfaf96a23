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

struct RedisCommentConsumer::DueLists {
    std::vector<std::string> names;  // By due time.
    bool are_all = true;             // False if more are due.
    std::optional<Timestamp> next_due;
};

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
    RedisShard* const state = leases_.find(shard);
    if (state == nullptr)
        return Error(Errc::conflict, "shard " + std::to_string(shard) + " is not leased");
    out_.erase(shard);
    if (idle_.contains(shard)) {
        const auto head = heads_.look(shard, idle_);
        if (!head) return head.error();
        const bool is_due = *head && **head <= now;
        if (!is_due) return Batch{.shard = shard, .bursts = {}, .next_due = *head};
        idle_.erase(shard);
    }

    const auto due = read_due(shard, *state, now);
    if (!due) return due.error();
    BatchDraft draft;
    draft.expect(due->next_due);
    if (!due->are_all) draft.expect(now);
    if (due->names.empty()) {
        idle_.insert(shard);
        return draft.finish(shard, settings_.comments_max, now);
    }

    auto lists = reader_.read(shard, *state, due->names, now);
    if (!lists) return lists.error();
    for (PendingList& list : *lists)
        if (auto done = sort_out(list, *state, draft, now); !done) return done.error();
    if (!draft.idle.empty()) {
        const auto next = schedule_.update(shard, *state, draft.idle, {}, now);
        if (!next) return next.error();
        draft.expect(*next);
    }
    Batch batch = draft.finish(shard, settings_.comments_max, now);
    if (auto sent = send_out(batch, draft); !sent) return sent.error();
    if (!batch.bursts.empty()) out_[shard] = draft.take_entries();
    return batch;
}

// The lists that may come together: those before the first that failed before, or that one alone,
// so that what harms workers harms nobody else.
Result<RedisCommentConsumer::DueLists> RedisCommentConsumer::read_due(int shard,
                                                                      const RedisShard& state,
                                                                      Timestamp now) {
    const std::string schedule = redis_names::due(shard);
    const std::string now_text = std::to_string(to_unix_ms(now));
    RedisCommands commands;
    commands.add({"ZRANGEBYSCORE", schedule, "-inf", now_text, "LIMIT", "0",
                  std::to_string(settings_.bursts_max + 1)});
    commands.add(
        {"ZRANGEBYSCORE", schedule, "(" + now_text, "+inf", "WITHSCORES", "LIMIT", "0", "1"});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    DueLists due;
    due.names = (*replies)[0].texts();
    const auto failed = std::find_if(due.names.begin(), due.names.end(),
                                     [&](const auto& list) { return state.attempts(list) > 0; });
    auto fitting = static_cast<std::size_t>(failed - due.names.begin());
    if (fitting == 0) fitting = 1;
    fitting = std::min(fitting, settings_.bursts_max);
    if (fitting < due.names.size()) {
        due.names.resize(fitting);
        due.are_all = false;
    }
    const auto next = (*replies)[1].texts();
    if (next.size() == 2) due.next_due = from_unix_ms(std::atoll(next[1].c_str()));
    return due;
}

Result<void> RedisCommentConsumer::sort_out(PendingList& list,
                                            RedisShard& state,
                                            BatchDraft& draft,
                                            Timestamp now) {
    constexpr int attempts_as_burst = 2;
    const auto shard = [&] {
        return shard_of(list.comments.begin()->second.streamer, settings_.shards);
    };
    if (!list.comments.empty() && state.attempts(list.name) >= settings_.attempts_max)
        if (auto done = bury_first(redis_, shard(), state, list, now); !done) return done.error();
    if (list.comments.empty()) {
        draft.idle.push_back(list.name);
        return {};
    }
    const auto due = settled_at(list.comments.begin()->first, settings_.settle, now);
    if (due > now) {
        draft.postpone(list.name, due);
        return {};
    }
    const int attempts = state.attempts(list.name);
    if (attempts >= attempts_as_burst)
        list.comments.erase(std::next(list.comments.begin()), list.comments.end());
    draft.add(list, attempts + 1);
    return {};
}

// The last writes before the batch leaves: what it holds, so that it counts as an attempt if we die
// with it, and when the lists that had not settled yet are due.
Result<void> RedisCommentConsumer::send_out(const Batch& batch, const BatchDraft& draft) {
    RedisCommands commands;
    for (const auto& [list, due] : draft.postponed())
        commands.add(
            {"ZADD", redis_names::due(batch.shard), std::to_string(to_unix_ms(due)), list});
    if (!batch.bursts.empty())
        commands.add({"SET", redis_names::inflight(batch.shard), to_text_list(lists_of(batch))});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

Result<void> RedisCommentConsumer::acknowledge(const Batch& batch, Timestamp now) {
    if (batch.bursts.empty()) return {};
    const auto taken = out_.find(batch.shard);
    if (taken == out_.end())
        return Error(Errc::conflict,
                     "no batch of shard " + std::to_string(batch.shard) + " is out");
    auto done = finisher_.acknowledge(batch, taken->second, leases_.find(batch.shard), now);
    if (done) out_.erase(taken);
    return done;
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
