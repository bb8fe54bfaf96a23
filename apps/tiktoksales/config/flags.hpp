#pragma once

#include "apps/tiktoksales/config/load.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

namespace tts::config {

// The flags of one command. Lives as long as the command line is parsed.
class Flags {
public:
    // Adds the options' flags of these scopes, and --config, to the command, which must not outlive
    // this.
    void add_to(CLI::App& command, const std::vector<Scope>& scopes);

    // What was given, together with this process's environment.
    Inputs inputs() const;

private:
    void add_flag(CLI::App& command, const std::string& name, const Option& option);

    std::map<std::string, std::vector<std::string>> texts_;
    std::vector<std::string> file_;
};

// "; did you mean --redis-url?" for the first word that looks like a flag and is none of the
// commands that were parsed.
std::string flag_suggestion(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace tts::config
