#include "adapters/redis/redis_stream_trim.hpp"

#include "adapters/redis/redis_names.hpp"

#include <algorithm>
#include <charconv>
#include <compare>
#include <string>
#include <vector>

namespace tts {

namespace {

// "<milliseconds>-<sequence>", ordered by number.
struct StreamId {
    std::uint64_t milliseconds = 0;
    std::uint64_t sequence = 0;

    friend auto operator<=>(const StreamId&, const StreamId&) = default;

    static StreamId parse(std::string_view text) {
        StreamId id;
        const char* const end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, id.milliseconds);
        if (error == std::errc() && rest != end) std::from_chars(rest + 1, end, id.sequence);
        return id;
    }

    std::string to_string() const {
        return std::to_string(milliseconds) + "-" + std::to_string(sequence);
    }
};

struct Group {
    std::string name;
    StreamId last_delivered;
    bool has_pending = false;
};

// XINFO GROUPS answers, for each group, with names and values in turn.
Group parse_group(const RedisReply& reply) {
    Group group;
    for (std::size_t i = 0; i + 1 < reply.size(); i += 2) {
        const auto field = reply.element(i);
        const auto value = reply.element(i + 1);
        if (field.text() == "name") group.name = value.text();
        if (field.text() == "pending") group.has_pending = value.integer() > 0;
        if (field.text() == "last-delivered-id")
            group.last_delivered = StreamId::parse(value.text());
    }
    return group;
}

}  // namespace

Result<std::size_t> trim_redis_stream(RedisConnection& redis, Timestamp before) {
    const auto found = redis.send({"EXISTS", redis_names::stream});
    if (!found) return found.error();
    if (found->integer() == 0) return std::size_t{0};
    const auto reply = redis.send({"XINFO", "GROUPS", redis_names::stream});
    if (!reply) return reply.error();

    StreamId keep_from{static_cast<std::uint64_t>(std::max<std::int64_t>(to_unix_ms(before), 0)),
                       0};
    RedisCommands commands;
    for (std::size_t i = 0; i < reply->size(); ++i) {
        const Group group = parse_group(reply->element(i));
        keep_from = std::min(keep_from, group.last_delivered);
        if (group.has_pending) commands.add({"XPENDING", redis_names::stream, group.name});
    }
    // Read but not acknowledged: its consumer may have died and will ask again.
    const auto pending = redis.send_all(commands);
    if (!pending) return pending.error();
    for (const RedisReply& summary : *pending)
        if (summary.size() >= 2 && !summary.element(1).is_nil())
            keep_from = std::min(keep_from, StreamId::parse(summary.element(1).text()));

    const auto trimmed =
        redis.send({"XTRIM", redis_names::stream, "MINID", "~", keep_from.to_string()});
    if (!trimmed) return trimmed.error();
    return static_cast<std::size_t>(trimmed->integer());
}

}  // namespace tts
