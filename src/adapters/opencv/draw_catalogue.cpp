#include "adapters/opencv/draw_catalogue.hpp"

#include "adapters/opencv/draw_canvas.hpp"

#include <array>
#include <set>
#include <string>

namespace tts {

namespace {

constexpr int brands_sold = 10;
constexpr std::size_t siblings_sold = 4;
constexpr int brands_not_sold = 7;
constexpr std::size_t siblings_not_sold = 2;
constexpr std::size_t brands_with_unsold_sibling = 6;

constexpr std::array<const char*, 8> kinds = {"Lemon", "Mint",  "Berry", "Honey",
                                              "Cocoa", "Peach", "Olive", "Vanilla"};

std::string syllables(DrawingRandom& random) {
    constexpr std::array<const char*, 12> all = {"Ka", "Lo", "Mi", "Ra", "Ve", "So",
                                                 "Ta", "Nu", "Be", "Do", "Fi", "Ze"};
    std::string word;
    for (int i = random.between(2, 3); i > 0; --i)
        word += all[static_cast<std::size_t>(random.between(0, 11))];
    for (std::size_t i = 1; i < word.size(); ++i)
        if (word[i] < 'a') word[i] = static_cast<char>(word[i] + ('a' - 'A'));
    return word;
}

Colour colour_of(const cv::Scalar& scalar) {
    return {.red = static_cast<std::uint8_t>(scalar[2]),
            .green = static_cast<std::uint8_t>(scalar[1]),
            .blue = static_cast<std::uint8_t>(scalar[0])};
}

// A line of products of one design: another word, and another colour for the label.
std::vector<ProductCard> brand_of(DrawingRandom& random,
                                  std::size_t siblings,
                                  std::set<std::string>& brands) {
    // No brand comes twice.
    std::string brand = syllables(random);
    while (!brands.insert(brand).second) brand = syllables(random);
    const auto shape = static_cast<CardShape>(random.between(0, 5));
    const Colour base = colour_of(random.colour(20, 235));
    const auto first = static_cast<std::size_t>(random.between(0, 7));
    std::vector<ProductCard> cards;
    for (std::size_t i = 0; i < siblings; ++i)
        cards.push_back({.name = brand + " " + kinds[(first + i) % kinds.size()],
                         .base = base,
                         .accent = colour_of(random.colour(20, 235)),
                         .shape = shape,
                         .pattern = brand});
    return cards;
}

}  // namespace

DrawnCatalogue drawn_catalogue(std::uint64_t seed) {
    DrawingRandom random(seed);
    std::set<std::string> brands;
    DrawnCatalogue catalogue;
    for (int i = 0; i < brands_sold; ++i) {
        auto cards = brand_of(random, siblings_sold + 1, brands);
        if (catalogue.others.size() < brands_with_unsold_sibling)
            catalogue.others.push_back(cards.back());
        cards.pop_back();
        catalogue.products.insert(catalogue.products.end(), cards.begin(), cards.end());
    }
    for (int i = 0; i < brands_not_sold; ++i) {
        const auto cards = brand_of(random, siblings_not_sold, brands);
        catalogue.others.insert(catalogue.others.end(), cards.begin(), cards.end());
    }
    return catalogue;
}

}  // namespace tts
