#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

constexpr std::size_t batch_items_max = 1'000;
constexpr std::size_t batch_bytes_max = 4 << 20;

// Cuts a batch into its items: the elements of a JSON array, or the lines of NDJSON. The items
// themselves are not looked at. Exactly one of the two is set.
struct BatchItems {
    std::vector<std::string_view> items;
    std::optional<http::FieldError> error;
};
BatchItems split_batch(std::string_view body);

}  // namespace tts
