#pragma once

#include "core/money.hpp"
#include "core/show_rules.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;

constexpr std::int32_t stock_max = 100'000;
constexpr std::int32_t quantity_max = 1'000;

// A product in one size, colour... It has units of its own, which are among the product's.
// (streamer, sku) is unique.
struct Variant {
    VariantId id = {};
    ProductId product = {};
    std::string streamer = {};
    std::string sku = {};
    std::string code = {};                  // The claim code viewers type; may be empty.
    std::vector<std::string> options = {};  // "negro", "M"; no other variant has the same.
    std::optional<Money> price = {};        // Nothing: the product's.
    std::int32_t stock = 0;                 // What can still be sold.
    std::int32_t reserved = 0;              // Held for orders that are not paid.
    std::int32_t sold = 0;
    // Off the shelf since then; its orders name it for ever.
    std::optional<Timestamp> archived_at = {};
    // Somebody waits for units whom the stock would serve; only known while the product is locked.
    bool is_awaited = false;

    // "negro M".
    std::string name() const {
        std::string joined;
        for (const auto& option : options) joined += (joined.empty() ? "" : " ") + option;
        return joined;
    }

    friend bool operator==(const Variant&, const Variant&) = default;
};

// One thing for sale. (streamer, sku) is unique.
struct Product {
    ProductId id;
    std::string sku;
    std::string streamer;
    std::string name;
    std::string user_description;   // The seller's words.
    std::string model_description;  // Ours, for matching.
    std::string tag;
    std::string category;
    std::string code;                  // The claim code viewers type: "A12". May be empty.
    std::vector<std::string> options;  // Option values: "S", "M", "red".
    Money price;
    std::string currency = "USD";  // ISO 4217, upper case.
    std::int32_t stock = 0;        // What can still be sold.
    std::vector<std::string> image_urls;
    Timestamp created_at;
    Timestamp updated_at;
    // Off the shelf since then: neither listed nor matched nor sold. Its orders name it for ever.
    std::optional<Timestamp> archived_at = {};
    std::int32_t reserved = 0;  // Held for orders that are not paid.
    std::int32_t sold = 0;
    // Somebody waits for units whom the stock would serve; only known while the product is locked.
    bool is_awaited = false;
    // Sold only in one of its variants, of which the stock is the sum; also if all are archived.
    bool has_variants = false;
    std::vector<Variant> variants = {};  // Those on the shelf, by id.

    const Variant* variant(const VariantId& wanted) const {
        for (const Variant& one : variants)
            if (one.id == wanted) return &one;
        return nullptr;
    }

    friend bool operator==(const Product&, const Product&) = default;
};

// How far a picture of the catalogue is from being recognised in a stream.
enum class ImageState { pending, ready, failed };

constexpr std::array<std::string_view, 3> image_state_names = {"pending", "ready", "failed"};

constexpr std::string_view to_string(ImageState state) {
    return image_state_names[static_cast<std::size_t>(state)];
}

constexpr std::optional<ImageState> parse_image_state(std::string_view name) {
    for (std::size_t i = 0; i < image_state_names.size(); ++i)
        if (image_state_names[i] == name) return static_cast<ImageState>(i);
    return std::nullopt;
}

// One of a product's pictures.
struct ProductImage {
    ProductId product;
    std::string url;
    ImageState state = ImageState::pending;
    std::string reason;  // Why it failed, or was put off; empty if nothing went wrong.

    friend bool operator==(const ProductImage&, const ProductImage&) = default;
};

// Who says which product is being shown.
enum class PinnedBy {
    host,      // The seller, in the console.
    platform,  // The platform's own event: what its viewers see as pinned.
};

constexpr std::array<std::string_view, 2> pinned_by_names = {"host", "platform"};

constexpr std::string_view to_string(PinnedBy by) {
    return pinned_by_names[static_cast<std::size_t>(by)];
}

constexpr std::optional<PinnedBy> parse_pinned_by(std::string_view name) {
    for (std::size_t i = 0; i < pinned_by_names.size(); ++i)
        if (pinned_by_names[i] == name) return static_cast<PinnedBy>(i);
    return std::nullopt;
}

// The product that was pinned from `from` until `until` (until now, if there is no end).
struct Pin {
    ProductId product;
    Timestamp from;
    std::optional<Timestamp> until;
    PinnedBy by = PinnedBy::host;

    friend bool operator==(const Pin&, const Pin&) = default;
};

// The latest of the pins, oldest first, that was open then; null if none was.
inline const Pin* pin_at(const std::vector<Pin>& pins, Timestamp time) {
    for (auto pin = pins.rbegin(); pin != pins.rend(); ++pin)
        if (pin->from <= time && (!pin->until || time < *pin->until)) return &*pin;
    return nullptr;
}

// What was seen in the stream at one time: one row of product_matches.
struct Sighting {
    Uuid id;
    std::string streamer;
    Timestamp stream_time;
    ProductId product;
    double score = 0;
    std::vector<std::string> frame_urls;

    friend bool operator==(const Sighting&, const Sighting&) = default;
};

// What it means if a buyer claims what they have just claimed.
enum class RepeatPolicy {
    ignore,   // The same wish again, also with a number.
    add,      // With a number ("2 more"): so many more. Without: the same wish again.
    replace,  // With a number: so many in all.
};

constexpr std::array<std::string_view, 3> repeat_policy_names = {"ignore", "add", "replace"};

constexpr std::string_view to_string(RepeatPolicy policy) {
    return repeat_policy_names[static_cast<std::size_t>(policy)];
}

constexpr std::optional<RepeatPolicy> parse_repeat_policy(std::string_view name) {
    for (std::size_t i = 0; i < repeat_policy_names.size(); ++i)
        if (repeat_policy_names[i] == name) return static_cast<RepeatPolicy>(i);
    return std::nullopt;
}

// How far viewers are behind the host, by when they asked for what was newly shown.
struct LearnedDelay {
    std::chrono::milliseconds delay{0};
    std::int32_t changes = 0;  // What was shown changed so often while it was learned; 0: unknown.

    friend bool operator==(const LearnedDelay&, const LearnedDelay&) = default;
};

// A streamer's account as far as selling needs it.
struct Streamer {
    std::string username;
    std::string platform = "tiktok";
    Percentage commission = Percentage::from_basis_points(1'000);  // 10 %.
    std::optional<std::chrono::milliseconds> fixed_delay{};  // The seller's word; none: learn it.
    std::vector<std::string> trigger_words{};  // A message of only these claims, in this show.
    std::vector<std::string> blocked_words{};  // A message with one of these claims nothing.
    RepeatPolicy repeats = RepeatPolicy::add;
    LearnedDelay learned_delay = {};  // Not saved with the rest: see StreamDelays.

    // How far viewers are behind the host.
    std::chrono::milliseconds stream_delay() const {
        return fixed_delay.value_or(learned_delay.delay);
    }

    friend bool operator==(const Streamer&, const Streamer&) = default;
};

// Everything that deciding on a streamer's comments needs, read at one moment. It is right for
// comments that arrived before `read_at`.
struct Show {
    Streamer streamer;
    ShowRules rules;
    std::vector<std::string> blocked_buyers;  // Sorted. Nothing is sold to them.
    std::vector<Product> products;            // By id.
    std::vector<Pin> pins;                    // The host's, oldest first.
    std::vector<Sighting> sightings;          // Oldest first.
    Timestamp read_at;
    std::vector<Pin> platform_pins = {};  // The platform's, oldest first.

    // Behind those of the same hand.
    void add_pin(const Pin& pin) {
        (pin.by == PinnedBy::host ? pins : platform_pins).push_back(pin);
    }
};

}  // namespace tts
