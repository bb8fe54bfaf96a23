#pragma once

#include "adapters/redis/redis_commands.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How a Redis cluster shares out keys: each belongs to one of 16384 slots, and each slot to one
// master (Redis cluster specification, "Key distribution model").
namespace tts {

constexpr int redis_slots = 16'384;

// CRC16 (XMODEM) of the key, or of what stands between the first '{' and the next '}' in it, if
// that is something.
int redis_slot_of(std::string_view key);

// A text that, in braces in front of any other '{', puts a key into the slot.
std::string redis_tag_of_slot(int slot);

// One of several commands: its part of their bytes, and the slot of its key, if it names one.
struct RoutedCommand {
    std::string_view bytes;
    std::optional<int> slot;
};

// Views of `commands`, which must outlive them.
std::vector<RoutedCommand> route(const RedisCommands& commands);

}  // namespace tts
