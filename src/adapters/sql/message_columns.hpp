#pragma once

#include "core/message.hpp"
#include "core/order.hpp"

#include <string>
#include <string_view>

namespace tts::sql {

// {"order":"ORD-..."}.
std::string variables_to_json(const MessageVariables& variables);

// Errc::corrupt if it is something else. An empty text has none.
Result<MessageVariables> parse_variables(std::string_view json);

// It can be told by being stored, if no address of its buyer is known and its seller has no words
// of their own.
bool only_has_to_be_shown(const Notification& notification);

// The rules of no platform change it: see DeliveryPlan::public_text_of().
bool leads_nowhere(const Notification& notification);

}  // namespace tts::sql
