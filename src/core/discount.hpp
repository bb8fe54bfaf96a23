#pragma once

#include "core/order.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tts {

constexpr std::size_t discount_code_length_max = 32;

// A code that a streamer's buyers get a discount with.
struct DiscountCode {
    std::string streamer = {};
    Discount discount = {};  // Its code is in lower case.
    Timestamp valid_from = {};
    std::optional<Timestamp> valid_until = {};  // Nothing: for ever.
    std::int32_t uses_max = 0;                  // Orders that are not cancelled; 0: no limit.
    std::int32_t uses = 0;                      // Only read.

    friend bool operator==(const DiscountCode&, const DiscountCode&) = default;
};

// What the code gives at that time. Errc::conflict, saying why, if it gives nothing.
Result<Discount> usable(const DiscountCode& code, Timestamp at);

}  // namespace tts
