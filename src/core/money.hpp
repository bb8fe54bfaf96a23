#pragma once

#include "core/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace tts {

// An exact amount, counted in hundredths of the currency's major unit, whatever the currency. The
// currency travels beside it (core/order.hpp); currencies with three decimals are refused where a
// currency is read, so that no amount is ever rounded silently.
class Money {
public:
    constexpr Money() = default;  // Zero.

    // Reads "12", "12.5" or "12.50". Errc::invalid for anything else, negative amounts included.
    static Result<Money> parse(std::string_view text);

    static constexpr Money from_cents(std::int64_t cents) { return Money(cents); }
    constexpr std::int64_t cents() const { return cents_; }

    // Always with two decimals: "12.50". This is also how the amount is stored and sent.
    std::string to_string() const;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money a, Money b) { return Money(a.cents_ + b.cents_); }
    friend constexpr Money operator-(Money a, Money b) { return Money(a.cents_ - b.cents_); }
    friend constexpr Money operator*(Money price, std::int32_t count) {
        return Money(price.cents_ * count);
    }

private:
    explicit constexpr Money(std::int64_t cents) : cents_(cents) {}

    std::int64_t cents_ = 0;
};

// A percentage with two decimals, counted in hundredths of a percent: 12.5 % is 1250.
class Percentage {
public:
    constexpr Percentage() = default;

    // Reads "10", "12.5" or "12.50", from 0 to 100. Errc::invalid otherwise.
    static Result<Percentage> parse(std::string_view text);

    static constexpr Percentage from_basis_points(std::int32_t points) {
        return Percentage(points);
    }
    constexpr std::int32_t basis_points() const { return points_; }
    std::string to_string() const;

    // The share of `amount`, rounded half up to the cent.
    constexpr Money of(Money amount) const {
        return Money::from_cents((amount.cents() * points_ + 5'000) / 10'000);
    }

    friend constexpr auto operator<=>(Percentage, Percentage) = default;

private:
    explicit constexpr Percentage(std::int32_t points) : points_(points) {}

    std::int32_t points_ = 0;
};

}  // namespace tts
