#pragma once

#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "http/router.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/delivery_reports.hpp"
#include "ports/outbox.hpp"

namespace tts {

// What the routes of notifications use; all of it outlives the router.
struct NotifyRouteParts {
    Outbox& outbox;
    DeliveryReports& reports;
    BuyerContacts& contacts;
    const ServeSettings& settings;
    ProviderMeters& provider_meters;
};

// Adds messages by hand, and what their providers report about them:
//   POST /notify/sms, /notify/whatsapp, /notify/email
//   POST /webhooks/twilio     signed by Twilio; also what buyers write back, such as STOP
void add_notify_routes(http::Router& router, const NotifyRouteParts& parts);

}  // namespace tts
