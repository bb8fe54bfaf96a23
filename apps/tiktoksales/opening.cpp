#include "apps/tiktoksales/opening.hpp"

#include "apps/tiktoksales/storage.hpp"

namespace tts {

Result<void> bring_schema_up_to_date(const StorageSettings& storage) {
    const auto migrator = open_patiently("database", [&] { return open_migrator(storage); });
    if (!migrator) return migrator.error().during("opening the database");
    const auto applied = open_patiently("database", [&] { return (*migrator)->apply(); });
    if (!applied) return applied.error().during("bringing the database's schema up to date");
    for (const auto& name : *applied) log_event(Level::info, "migrated", {{"migration", name}});
    return {};
}

}  // namespace tts
