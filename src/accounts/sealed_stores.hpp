#pragma once

#include "accounts/sealer.hpp"
#include "ports/buyer_pages.hpp"
#include "ports/privacy_store.hpp"
#include "ports/webhook_store.hpp"

#include <memory>

namespace tts {

// The same stores, with what must not be told by a copy of the database sealed in it: where parcels
// go, and the secrets that sign webhooks. What is there unsealed is read as it is, and sealed when
// it is next written.
std::unique_ptr<BuyerPages> sealed(std::unique_ptr<BuyerPages> pages, Sealer sealer);
std::unique_ptr<WebhookStore> sealed(std::unique_ptr<WebhookStore> webhooks, Sealer sealer);
// An export tells what was sealed.
std::unique_ptr<PrivacyStore> sealed(std::unique_ptr<PrivacyStore> privacy, Sealer sealer);

}  // namespace tts
