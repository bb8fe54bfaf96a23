#include "adapters/redis/redis_comment_producer.hpp"

#include "adapters/redis/quarantine.hpp"
#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_names.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "adapters/redis/redis_slots.hpp"
#include "adapters/redis/redis_stream.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace tts {

struct RedisCommentProducer::Draft {
    explicit Draft(std::span<const Comment> all) : comments(all), answers(all.size()) {}

    std::span<const Comment> comments;
    std::vector<Appended> answers;
    std::vector<std::size_t> fresh;       // What must be pushed: indexes into comments.
    std::vector<std::string> seen_names;  // Of the fresh ones; empty without a message id.
};

RedisCommentProducer::RedisCommentProducer(RedisConnection redis, const QueueSettings& settings)
    : redis_(std::move(redis)),
      settings_(settings),
      list_time_to_live_(std::to_string(settings.list_time_to_live.count())),
      duplicate_memory_(std::to_string(std::chrono::seconds(settings.duplicate_memory).count())) {}

Result<std::vector<Appended>> RedisCommentProducer::append(std::span<const Comment> comments) {
    Draft draft(comments);
    if (auto done = recognise_duplicates(draft); !done) return done.error();
    if (auto pushed = push(draft); !pushed) return pushed.error();
    // Only now, after Redis said that the comments are stored: if we remembered a message id before
    // and died, the platform's next try would be answered as a duplicate of nothing. The other way
    // round it is stored twice, and the database recognises that.
    remember_message_ids(draft);
    return std::move(draft.answers);
}

Result<void> RedisCommentProducer::recognise_duplicates(Draft& draft) {
    RedisCommands commands;
    std::vector<std::optional<std::size_t>> answer_of(draft.comments.size());
    std::vector<std::string> names(draft.comments.size());
    for (std::size_t i = 0; i < draft.comments.size(); ++i) {
        const Comment& comment = draft.comments[i];
        if (comment.source_message_id.empty()) continue;
        names[i] = redis_names::seen(comment.source, comment.source_message_id);
        answer_of[i] = commands.size();
        commands.add({"GET", names[i]});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    std::unordered_map<std::string, CommentId> seen;
    for (std::size_t i = 0; i < draft.comments.size(); ++i) {
        const Comment& comment = draft.comments[i];
        draft.answers[i].id = comment.id;
        if (answer_of[i]) {
            const auto stored = CommentId::parse((*replies)[*answer_of[i]].text());
            const auto first = seen.emplace(names[i], stored ? *stored : comment.id).first;
            // The same id: our own earlier try, whose answer was lost.
            draft.answers[i] = {.id = first->second, .duplicate = first->second != comment.id};
            if (stored || draft.answers[i].duplicate) continue;
        }
        draft.fresh.push_back(i);
        draft.seen_names.push_back(std::move(names[i]));
    }
    return {};
}

Result<void> RedisCommentProducer::push(const Draft& draft) {
    const auto foreign = push_once(draft);
    if (!foreign) return foreign.error();
    if (foreign->empty()) return {};

    // Others put something that is no list where a client's list belongs. All is pushed again:
    // entries that are there twice have one id.
    if (auto moved = move_aside(*foreign); !moved) return moved.error();
    const auto still = push_once(draft);
    if (!still) return still.error();
    if (still->empty()) return {};
    return Error(Errc::unavailable, "the key " + still->front() + " is no list");
}

// Returns the keys that are no lists.
Result<std::vector<std::string>> RedisCommentProducer::push_once(const Draft& draft) {
    constexpr std::size_t commands_each = 3;
    const Timestamp time = now();
    RedisCommands commands;
    std::vector<std::string> lists;
    std::map<int, std::vector<std::string>> due;  // Times and lists in turn, by shard.
    for (const std::size_t i : draft.fresh) {
        const Comment& comment = draft.comments[i];
        lists.push_back(queue_name(comment.streamer, comment.client));
        const int shard = shard_of(comment.streamer, settings_.shards);
        const auto settled = settled_at(comment.id, settings_.settle, time);
        commands.add({"RPUSH", lists.back(), to_queue_entry(comment)});
        commands.add({"EXPIRE", lists.back(), list_time_to_live_});
        add_to_stream(commands, comment, StreamOrigin::ingest);
        due[shard].push_back(std::to_string(to_unix_ms(settled)));
        due[shard].push_back(lists.back());
    }
    // A worker that sees a list in the schedule before there is something in it takes it off again.
    commands.then();
    for (const auto& [shard, places] : due) {
        // LT: a list that waits only for its committed entries to go becomes due earlier; one that
        // has an unprocessed comment keeps that one's time.
        const std::string schedule = redis_names::due(shard);
        std::vector<std::string_view> arguments = {"ZADD", schedule, "LT"};
        arguments.insert(arguments.end(), places.begin(), places.end());
        commands.add(arguments);
    }
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();

    std::set<std::string> foreign;
    for (std::size_t i = 0; i < replies->size(); ++i) {
        const RedisReply& reply = (*replies)[i];
        const bool is_push = i < commands_each * lists.size() && i % commands_each == 0;
        if (is_push && reply.is_wrong_type())
            foreign.insert(lists[i / commands_each]);
        else if (reply.is_error())
            return reply.error();
    }
    return std::vector<std::string>(foreign.begin(), foreign.end());
}

Result<void> RedisCommentProducer::move_aside(const std::vector<std::string>& lists) {
    RedisCommands commands;
    for (const std::string& list : lists) {
        // Tagged, because a cluster renames a key only within its slot.
        const std::string aside = "chat:quarantine:{" + redis_tag_of_slot(redis_slot_of(list)) +
                                  "}:" + Uuid::next().to_string();
        commands.add({"RENAME", list, aside});
        add_to_quarantine(commands, {.list = list, .entry = {}, .reason = "no list; now " + aside});
    }
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();
    return {};  // If a key could not be moved, pushing again says so.
}

// Best effort: the comments are stored, and that is what we answer.
void RedisCommentProducer::remember_message_ids(Draft& draft) {
    RedisCommands commands;
    std::vector<std::size_t> set;  // Indexes into draft.fresh.
    for (std::size_t i = 0; i < draft.fresh.size(); ++i) {
        if (draft.seen_names[i].empty()) continue;
        set.push_back(i);
        commands.add({"SET", draft.seen_names[i], draft.comments[draft.fresh[i]].id.to_string(),
                      "EX", duplicate_memory_, "NX"});
    }
    const auto replies = redis_.send(commands);
    if (!replies) return;

    std::vector<std::size_t> beaten;
    for (std::size_t i = 0; i < replies->size(); ++i)
        if ((*replies)[i].is_nil()) beaten.push_back(set[i]);
    yield_to_earlier(draft, beaten);
}

// Another producer accepted the same message at the same time and was first: it is the one that is
// answered, and ours is taken back. If a worker has it already, the database recognises it.
void RedisCommentProducer::yield_to_earlier(Draft& draft, const std::vector<std::size_t>& beaten) {
    RedisCommands reads;
    for (const std::size_t i : beaten) reads.add({"GET", draft.seen_names[i]});
    const auto replies = redis_.send(reads);
    if (!replies) return;

    RedisCommands removals;
    for (std::size_t i = 0; i < beaten.size(); ++i) {
        const std::size_t index = draft.fresh[beaten[i]];
        const Comment& comment = draft.comments[index];
        const auto first = CommentId::parse((*replies)[i].text());
        if (!first || *first == comment.id) continue;
        draft.answers[index] = {.id = *first, .duplicate = true};
        removals.add(
            {"LREM", queue_name(comment.streamer, comment.client), "1", to_queue_entry(comment)});
    }
    const auto removed = redis_.send(removals);
    static_cast<void>(removed);  // Best effort, as said above.
}

}  // namespace tts
