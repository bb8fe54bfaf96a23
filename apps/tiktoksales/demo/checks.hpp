#pragma once

#include "apps/tiktoksales/demo/player.hpp"
#include "apps/tiktoksales/demo/show_client.hpp"
#include "core/money.hpp"

#include <map>
#include <string>
#include <vector>

namespace tts::demo {

// Everything that the server says about the show afterwards.
struct Recorded {
    RecordedTotals totals;
    std::vector<RecordedComment> comments;
    std::vector<RecordedOrder> orders;
    std::map<std::string, std::int64_t> stock;    // By SKU.
    std::map<std::string, RecordedTrace> traces;  // By order number.
};

// What the script adds up to.
struct Sums {
    std::int64_t comments = 0;
    std::int64_t orders = 0;
    std::int64_t units = 0;
    Money revenue;
    Money commission;
    std::map<std::string, std::int64_t> stock;  // By SKU: what must be left.
};

Sums sums_of(const std::vector<PlayedThought>& thoughts, Percentage commission);

// One thing that was compared.
struct Check {
    std::string name;
    std::string expected;
    std::string found;
    std::vector<std::string> differences;  // Empty: as expected.

    bool ok() const { return differences.empty(); }
};

std::vector<Check> compare(const Played& played, const Recorded& recorded, Percentage commission);

}  // namespace tts::demo
