#include "adapters/redis/redis_commands.hpp"

namespace tts {

void RedisCommands::add(std::initializer_list<std::string_view> arguments) {
    add(std::span(arguments.begin(), arguments.size()));
}

// The protocol itself, because redisAppendCommandArgv allocates twice for each command.
void RedisCommands::add(std::span<const std::string_view> arguments) {
    bytes_ += '*';
    bytes_ += std::to_string(arguments.size());
    for (const std::string_view argument : arguments) {
        bytes_ += "\r\n$";
        bytes_ += std::to_string(argument.size());
        bytes_ += "\r\n";
        bytes_ += argument;
    }
    bytes_ += "\r\n";
    ++size_;
}

}  // namespace tts
