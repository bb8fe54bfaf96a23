#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <string>

namespace tts {

// Tells a buyer something over one provider. An instance belongs to one thread.
class Notifier {
public:
    virtual ~Notifier() = default;

    // The provider's id of the message. The notification's id is the key under which a repeat must
    // not be delivered twice. Errc::unavailable: try again later; Errc::invalid: never.
    virtual Result<std::string> send(const Notification& notification) = 0;
};

}  // namespace tts
