#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

namespace tts {

// How far the time in a signature may be from ours, either way: what Stripe's libraries allow. A
// request that somebody recorded is worthless after it.
constexpr std::chrono::minutes stripe_signature_tolerance{5};

// The header Stripe-Signature: "t=1700000000,v1=<hex>,v1=<hex>". Each v1 is the HMAC-SHA-256 of
// "<t>.<body>" under one secret. Errc::denied unless one fits one of the secrets, of which there
// are two while one is being replaced, and the time is within the tolerance.
// Source: Stripe's documentation, "Verify webhook signatures manually".
Result<void> check_stripe_signature(std::span<const std::string> secrets,
                                    std::string_view header,
                                    std::string_view body,
                                    Timestamp now);

// The header's value as Stripe makes it.
std::string make_stripe_signature(const std::string& secret, std::string_view body, Timestamp at);

}  // namespace tts
