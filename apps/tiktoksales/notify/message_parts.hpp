#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/delivery_reports.hpp"
#include "ports/message_rules.hpp"
#include "ports/outbox.hpp"

#include <memory>

namespace tts {

// What messages to buyers stand on in the database. Any thread may use it.
struct MessageParts {
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<DeliveryReports> reports;
    std::unique_ptr<BuyerContacts> contacts;
    std::unique_ptr<MessageRules> rules;
};

// Errors as those of the ports.
Result<MessageParts> open_message_parts(const StorageSettings& storage);

}  // namespace tts
