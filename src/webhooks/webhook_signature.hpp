#pragma once

#include "core/timestamp.hpp"

#include <string>
#include <string_view>

namespace tts {

// "t=1700000000,v1=<hex>": seconds since 1970, and the HMAC-SHA-256 of "<t>.<body>" under the
// secret. It is Stripe's scheme, so that libraries which check theirs check ours.
std::string webhook_signature(std::string_view secret, std::string_view body, Timestamp at);

// "whsec_" and 256 random bits.
std::string new_webhook_secret();

}  // namespace tts
