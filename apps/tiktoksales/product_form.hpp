#pragma once

#include "core/product.hpp"
#include "ports/catalogue.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What is wrong with one field of a product, for the person who wrote it.
struct ProductFault {
    std::string field;    // "price".
    std::string message;  // "must be more than 0".

    friend bool operator==(const ProductFault&, const ProductFault&) = default;
};

struct ReadProduct {
    Product product;  // Without an id and pictures; usable only if there are no faults.
    std::vector<ProductFault> faults;
};

// The text of a field, or nothing if it was not given.
using ProductFields = std::function<std::optional<std::string>(std::string_view field)>;

// Reads a product as an upload form or a row of a CSV file gives it: streamer, sku, name,
// user_description, price, stock, and optionally code, options (separated by ',' or '|'),
// currency, category and tag. All faults are reported at once.
ReadProduct read_product(const ProductFields& fields);

struct ReadChange {
    ProductChange change;  // Usable only if there are no faults.
    std::vector<ProductFault> faults;
};

// Reads what changes of a product by the same rules: name, user_description, price, stock, code,
// options, category and tag, those that are given.
ReadChange read_product_change(const ProductFields& fields);

}  // namespace tts
