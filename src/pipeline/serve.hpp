#pragma once

#include "order/allocate.hpp"
#include "pipeline/decide.hpp"
#include "ports/store.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace tts {

// All claims of the batch, in the order of arrival, and which burst each belongs to.
struct ClaimLine {
    std::vector<Claim> claims;
    std::vector<std::size_t> burst_of;
};

ClaimLine line_up(const std::vector<DecidedBurst>& bursts);

// The orders that clients want to give up: the newest of each that came of an earlier comment and
// is not paid. By burst, locked. One whose claim is in the same batch is left to a person.
Result<std::map<std::size_t, Order>> find_cancelled(Transaction& transaction,
                                                    const std::vector<DecidedBurst>& bursts,
                                                    const std::vector<Claim>& claims);

// Locks all that the claims and the cancelled orders are about, orders before products as everybody
// does, and serves the claims.
Result<Served> serve(Transaction& transaction,
                     const std::vector<Claim>& claims,
                     const std::map<std::size_t, Order>& cancelled);

}  // namespace tts
