#pragma once

#include "core/comment.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// How far a seller has got with somebody who wants to buy.
enum class BuyerStatus { pending, contacted, sold, cancelled };

constexpr std::array<std::string_view, 4> buyer_status_names = {"pending", "contacted", "sold",
                                                                "cancelled"};

constexpr std::string_view to_string(BuyerStatus status) {
    return buyer_status_names[static_cast<std::size_t>(status)];
}

constexpr std::optional<BuyerStatus> parse_buyer_status(std::string_view name) {
    for (std::size_t i = 0; i < buyer_status_names.size(); ++i)
        if (buyer_status_names[i] == name) return static_cast<BuyerStatus>(i);
    return std::nullopt;
}

// A comment that wants to buy: its intent is buy and the decision about it is not `ignored`.
struct Buyer {
    CommentId id;  // The comment's.
    std::string username;
    std::string message;
    std::int32_t quantity = 1;
    Timestamp timestamp;
    ProductId product;  // Nil if none was matched; the next two are empty then.
    std::string product_name;
    std::optional<Money> product_price;
    BuyerStatus status = BuyerStatus::pending;

    friend bool operator==(const Buyer&, const Buyer&) = default;
};

struct BuyerFilter {
    std::string streamer;
    std::optional<BuyerStatus> status = {};  // Nothing: any.
    std::size_t limit = 50;
};

struct BuyerPage {
    std::vector<Buyer> buyers;  // By arrival, newest first.
    std::size_t total = 0;      // All that match, whatever the limit.
};

// What sellers see of those who want to buy. Every adapter passes
// tests/contract/buyer_list_contract.hpp. Any thread may call it; calls take turns. Errors of every
// function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what is
// stored cannot be understood.
class BuyerList {
public:
    virtual ~BuyerList() = default;

    virtual Result<BuyerPage> buyers(const BuyerFilter& filter) = 0;

    // Errc::not_found if the comment is no buyer, or, if `streamer` is not empty, another
    // streamer's.
    virtual Result<void> set_status(const CommentId& id,
                                    BuyerStatus status,
                                    const std::string& streamer) = 0;

    // Those of the comments that are decided by now, by arrival.
    virtual Result<std::vector<DecidedComment>> decided(std::span<const CommentId> ids) = 0;
};

}  // namespace tts
