#pragma once

#include "core/product.hpp"
#include "core/result.hpp"
#include "ports/image_matcher.hpp"
#include "ports/object_store.hpp"
#include "ports/store.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

constexpr std::size_t picture_bytes_max = 8 * 1024 * 1024;
constexpr std::size_t pictures_max = 10;  // Of one product.

// Puts products with their pictures into the catalogue. Any thread may call it; what it is given
// outlives it.
class ProductShelf {
public:
    ProductShelf(ObjectStore& objects, const ImageMatcher& matcher)
        : objects_(objects), matcher_(matcher) {}

    // Stores the cleaned pictures, describes the product by them where its seller did not, and
    // saves it. Without pictures it keeps those that it has. Returns it as stored.
    Result<Product> put(Store& store, Product product, std::span<const std::string> pictures) const;

    // What a seller does with a product that is there. It is logged, with whoever asked for it
    // (`by`), because a show's prices are disputed afterwards. The errors of Catalogue.
    static Result<Product> change(Catalogue& catalogue,
                                  const Product& before,
                                  const ProductChange& change,
                                  std::string_view by);
    static Result<Product> archive(Catalogue& catalogue,
                                   const Product& before,
                                   Archived archived,
                                   std::string_view by);

private:
    Result<std::vector<std::string>> store_pictures(const Product& product,
                                                    std::span<const std::string> pictures) const;
    void describe(Product& product, std::span<const std::string> pictures) const;
    void remove_surplus(const Product& before, const Product& now) const;

    ObjectStore& objects_;
    const ImageMatcher& matcher_;
};

}  // namespace tts
