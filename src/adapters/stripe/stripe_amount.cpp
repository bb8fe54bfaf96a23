#include "adapters/stripe/stripe_amount.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::array<std::string_view, 15> zero_decimal = {"BIF", "CLP", "DJF", "GNF", "JPY",
                                                           "KMF", "KRW", "MGA", "PYG", "RWF",
                                                           "VND", "VUV", "XAF", "XOF", "XPF"};
// Of which Stripe takes hundredths that are always zero.
constexpr std::array<std::string_view, 2> whole_in_hundredths = {"ISK", "UGX"};
constexpr std::array<std::string_view, 5> three_decimal = {"BHD", "JOD", "KWD", "OMR", "TND"};
constexpr std::int64_t amount_max = 99'999'999'999;  // No currency takes more at Stripe.

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& currencies, std::string_view currency) {
    return std::find(currencies.begin(), currencies.end(), currency) != currencies.end();
}

bool has_no_decimals(std::string_view currency) {
    return is_one_of(zero_decimal, currency) || is_one_of(whole_in_hundredths, currency);
}

}  // namespace

Result<std::int64_t> to_stripe_amount(Money amount, std::string_view currency) {
    const std::int64_t cents = amount.cents();
    if (cents < 0 || cents > amount_max)
        return Error(Errc::invalid, amount.to_string() + " is more than can be paid at once");
    if (has_no_decimals(currency) && cents % 100 != 0)
        return Error(Errc::invalid, amount.to_string() + " " + std::string(currency) +
                                        " has decimals, which the currency has not");
    if (is_one_of(zero_decimal, currency)) return cents / 100;
    if (is_one_of(three_decimal, currency)) return cents * 10;
    return cents;
}

Result<Money> from_stripe_amount(std::int64_t amount, std::string_view currency) {
    if (amount < 0 || amount > amount_max * 10)
        return Error(Errc::invalid, "an amount of " + std::to_string(amount));
    if (is_one_of(zero_decimal, currency)) return Money::from_cents(amount * 100);
    if (!is_one_of(three_decimal, currency)) return Money::from_cents(amount);
    if (amount % 10 != 0)
        return Error(Errc::invalid, "an amount with thousandths: " + std::to_string(amount));
    return Money::from_cents(amount / 10);
}

}  // namespace tts
