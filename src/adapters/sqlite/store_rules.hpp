#pragma once

#include "adapters/sqlite/row_reader.hpp"
#include "core/show_rules.hpp"

#include <string>

// The rules of shows in shop.db.

namespace tts::sqlite {

// Within the transaction of the caller.
Result<void> upsert_rules(Database& database, const std::string& streamer, const ShowRules& rules);

// The defaults, if the streamer set none.
Result<ShowRules> select_rules(Database& database, const std::string& streamer);

}  // namespace tts::sqlite
