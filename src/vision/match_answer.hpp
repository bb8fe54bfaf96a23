#pragma once

#include "core/product.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

struct Alternative {
    Product product;
    double score = 0;
};

struct SkippedFrame {
    std::string url;
    std::string reason;
};

// Where an answer was taken from.
enum class SeenBy { nobody, frames, pin, timeline };

std::string_view to_string(SeenBy seen_by);

// Which product is on the screen.
struct MatchAnswer {
    std::optional<Product> product;  // None: nothing convincing.
    double score = 0;                // Of the product, or of the best that was not convincing.
    std::string frame;               // The URL of the picture that shows it best; may be empty.
    std::vector<Alternative> alternatives;  // The best first; the product itself is not repeated.
    std::vector<SkippedFrame> skipped;
    SeenBy seen_by = SeenBy::nobody;
    std::string why;  // In words.
};

}  // namespace tts
