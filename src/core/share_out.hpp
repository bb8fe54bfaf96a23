#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <vector>

namespace tts {

// Divides `total` among those who want some: nobody gets more than wanted, and who wants less than
// an equal share leaves the rest to the others.
inline std::vector<std::size_t> share_out(std::span<const std::size_t> wanted, std::size_t total) {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
    std::vector<std::size_t> shares(wanted.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t equal = total / (order.size() - i);
        shares[order[i]] = std::min(wanted[order[i]], equal);
        total -= shares[order[i]];
    }
    return shares;
}

}  // namespace tts
