#pragma once

#include "adapters/opencv/draw_card.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// A second catalogue to fit and to measure the matcher on, drawn instead of photographed: brands
// with siblings that share shape, colours and ornaments, and things that no catalogue holds.

namespace tts {

struct DrawnCatalogue {
    std::vector<ProductCard> products;
    // Not in the catalogue: of other brands, and a sibling of some of the catalogue's.
    std::vector<ProductCard> others;
};

// 40 products of ten brands, 20 others. The same seed always gives the same.
DrawnCatalogue drawn_catalogue(std::uint64_t seed);

// A product as a phone sees it: held by a hand in a room, at a slant, turned, partly hidden or cut
// off, in some light, more or less blurred, noisy and compressed. All of it follows from `seed`.
struct ProductView {
    std::optional<ProductCard> product;  // None: the host holds nothing.
    std::vector<ProductCard> clutter;    // Stands on the shelf behind.
    std::uint64_t seed = 1;
};

// JPEG, of 360x640 to 720x1280. Errc::unavailable if the encoder fails.
Result<std::string> draw_product_view(const ProductView& view);

}  // namespace tts
