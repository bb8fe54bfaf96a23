#pragma once

#include "core/order.hpp"
#include "core/payment.hpp"
#include "core/product.hpp"
#include "core/result.hpp"

#include <array>
#include <charconv>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// A place in the log: everything before it, and what is at it, was seen. The same in every process
// and after a restart. Its parts, none below 0, mean something to the database alone.
struct LiveCursor {
    std::array<std::int64_t, 3> parts{};

    friend auto operator<=>(const LiveCursor&, const LiveCursor&) = default;
};

constexpr LiveCursor live_cursor_max = [] {
    LiveCursor cursor;
    cursor.parts.fill(std::numeric_limits<std::int64_t>::max());
    return cursor;
}();

// "730-12-0", and back.
inline std::string to_string(const LiveCursor& cursor) {
    std::string text;
    for (const std::int64_t part : cursor.parts)
        text.append(text.empty() ? "" : "-").append(std::to_string(part));
    return text;
}

inline std::optional<LiveCursor> parse_live_cursor(std::string_view text) {
    LiveCursor cursor;
    const auto* at = text.data();
    const auto* const last = at + text.size();
    for (std::int64_t& part : cursor.parts) {
        if (&part != cursor.parts.data()) {
            if (at == last || *at != '-') return std::nullopt;
            ++at;
        }
        const auto [end, error] = std::from_chars(at, last, part);
        if (error != std::errc() || part < 0) return std::nullopt;
        at = end;
    }
    if (at != last) return std::nullopt;
    return cursor;
}

// A part of the log: what comes after `after`, up to and with `until`.
struct LiveRange {
    LiveCursor after;
    LiveCursor until = live_cursor_max;
    std::size_t entries_max = 500;
};

// What a streamer shows now; no pin: nothing.
struct LivePin {
    std::string streamer;
    std::optional<Pin> pin;
};

// A buyer whom a streamer sells nothing to, or sells to again.
struct LiveBlock {
    std::string streamer;
    std::string buyer;
    bool is_blocked = false;
};

struct LivePayment {
    std::string streamer;
    std::string order_number;
    Payment payment;
};

// What changed up to a place in the log, as it was when this was read: what changed twice is there
// once, or again in the next answer. A changed order brings its product along, whose units it
// moved.
struct LiveChanges {
    LiveCursor upto;
    bool is_full = false;  // There may be more: ask again at once.
    std::vector<DecidedComment> comments;
    std::vector<Order> orders;
    std::vector<Product> products;
    std::vector<LivePin> pins;
    std::vector<LivePayment> payments;
    std::vector<LiveBlock> blocks;
};

// What is written about shows, in the order in which it became visible, whoever wrote it. Every
// adapter passes tests/contract/live_log_contract.hpp. An instance belongs to one thread. Errors of
// every function: those of the Store.
class LiveLog {
public:
    virtual ~LiveLog() = default;

    // The newest place. Whatever is committed after this call began comes after it.
    virtual Result<LiveCursor> newest() = 0;

    // False if some of what came after the place is no longer known, or if the place is of another
    // database: who was there must look at everything again.
    virtual Result<bool> reaches_back_to(const LiveCursor& cursor) = 0;

    // The first entries of the range, of all streamers.
    virtual Result<LiveChanges> changes(const LiveRange& range) = 0;

    // Deletes entries that are older than anybody who comes back is expected to be.
    virtual Result<void> forget() = 0;
};

}  // namespace tts
