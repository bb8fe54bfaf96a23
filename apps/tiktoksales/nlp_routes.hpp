#pragma once

#include "http/router.hpp"
#include "ports/intent_reader.hpp"

namespace tts {

// POST /predict_intent of the nlp role. The reader outlives the router.
void add_nlp_routes(http::Router& router, const IntentReader& reader);

}  // namespace tts
