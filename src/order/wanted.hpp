#pragma once

#include "ports/store.hpp"

#include <string>

namespace tts {

// What is ordered by hand: a product, or one of its variants.
struct Wanted {
    Product product;
    VariantId variant = {};  // Nil if the product has none.
};

// How a caller names it.
struct WantedName {
    std::string streamer;
    std::string product;  // Our id, or the SKU within the streamer's catalogue; or a variant's.
    std::string variant = {};  // By its name, where a product is named that comes in several.
};

Error no_such_product();
Error which_variant();

// A product is looked for first; one that comes in variants is ordered by theirs, unless there is
// only one. Errc::not_found: the streamer has no such product, or it comes in variants and none was
// named.
Result<Wanted> find_wanted(Store& store, const WantedName& name);

}  // namespace tts
