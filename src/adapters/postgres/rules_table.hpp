#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/show_rules.hpp"

// The SQL of show_rules.

namespace tts::postgres {

Statement upsert_rules(const std::string& streamer, const ShowRules& rules);

// What read_rules() reads.
std::string rules_columns();
ShowRules read_rules(RowReader& row);

}  // namespace tts::postgres
