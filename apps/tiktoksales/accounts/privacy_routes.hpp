#pragma once

#include "core/result.hpp"
#include "http/router.hpp"
#include "ports/privacy_store.hpp"

#include <string>
#include <vector>

namespace tts {

// Adds what is kept on a buyer, and an end to it:
//   GET  /privacy/export?buyer=&streamer=
//   POST /privacy/erase
// The store outlives the router.
void add_privacy_routes(http::Router& router, PrivacyStore& store);

// Everything that is kept, as JSON: {"streamer","buyer","exported_at","rows","tables":{...}}.
std::string export_json(const BuyerKey& key, const std::vector<KeptTable>& tables, Timestamp at);

// Takes away how to reach the buyer, for who has proved no more than to have a link.
void hide_contacts(std::vector<KeptTable>& tables);

}  // namespace tts
