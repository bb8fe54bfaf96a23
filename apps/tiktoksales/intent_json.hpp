#pragma once

#include "core/intent.hpp"

#include <string>

namespace tts {

// A reading as POST /predict_intent answers it. The evidence is written only if there is any.
std::string intent_json(const IntentReading& reading);

}  // namespace tts
