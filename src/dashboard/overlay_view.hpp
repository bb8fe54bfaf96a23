#pragma once

#include "ports/store.hpp"

#include <string>

namespace tts::dashboard {

// How buyers are called on the stream, which everybody sees.
enum class BuyerNames { masked, shown };

// What a streamer's overlay shows: the product on screen and who ordered last. It names no address
// of any other place, so it is right on every platform. Errors: those of the store.
Result<std::string> overlay_json(Store& store, const std::string& streamer, BuyerNames names);

// "l•••": the first letter of the name.
std::string masked_name(const std::string& name);

}  // namespace tts::dashboard
