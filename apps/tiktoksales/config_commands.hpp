#pragma once

#include "apps/tiktoksales/config/flags.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <vector>

// What the commands do with the configuration.

namespace tts {

// Adds the flags of these options to a command. They live as long as somebody keeps them.
std::shared_ptr<config::Flags> add_options(CLI::App& command,
                                           const std::vector<config::Scope>& scopes);

// Runs `action` with the settings, or prints what is wrong with them, one line a fault. Returns the
// exit status: that of `action`, or 2.
int with_settings(const config::Flags& flags, const std::function<int(ServeSettings&)>& action);

// `serve`, also with --check-config and --print-config. Leaves its exit status in `status`.
void add_serve(CLI::App& app, int& status);

// `options`: prints the documentation of the options.
void add_options_command(CLI::App& app, int& status);

}  // namespace tts
