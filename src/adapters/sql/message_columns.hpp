#pragma once

#include "core/message.hpp"

#include <string>
#include <string_view>

namespace tts::sql {

// {"order":"ORD-..."}.
std::string variables_to_json(const MessageVariables& variables);

// Errc::corrupt if it is something else. An empty text has none.
Result<MessageVariables> parse_variables(std::string_view json);

}  // namespace tts::sql
