#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "ports/api_token_store.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

// The operator's commands about keys; each run_ function returns the exit status.

namespace tts {

struct InitOptions {
    bool force = false;  // Replaces what an earlier init wrote.
};

// Writes the configuration file and the key of accounts' tokens into the data folder, makes an
// admin and an ingest token, and says what to do next.
int run_init(const StorageSettings& storage, const InitOptions& options);

struct TokenOptions {
    std::string scope = "ingest";
    std::string name;
    std::vector<std::string> streamers;
    int days = 0;  // 0: it does not expire.
};

int run_token_create(const StorageSettings& storage, const TokenOptions& options);
int run_token_list(const StorageSettings& storage);
int run_token_revoke(const StorageSettings& storage, const std::string& prefix);

// `init` and `token create|list|revoke`. They leave their exit status in `status`.
void add_key_commands(CLI::App& app, int& status);

}  // namespace tts
