#pragma once

#include "core/money.hpp"

#include <cstdint>
#include <string_view>

namespace tts {

// Stripe counts in the currency's smallest unit: cents for most, whole units for those without
// decimals (500 JPY is 500), thousandths for those with three (5.10 KWD is 5100). ISK and UGX have
// no decimals, but Stripe counts them in hundredths all the same.
// Source: Stripe's documentation, "Supported currencies".

// Errc::invalid if the amount has decimals that the currency has not.
Result<std::int64_t> to_stripe_amount(Money amount, std::string_view currency);

// Errc::invalid if it is negative or has thousandths, which an amount of ours never has.
Result<Money> from_stripe_amount(std::int64_t amount, std::string_view currency);

}  // namespace tts
