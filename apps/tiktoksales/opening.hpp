#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "core/log.hpp"
#include "core/result.hpp"

#include <chrono>
#include <thread>

namespace tts {

// How long a start waits for a server that is away: on a machine that starts everything at once the
// database may be last.
constexpr std::chrono::seconds dependency_patience{30};

// Calls `open` again while what it opens is away for now. `what` is for the log.
template <class Open>
auto open_patiently(const char* what, Open open) -> decltype(open()) {
    const auto deadline = std::chrono::steady_clock::now() + dependency_patience;
    for (;;) {
        auto opened = open();
        if (opened || !opened.error().is_transient()) return opened;
        if (std::chrono::steady_clock::now() > deadline) return opened;
        log_event(Level::warning, "waiting_for",
                  {{"what", what}, {"error", opened.error().what()}});
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

// Applies the migrations that the database lacks. Errors as those of the migrator.
Result<void> bring_schema_up_to_date(const StorageSettings& storage);

}  // namespace tts
