#pragma once

#include "apps/tiktoksales/config/option.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts::config {

// Something that is wrong with the configuration.
struct Fault {
    std::string where;  // "data/tiktoksales.toml:12: storage.redis_url", "--bind", "REDIS_URL".
    std::string what;   // And what to do.
    bool is_warning = false;  // The program starts all the same.

    std::string to_string() const;
};

struct Inputs {
    // The flags that were given, by their names: {"--redis-url", "redis://..."}.
    std::map<std::string, std::string> flags = {};
    // Like std::getenv.
    std::function<const char*(const char*)> environment = {};
    // --config; nothing: tiktoksales.toml of the data folder, if it is there.
    std::optional<std::string> file = {};
};

struct Loaded {
    ServeSettings settings;
    std::map<std::string_view, std::string> sources;  // By key: "environment REDIS_URL".
    std::vector<Fault> faults;
    std::string file;  // The one that was read; empty: none.

    bool ok() const;  // True if no fault keeps the program from starting.
};

// Flags go before the environment, that before the file, that before the defaults. Collects all
// faults, so that nobody has to find them one by one.
Loaded load(const Inputs& inputs);

constexpr std::string_view default_file_name = "tiktoksales.toml";

// "--redis-url, REDIS_URL or storage.redis_url": how to say in a message which option is meant.
std::string names_of(const Option& option);
std::string names_of(std::string_view key);

}  // namespace tts::config
