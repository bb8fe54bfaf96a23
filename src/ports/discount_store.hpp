#pragma once

#include "core/discount.hpp"
#include "core/result.hpp"

#include <string>
#include <vector>

namespace tts {

// The discount codes of streamers. Orders take them through the Store: Transaction::use_discount().
// Every adapter passes tests/contract/discount_store_contract.hpp. Any thread may call it; calls
// take turns. Errors of every function: Errc::unavailable if the database cannot be used right now,
// Errc::corrupt if what is stored cannot be understood.
class DiscountStore {
public:
    virtual ~DiscountStore() = default;

    // Adds the code, or changes the one of this name; orders that have it keep what it gave.
    virtual Result<void> save(const DiscountCode& code) = 0;

    virtual Result<std::vector<DiscountCode>> of_streamer(const std::string& streamer) = 0;
};

}  // namespace tts
