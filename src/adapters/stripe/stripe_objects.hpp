#pragma once

#include "ports/payment_provider.hpp"

#include <string_view>
#include <vector>

// Stripe's JSON as values. Errc::corrupt if a text is not what it should be.

namespace tts {

// A Checkout Session or a PaymentIntent.
Result<ProviderPayment> parse_stripe_payment(std::string_view json);

// A page of a list of them.
Result<std::vector<ProviderPayment>> parse_stripe_payments(std::string_view json);

Result<ProviderRefund> parse_stripe_refund(std::string_view json);

// An event; its payment is that of the Session, the PaymentIntent or the Charge that it is about.
Result<ProviderEvent> parse_stripe_event(std::string_view json);

// What an error answer says: "Your card was declined. (card_declined)".
std::string stripe_error_text(std::string_view json);

}  // namespace tts
