#include "adapters/redis/redis_list_adoption.hpp"

#include "adapters/redis/quarantine.hpp"
#include "adapters/redis/redis_stream.hpp"

namespace tts {

namespace {

// KEYS: the list. ARGV: index, the entry as it was read, the entry with its id. 1 if it was still
// there. Somebody else may have popped the head in between; then the next look finds it again.
constexpr std::string_view stamp_script =
    "if redis.call('LINDEX', KEYS[1], ARGV[1]) == ARGV[2] then "
    "redis.call('LSET', KEYS[1], ARGV[1], ARGV[3]) return 1 end return 0";

}  // namespace

RedisListAdoption::RedisListAdoption(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis),
      reader_(settings.entry_bytes_max),
      list_time_to_live_(std::to_string(settings.list_time_to_live.count())) {}

Result<std::vector<Comment>> RedisListAdoption::adopt(const std::string& list,
                                                      const std::vector<std::string>& entries,
                                                      Options options) {
    std::vector<Comment> ours;
    std::vector<Stranger> strangers;
    std::vector<Misfit> misfits;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto comment = reader_.read(list, entries[i]);
        if (!comment)
            misfits.push_back({.entry = entries[i], .reason = comment.error().what()});
        else if (comment->id.is_nil())
            strangers.push_back({.comment = *comment, .index = i, .entry = entries[i]});
        else
            ours.push_back(std::move(*comment));
    }
    if (options.heal_stream)
        if (auto healed = heal(ours); !healed) return healed.error();
    // Before any misfit is removed, because that moves the others.
    auto stamped = stamp(list, std::move(strangers));
    if (!stamped) return stamped.error();
    if (auto removed = remove(list, misfits); !removed) return removed.error();
    ours.insert(ours.end(), stamped->begin(), stamped->end());
    return ours;
}

Result<std::vector<Comment>> RedisListAdoption::stamp(const std::string& list,
                                                      std::vector<Stranger> strangers) {
    std::vector<Comment> adopted;
    if (strangers.empty()) return adopted;
    RedisCommands stamps;
    for (Stranger& stranger : strangers) {
        Comment& comment = stranger.comment;
        comment.id = CommentId::next();
        if (comment.timestamp == Timestamp()) comment.timestamp = comment.arrived_at();
        stamps.add({"EVAL", stamp_script, "1", list, std::to_string(stranger.index), stranger.entry,
                    with_id(stranger.entry, comment)});
    }
    stamps.add({"TTL", list});
    const auto replies = redis_.send_all(stamps);
    if (!replies) return replies.error();

    RedisCommands commands;
    for (std::size_t i = 0; i < strangers.size(); ++i) {
        if ((*replies)[i].integer() != 1) continue;
        add_to_stream(commands, strangers[i].comment, StreamOrigin::foreign);
        adopted.push_back(std::move(strangers[i].comment));
    }
    constexpr std::int64_t no_time_to_live = -1;
    if (replies->back().integer() == no_time_to_live)
        commands.add({"EXPIRE", list, list_time_to_live_});
    const auto added = redis_.send_all(commands);
    if (!added) return added.error();
    return adopted;
}

Result<void> RedisListAdoption::heal(const std::vector<Comment>& comments) {
    RedisCommands commands;
    for (const Comment& comment : comments) add_to_stream(commands, comment, StreamOrigin::healed);
    const auto added = redis_.send_all(commands);
    if (!added) return added.error();
    return {};
}

Result<void> RedisListAdoption::remove(const std::string& list,
                                       const std::vector<Misfit>& misfits) {
    // Kept first: if we die in between, it is there twice rather than not at all.
    RedisCommands keeping;
    for (const Misfit& misfit : misfits)
        add_to_quarantine(keeping, {.list = list, .entry = misfit.entry, .reason = misfit.reason});
    if (auto kept = redis_.send_all(keeping); !kept) return kept.error();
    RedisCommands removals;
    for (const Misfit& misfit : misfits) removals.add({"LREM", list, "1", misfit.entry});
    const auto removed = redis_.send_all(removals);
    if (!removed) return removed.error();
    return {};
}

}  // namespace tts
