#pragma once

#include "apps/tiktoksales/config/load.hpp"

#include <map>
#include <string>
#include <vector>

namespace tts::config {

// A configuration file, its values as texts like those of flags.
struct TomlFile {
    struct Value {
        std::string text;
        std::size_t line = 0;
    };

    std::string path;
    std::map<std::string, Value> values;  // By key, also "payments.stripe_api_key_file".
    std::vector<Fault> faults;            // What cannot be read, unknown keys, wrong types.

    std::string position(std::size_t line) const { return path + ":" + std::to_string(line); }
    std::string where(std::size_t line, const std::string& key) const {
        return position(line) + ": " + key;
    }
};

TomlFile read_toml_file(const std::string& path);

}  // namespace tts::config
