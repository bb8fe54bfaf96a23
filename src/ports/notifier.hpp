#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <string>

namespace tts {

// Tells a buyer something over one provider. An instance belongs to one thread.
class Notifier {
public:
    virtual ~Notifier() = default;

    // The provider's id of the message. A notification that was tried before (retry_count > 0) may
    // have got through although its answer did not: it is looked up first, if the provider can be
    // asked. Errc::unavailable: try again later; Errc::invalid: never.
    virtual Result<std::string> send(const Notification& notification) = 0;

    // Whether a message of this kind may be sent to somebody who did not write to us before.
    virtual bool can_begin(const Message&) const { return true; }
};

}  // namespace tts
