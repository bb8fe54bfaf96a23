#include "adapters/redis/redis_server_check.hpp"

#include "core/log.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace tts {

namespace {

// INFO is lines of "name:value".
std::string info_value(std::string_view info, std::string_view name) {
    const std::string start = "\n" + std::string(name) + ":";
    const auto at = info.find(start);
    if (at == std::string_view::npos) return {};
    const auto value = info.substr(at + start.size());
    return std::string(value.substr(0, value.find_first_of("\r\n")));
}

bool is_recent_enough(const std::string& version) {
    constexpr int major_min = 6;  // ZADD LT came with 6.2.
    constexpr int minor_min = 2;
    char* end = nullptr;
    const auto major = std::strtol(version.c_str(), &end, 10);
    const auto minor = *end == '.' ? std::strtol(end + 1, nullptr, 10) : 0;
    return major > major_min || (major == major_min && minor >= minor_min);
}

// With "everysec", Redis may answer up to two seconds before it writes its log while an fsync is
// under way; a Redis that is killed just then forgets what it answered. Only said, not refused:
// every command is slower with "always", and some servers do not tell.
void warn_if_late_writes(RedisConnection& redis, const std::string& master) {
    RedisCommands commands;
    commands.add({"CONFIG", "GET", "appendfsync"});
    const auto replies = redis.send_to(master, commands);
    if (!replies || replies->front().size() != 2) return;
    const std::string fsync(replies->front().element(1).text());
    if (fsync == "always") return;
    log_event(Level::warning, "redis_writes_late",
              {{"server", master},
               {"appendfsync", fsync},
               {"advice",
                "set `appendfsync always`: a Redis that is killed may lose up to two "
                "seconds of comments otherwise"}});
}

Result<void> check_master(RedisConnection& redis, const std::string& master, bool accept_volatile) {
    RedisCommands commands;
    for (const std::string_view section : {"server", "persistence", "memory"})
        commands.add({"INFO", section});
    const auto replies = redis.send_to(master, commands);
    if (!replies) return replies.error();
    std::string info;
    for (const RedisReply& reply : *replies) {
        if (reply.is_error()) return reply.error();
        (info += "\n") += reply.text();
    }

    const std::string version = info_value(info, "redis_version");
    if (!is_recent_enough(version))
        return Error(Errc::invalid,
                     "Redis " + version + " on " + master + " is too old: use 6.2 or later");
    if (accept_volatile) return {};
    if (info_value(info, "aof_enabled") != "1")
        return Error(Errc::invalid,
                     "Redis on " + master +
                         " would lose comments when it stops: set `appendonly yes` in its "
                         "configuration");
    const std::string policy = info_value(info, "maxmemory_policy");
    if (policy != "noeviction")
        return Error(Errc::invalid, "Redis on " + master +
                                        " would drop comments when its memory is full "
                                        "(maxmemory-policy " +
                                        policy +
                                        "): set `maxmemory-policy noeviction` in its "
                                        "configuration");
    warn_if_late_writes(redis, master);
    return {};
}

}  // namespace

Result<void> check_redis_server(RedisConnection& redis, bool accept_volatile) {
    const auto masters = redis.masters();
    if (!masters) return masters.error();
    for (const std::string& master : *masters)
        if (auto checked = check_master(redis, master, accept_volatile); !checked)
            return checked.error();
    return {};
}

}  // namespace tts
