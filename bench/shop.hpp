#pragma once

#include "ports/store.hpp"

#include <cstdint>
#include <string>

namespace tts::bench {

// A migrated database, as an adapter of ours opens it.
std::unique_ptr<StoreFactory> open_shop(const std::string& sqlite_path_or_postgres_url);

// Gives each streamer five products with codes, one of them pinned since an hour.
void fill_catalogue(StoreFactory& shop, std::uint32_t streamers);

}  // namespace tts::bench
