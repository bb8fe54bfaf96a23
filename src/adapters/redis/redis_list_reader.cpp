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

Result<std::vector<PendingList>> RedisListReader::read(std::span<const ListOfShard> lists,
                                                       Timestamp now) {
    auto fetched = fetch(lists, now);
    if (!fetched) return fetched.error();

    std::vector<PendingList> pending(lists.size());
    std::vector<ListOfShard> again;
    std::vector<std::size_t> index_of_again;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        pending[i].name = lists[i].name;
        if (understand(lists[i], (*fetched)[i], pending[i])) continue;
        const auto adopted = adoption_.adopt(lists[i].name, (*fetched)[i], {});
        if (!adopted) return adopted.error();
        again.push_back(lists[i]);
        index_of_again.push_back(i);
    }
    if (again.empty()) return pending;

    fetched = fetch(again, now);
    if (!fetched) return fetched.error();
    for (std::size_t i = 0; i < again.size(); ++i) {
        PendingList& list = pending[index_of_again[i]];
        list = PendingList{.name = again[i].name, .comments = {}, .entries = {}, .length = 0};
        understand(again[i], (*fetched)[i], list);
    }
    return pending;
}

Result<std::vector<std::vector<std::string>>> RedisListReader::fetch(
    std::span<const ListOfShard> lists, Timestamp now) {
    RedisCommands commands;
    std::vector<std::size_t> reply_of;
    for (const ListOfShard& list : lists) {
        std::size_t staying = 0;
        for (const auto& [id, entry] : list.state->lingering_of(list.name)) {
            if (entry.remove_at > now)
                ++staying;
            else
                commands.add({"LREM", list.name, "1", entry.text});
        }
        reply_of.push_back(commands.size());
        commands.add(
            {"LRANGE", list.name, "0", std::to_string(staying + settings_.comments_max - 1)});
    }
    const auto replies = redis_.send(commands);
    if (!replies) return replies.error();
    for (const RedisReply& reply : *replies)
        if (reply.is_error() && !reply.is_wrong_type()) return reply.error();

    std::vector<std::vector<std::string>> fetched;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        forget_lingered(*lists[i].state, lists[i].name, now);
        fetched.push_back((*replies)[reply_of[i]].texts());
    }
    return fetched;
}

bool RedisListReader::understand(const ListOfShard& list,
                                 const std::vector<std::string>& entries,
                                 PendingList& pending) {
    bool understood = true;
    pending.length = entries.size();
    const LingeringEntries& lingering = list.state->lingering_of(list.name);
    for (const std::string& entry : entries) {
        auto comment = reader_.read(list.name, entry);
        if (!comment || comment->id.is_nil()) {
            understood = false;
            continue;
        }
        const CommentId id = comment->id;
        if (lingering.contains(id)) continue;
        if (shard_of(comment->streamer, settings_.shards) != list.shard) continue;
        pending.entries.emplace(id, entry);
        pending.comments.emplace(id, std::move(*comment));
    }
    return understood;
}

}  // namespace tts
