#pragma once

#include "core/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tts {

// Units as somebody counts them. What is available nobody orders, so orders say nothing of it.
struct StockCount {
    std::int64_t available = 0;
    std::int64_t reserved = 0;
    std::int64_t sold = 0;

    friend bool operator==(const StockCount&, const StockCount&) = default;
};

// A product, or one of its variants, whose units are not what the moves and the orders say.
struct StockDifference {
    std::string streamer;
    std::string sku;
    std::string variant_sku;  // Empty: the product as a whole.
    StockCount stored;        // As it is sold from.
    StockCount moved;         // By the ledger of moves.
    StockCount ordered;       // By the orders; without what is available.
};

struct StockReport {
    std::int64_t products = 0;  // That were looked at; likewise the next.
    std::int64_t variants = 0;
    std::vector<StockDifference> differences;  // By streamer and SKU.
};

// Whether units were lost or made up. Every adapter passes tests/contract/shop_contract.hpp. Any
// thread may call it; calls take turns. Errc::unavailable if the database cannot be used right now,
// Errc::corrupt if what is stored cannot be understood.
class StockAudit {
public:
    virtual ~StockAudit() = default;

    // Of all streamers, each kind as it is at one moment: sales may go on meanwhile.
    virtual Result<StockReport> report() = 0;
};

}  // namespace tts
