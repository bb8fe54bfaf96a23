#pragma once

#include "adapters/opencv/draw_card.hpp"
#include "core/money.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts::demo {

struct DemoProduct {
    std::string sku;
    std::string code;
    std::string name;
    std::string description;
    Money price;
    int stock = 0;
    std::vector<std::string> options;
    ProductCard card;
};

constexpr std::string_view currency = "USD";

// What the demo sells. One product is scarce, prices end in odd cents, two have options.
const std::vector<DemoProduct>& catalogue();

// What a burst of claims goes for, after the show's scenes; it is not in the catalogue.
const DemoProduct& flash_product();

// The product of that SKU; naming another is a mistake in the script.
const DemoProduct& product(std::string_view sku);

}  // namespace tts::demo
