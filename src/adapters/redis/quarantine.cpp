#include "adapters/redis/quarantine.hpp"

#include "adapters/redis/redis_names.hpp"
#include "core/json_writer.hpp"
#include "core/timestamp.hpp"

namespace tts {

void add_to_quarantine(RedisCommands& commands, const QuarantinedEntry& entry) {
    constexpr std::size_t entry_bytes_kept = 16'384;
    JsonWriter json;
    json.object()
        .member("key", entry.list)
        .member("entry", entry.entry.substr(0, entry_bytes_kept))
        .member("reason", entry.reason)
        .member("at", now())
        .end();
    commands.add({"RPUSH", redis_names::quarantine, json.text()});
    commands.add({"LTRIM", redis_names::quarantine, "-10000", "-1"});
}

}  // namespace tts
