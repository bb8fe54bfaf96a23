#pragma once

#include "http/router.hpp"
#include "ports/intent_reader.hpp"
#include "ports/store_pool.hpp"

namespace tts {

struct NlpParts {
    const IntentReader& intents;
    StorePool* stores = nullptr;  // Null if this process has no database: then no streamer counts.
};

// POST /predict_intent of the nlp role: a text or several, with the codes, options and names that
// the body names or a streamer's catalogue has. The parts outlive the router.
void add_nlp_routes(http::Router& router, const NlpParts& parts);

}  // namespace tts
