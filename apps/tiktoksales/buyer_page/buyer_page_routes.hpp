#pragma once

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/buyer_page/buyer_parts.hpp"
#include "apps/tiktoksales/payments/payment_parts.hpp"
#include "http/router.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/store_pool.hpp"

#include <chrono>

namespace tts {

// All of it outlives the router.
struct BuyerRouteParts {
    BuyerParts& buyer;
    StorePool& stores;
    BuyerContacts& contacts;
    PaymentParts& payments;
    const Gate& gate;
    std::chrono::days page_life;
};

// Adds the pages of buyers, as HTML that works without a script:
//   GET  /c                                       back from the payment provider
//   GET  /c/{token}                               what is held, paid, on its way
//   GET  /c/{token}/details                       the form for address, phone and e-mail
//   POST /c/{token}/details
//   POST /c/{token}/orders/{order_number}/pay
//   GET  /c/{token}/orders/{order_number}/pay     leads to the page of the payment provider
//   POST /c/{token}/orders/{order_number}/quantity
//   POST /c/{token}/orders/{order_number}/cancel
//   POST /c/{token}/waits/{wait_id}/leave
//   GET  /buyer-page.css, /buyer-page.js
// Who has the token is the buyer; a token that is wrong or too old gets the same 404.
void add_buyer_page_routes(http::Router& router, const BuyerRouteParts& parts);

// Adds how buyers without a link find their page:
//   GET  /claim/{streamer}                        asks for the handle
//   POST /claim/{streamer}
//   GET  /claim/{streamer}/{token}                shows the code to write into the chat, and leads
//                                                 to the page once it was written
void add_claim_routes(http::Router& router, const BuyerRouteParts& parts);

// Both.
inline void add_buyer_routes(http::Router& router, const BuyerRouteParts& parts) {
    add_buyer_page_routes(router, parts);
    add_claim_routes(router, parts);
}

}  // namespace tts
