#include "core/money.hpp"

#include <charconv>
#include <optional>

namespace tts {

namespace {

constexpr std::size_t unit_digits_max = 12;  // Far from overflowing when multiplied.

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The caller has checked that `digits` holds 1 to 12 digits, so this cannot fail.
std::int64_t to_number(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// "12", "12.5" or "12.50" in hundredths.
std::optional<std::int64_t> parse_hundredths(std::string_view text) {
    const auto dot = text.find('.');
    const auto units = text.substr(0, dot);
    if (!is_digits(units) || units.size() > unit_digits_max) return std::nullopt;
    if (dot == std::string_view::npos) return to_number(units) * 100;

    const auto fraction = text.substr(dot + 1);
    if (!is_digits(fraction) || fraction.size() > 2) return std::nullopt;
    const std::int64_t scale = fraction.size() == 1 ? 10 : 1;
    return to_number(units) * 100 + to_number(fraction) * scale;
}

std::string format_hundredths(std::int64_t number) {
    const bool negative = number < 0;
    const auto size = negative ? -number : number;
    const auto fraction = size % 100;
    return (negative ? "-" : "") + std::to_string(size / 100) + (fraction < 10 ? ".0" : ".") +
           std::to_string(fraction);
}

}  // namespace

Result<Money> Money::parse(std::string_view text) {
    const auto cents = parse_hundredths(text);
    if (!cents) return Error(Errc::invalid, "not an amount of money: '" + std::string(text) + "'");
    return Money(*cents);
}

std::string Money::to_string() const {
    return format_hundredths(cents_);
}

Result<Percentage> Percentage::parse(std::string_view text) {
    const auto points = parse_hundredths(text);
    if (!points || *points > 10'000)
        return Error(Errc::invalid, "not a percentage from 0 to 100: '" + std::string(text) + "'");
    return Percentage(static_cast<std::int32_t>(*points));
}

std::string Percentage::to_string() const {
    return format_hundredths(points_);
}

}  // namespace tts
