#pragma once

#include "core/order.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <string>

namespace tts {

// How far a message got after a provider took it.
struct DeliveryReport {
    std::string message_sid;           // The provider's id of the message.
    NotificationId notification = {};  // Ours, if the report names it: it may be here before that.
    std::string state;                 // In the provider's words: "queued", "sent", "delivered"...
    int rank = 0;             // Reports of a lower rank than the one that is kept change nothing.
    bool has_failed = false;  // It will never arrive.
    std::string error = {};   // Why not.
    Timestamp at = {};
};

// Keeps what providers report about messages. Any thread may call it; calls take turns.
// Errc::unavailable if the database cannot be used right now.
class DeliveryReports {
public:
    virtual ~DeliveryReports() = default;

    // False if no message of ours has one of these ids.
    virtual Result<bool> add(const DeliveryReport& report) = 0;
};

}  // namespace tts
