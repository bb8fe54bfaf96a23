#pragma once

#include "core/json_writer.hpp"
#include "core/order.hpp"

#include <string>
#include <string_view>

namespace tts {

// What every event of an order tells of it, as members of the object that is open. One of several
// lines tells those too.
void write_event_members(JsonWriter& json, const Order& order);

// What it consists of, as a member "lines".
void write_event_lines(JsonWriter& json, const Order& order);

// An event of the order as it is from then on. `actor` is who did it: "streamer ana", "hold"...;
// empty if nobody is to be named.
OrderEvent order_event(std::string kind,
                       const Order& order,
                       Timestamp at,
                       std::string_view actor = {});

}  // namespace tts
