#pragma once

#include "http/router.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/message_rules.hpp"
#include "ports/outbox.hpp"

namespace tts {

// What the routes of a seller's messages use; all of it outlives the router.
struct MessageRouteParts {
    Outbox& outbox;
    MessageRules& rules;
    BuyerContacts& contacts;
};

// Adds how a seller's buyers are written to:
//   GET /streamers/{streamer}/templates
//   PUT /streamers/{streamer}/templates            what is left out stays
//   GET /streamers/{streamer}/unreached?limit=     whom no message reached
//   GET /streamers/{streamer}/contacts/{buyer}
//   PUT /streamers/{streamer}/contacts/{buyer}     what is left out stays
void add_message_routes(http::Router& router, const MessageRouteParts& parts);

}  // namespace tts
