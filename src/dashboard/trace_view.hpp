#pragma once

#include "core/order.hpp"

#include <string>

namespace tts::dashboard {

// The whole chain of an order: {"order","comments","match","notifications","events","commission",
// "timeline"}.
std::string trace_json(const Trace& trace);

// The same for a terminal, one line per step, with the time since the first comment.
std::string trace_text(const Trace& trace);

}  // namespace tts::dashboard
