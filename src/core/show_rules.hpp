#pragma once

#include "core/money.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tts {

// What becomes of a buyer's claims in one show.
enum class Carts {
    each,       // Every claim is an order of its own.
    one_order,  // They are lines of one order for as long as it is pending.
};

constexpr std::array<std::string_view, 2> carts_names = {"each", "one_order"};

constexpr std::string_view to_string(Carts carts) {
    return carts_names[static_cast<std::size_t>(carts)];
}

constexpr std::optional<Carts> parse_carts(std::string_view name) {
    for (std::size_t i = 0; i < carts_names.size(); ++i)
        if (carts_names[i] == name) return static_cast<Carts>(i);
    return std::nullopt;
}

// When an order takes its units.
enum class SaleMode {
    reserve,     // With the claim: they are held for the buyer.
    first_paid,  // With the payment: the claim holds nothing.
};

constexpr std::array<std::string_view, 2> sale_mode_names = {"reserve", "first_paid"};

constexpr std::string_view to_string(SaleMode mode) {
    return sale_mode_names[static_cast<std::size_t>(mode)];
}

constexpr std::optional<SaleMode> parse_sale_mode(std::string_view name) {
    for (std::size_t i = 0; i < sale_mode_names.size(); ++i)
        if (sale_mode_names[i] == name) return static_cast<SaleMode>(i);
    return std::nullopt;
}

// Whose rules the stream and the messages on it keep.
enum class PlatformRules {
    free,    // None.
    tiktok,  // No link off the platform on the stream.
};

constexpr std::array<std::string_view, 2> platform_rules_names = {"free", "tiktok"};

constexpr std::string_view to_string(PlatformRules rules) {
    return platform_rules_names[static_cast<std::size_t>(rules)];
}

constexpr std::optional<PlatformRules> parse_platform_rules(std::string_view name) {
    for (std::size_t i = 0; i < platform_rules_names.size(); ++i)
        if (platform_rules_names[i] == name) return static_cast<PlatformRules>(i);
    return std::nullopt;
}

// What a seller decides about the orders of a show. The defaults are those of a streamer that set
// nothing.
struct ShowRules {
    std::chrono::seconds hold{std::chrono::minutes(15)};     // How long units wait; 0: for ever.
    std::chrono::seconds reminder{std::chrono::minutes(5)};  // Before the hold ends; 0: none.
    Carts carts = Carts::each;
    SaleMode sale = SaleMode::reserve;
    std::int32_t buyer_units_max = 0;  // Of one product, for one buyer; 0: no limit.
    // A buyer who left as many orders unpaid within the days before is for a person; 0: nobody is.
    std::int32_t unpaid_max = 0;
    std::int32_t unpaid_days = 30;
    PlatformRules platform = PlatformRules::free;
    double buy_score_min = 0;       // 0: as the server is set. Likewise the next.
    double match_score_min = 0;     // Of a name in the text, or a product seen in the video.
    Money shipping = {};            // Of one order.
    Money free_shipping_from = {};  // Goods for as much are sent for nothing; 0: none are.

    friend bool operator==(const ShowRules&, const ShowRules&) = default;
};

constexpr std::chrono::seconds hold_max{std::chrono::hours(24 * 7)};
constexpr std::int32_t unpaid_days_max = 365;

}  // namespace tts
