#pragma once

#include "apps/tiktoksales/settings.hpp"

#include <cstddef>
#include <string>

// One function per command of the command line; each returns the exit status.

namespace tts {

int run_serve(const ServeSettings& settings);

// `dialect` is "postgres" or "sqlite".
int run_schema_print(const std::string& dialect);
int run_schema_apply(const StorageSettings& settings);
int run_schema_verify(const StorageSettings& settings);

struct TraceOptions {
    std::string order_number;
    bool as_json = false;
};
int run_trace(const StorageSettings& settings, const TraceOptions& options);

int run_dlq_list(const StorageSettings& settings, std::size_t limit);
int run_dlq_show(const StorageSettings& settings, const std::string& id);
int run_dlq_replay(const StorageSettings& settings, const std::string& id);
int run_dlq_drop(const StorageSettings& settings, const std::string& id);

// Prints "tiktoksales: <what>" to standard error; returns the exit status of a failed command.
int fail(const Error& error);

}  // namespace tts
