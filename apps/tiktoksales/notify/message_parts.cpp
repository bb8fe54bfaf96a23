#include "apps/tiktoksales/notify/message_parts.hpp"

#include "apps/tiktoksales/storage.hpp"

namespace tts {

Result<MessageParts> open_message_parts(const StorageSettings& storage) {
    MessageParts parts;
    auto outbox = open_outbox(storage);
    if (!outbox) return outbox.error().during("opening the outbox");
    parts.outbox = std::move(*outbox);
    auto reports = open_delivery_reports(storage);
    if (!reports) return reports.error().during("opening the delivery reports");
    parts.reports = std::move(*reports);
    auto contacts = open_buyer_contacts(storage);
    if (!contacts) return contacts.error().during("opening the contacts");
    parts.contacts = std::move(*contacts);
    auto rules = open_message_rules(storage);
    if (!rules) return rules.error().during("opening the message rules");
    parts.rules = std::move(*rules);
    return Result<MessageParts>(std::move(parts));
}

}  // namespace tts
