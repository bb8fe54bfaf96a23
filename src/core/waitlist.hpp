#pragma once

#include "core/order.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tts {

enum class WaitStatus {
    waiting,
    offered,  // An order holds the units; it says how long.
    taken,    // That order was paid.
    expired,  // It was not.
    left,     // The buyer, or the seller for the buyer, did not want to wait any more.
};

constexpr std::array<std::string_view, 5> wait_status_names = {"waiting", "offered", "taken",
                                                               "expired", "left"};

constexpr std::string_view to_string(WaitStatus status) {
    return wait_status_names[static_cast<std::size_t>(status)];
}

constexpr std::optional<WaitStatus> parse_wait_status(std::string_view name) {
    for (std::size_t i = 0; i < wait_status_names.size(); ++i)
        if (wait_status_names[i] == name) return static_cast<WaitStatus>(i);
    return std::nullopt;
}

// A claim that came too late, with all that an order for it needs once there are units again.
struct Wait {
    CommentId id = {};       // The claim's: ids are in the order of arrival, and so is the line.
    CommentId comment = {};  // The first of the burst that claimed.
    std::string streamer = {};
    std::string buyer = {};
    ProductId product = {};
    std::string variant = {};
    std::int32_t quantity = 1;
    std::string source = {};
    std::string language = "und";
    std::chrono::seconds hold{0};  // Of the offer; as the show's rules were. Likewise the next two.
    std::chrono::seconds reminder{0};
    Percentage commission = {};
    WaitStatus status = WaitStatus::waiting;
    OrderId order = {};  // What was offered; nil before.
    Timestamp created_at = {};
    Timestamp updated_at = {};
    VariantId variant_id = {};  // Nil if the product had none.
    Money shipping = {};        // Of the offer; as the show's rules were. Likewise the next.
    Money free_shipping_from = {};

    friend bool operator==(const Wait&, const Wait&) = default;
};

// What became of an offer whose order is not pending any more.
inline WaitStatus offer_outcome(const Order& order) {
    if (order.status != OrderStatus::cancelled) return WaitStatus::taken;
    return order.end_reason == end_reason_expired ? WaitStatus::expired : WaitStatus::left;
}

}  // namespace tts
