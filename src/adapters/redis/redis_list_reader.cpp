#include "adapters/redis/redis_list_reader.hpp"

#include <utility>

namespace tts {

namespace {

// Those whose time has come go first, so that what remains is what the list really holds.
void forget_lingered(RedisShard& state, const std::string& list, Timestamp now) {
    const auto found = state.lingering.find(list);
    if (found == state.lingering.end()) return;
    std::erase_if(found->second, [now](const auto& each) { return each.second.remove_at <= now; });
    if (found->second.empty()) state.lingering.erase(found);
}

}  // namespace

RedisListReader::RedisListReader(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis),
      settings_(settings),
      reader_(settings.entry_bytes_max),
      adoption_(redis, settings) {}

Result<std::vector<PendingList>> RedisListReader::read(int shard,
                                                       RedisShard& state,
                                                       const std::vector<std::string>& names,
                                                       Timestamp now) {
    auto fetched = fetch(state, names, now);
    if (!fetched) return fetched.error();

    std::vector<PendingList> lists(names.size());
    std::vector<std::string> again;
    std::vector<std::size_t> index_of_again;
    for (std::size_t i = 0; i < names.size(); ++i) {
        lists[i].name = names[i];
        if (understand(shard, state, (*fetched)[i], lists[i])) continue;
        const auto adopted = adoption_.adopt(names[i], (*fetched)[i], {});
        if (!adopted) return adopted.error();
        again.push_back(names[i]);
        index_of_again.push_back(i);
    }
    if (again.empty()) return lists;

    fetched = fetch(state, again, now);
    if (!fetched) return fetched.error();
    for (std::size_t i = 0; i < again.size(); ++i) {
        PendingList& list = lists[index_of_again[i]];
        list = PendingList{.name = again[i], .comments = {}, .entries = {}};
        understand(shard, state, (*fetched)[i], list);
    }
    return lists;
}

Result<std::vector<std::vector<std::string>>> RedisListReader::fetch(
    RedisShard& state, const std::vector<std::string>& names, Timestamp now) {
    RedisCommands commands;
    std::vector<std::size_t> reply_of;
    for (const std::string& name : names) {
        std::size_t staying = 0;
        for (const auto& [id, entry] : state.lingering_of(name)) {
            if (entry.remove_at > now)
                ++staying;
            else
                commands.add({"LREM", name, "1", entry.text});
        }
        reply_of.push_back(commands.size());
        commands.add({"LRANGE", name, "0", std::to_string(staying + settings_.comments_max - 1)});
    }
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();
    for (const RedisReply& reply : *replies)
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();

    std::vector<std::vector<std::string>> fetched;
    for (std::size_t i = 0; i < names.size(); ++i) {
        forget_lingered(state, names[i], now);
        fetched.push_back((*replies)[reply_of[i]].texts());
    }
    return fetched;
}

bool RedisListReader::understand(int shard,
                                 const RedisShard& state,
                                 const std::vector<std::string>& entries,
                                 PendingList& list) {
    bool understood = true;
    const LingeringEntries& lingering = state.lingering_of(list.name);
    for (const std::string& entry : entries) {
        auto comment = reader_.read(list.name, entry);
        if (!comment || comment->id.is_nil()) {
            understood = false;
            continue;
        }
        const CommentId id = comment->id;
        if (lingering.contains(id)) continue;
        if (shard_of(comment->streamer, settings_.shards) != shard) continue;
        list.entries.emplace(id, entry);
        list.comments.emplace(id, std::move(*comment));
    }
    return understood;
}

}  // namespace tts
