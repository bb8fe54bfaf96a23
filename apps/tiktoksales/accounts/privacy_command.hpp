#pragma once

#include "apps/tiktoksales/settings.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace tts {

// Adds `tiktoksales privacy export BUYER [--streamer S]`, which prints as JSON what is kept, and
// `tiktoksales privacy erase BUYER [--streamer S]`.
void add_privacy(CLI::App& app, int& status);

// Writes into the audit log what somebody did on the command line.
Result<void> note_command(const StorageSettings& storage,
                          const std::string& action,
                          const std::string& object);

}  // namespace tts
