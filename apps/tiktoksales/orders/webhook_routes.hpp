#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"
#include "http/router.hpp"
#include "ports/webhook_store.hpp"

namespace tts {

// Adds where a streamer's shop system is told what becomes of orders:
//   POST   /streamers/{streamer}/webhooks              {url, events}; the answer has the secret
//   GET    /streamers/{streamer}/webhooks
//   DELETE /streamers/{streamer}/webhooks/{id}
//   GET    /streamers/{streamer}/webhooks/deliveries   ?status=&limit=
//   POST   /streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay
// What is given outlives the router. `rules` say which URLs are called.
void add_webhook_routes(http::Router& router, WebhookStore& webhooks, const FetchRules& rules);

}  // namespace tts
