#pragma once

#include "ports/store.hpp"

namespace tts {

struct SweepReport {
    std::size_t reminded = 0;
    std::size_t expired = 0;
    std::size_t offered = 0;  // To those who wait.

    bool is_empty() const { return reminded + expired + offered == 0; }
};

// One round, in one transaction: buyers whose hold ends soon are reminded; orders that nobody paid
// in time are cancelled; and units that are free are offered to those who wait, in the order in
// which they came, each offer an order with a hold of its own. Any number of processes may do it at
// once: what one has locked, another leaves out. Call it again while the report is not empty.
Result<SweepReport> sweep_holds(Store& store, Timestamp now);

}  // namespace tts
