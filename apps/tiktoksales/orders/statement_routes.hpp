#pragma once

#include "http/router.hpp"
#include "ports/ledger_store.hpp"

namespace tts {

// Adds what was sold, went back and was earned of a streamer's orders:
//   GET /streamers/{streamer}/statement?from=&to=, GET /streamers/{streamer}/statement.csv
// What is given outlives the router.
void add_statement_routes(http::Router& router, LedgerStore& ledger);

}  // namespace tts
