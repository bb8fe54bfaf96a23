#pragma once

#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"
#include "dashboard/live_hub.hpp"

#include <memory>

namespace tts {

// What tells the pages of the dashboard role what changes.
Result<std::unique_ptr<dashboard::LiveHub>> open_live_hub(const StorageSettings& settings);
// The hub outlives the background.
void start_live_hub(Background& background, dashboard::LiveHub& hub);

// Deletes old entries of the log of changes now and then. Every process that writes many or reads
// them does; they do each other no harm.
Result<void> start_live_log_keeper(Background& background, const StorageSettings& settings);

}  // namespace tts
