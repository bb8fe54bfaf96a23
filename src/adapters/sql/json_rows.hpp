#pragma once

#include "core/order.hpp"
#include "core/product.hpp"
#include "core/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What both databases keep, or read, as JSON within one column. Errc::corrupt if it is something
// else; no text at all is an empty list.

namespace tts::sql {

// orders.lines.
std::string lines_to_json(std::span<const OrderLine> lines);
Result<std::vector<OrderLine>> parse_lines(std::string_view json);

// product_variants.options.
std::string options_to_json(std::span<const std::string> options);
Result<std::vector<std::string>> parse_options(std::string_view json);

// Of a product: [{id, sku, code, options, price, stock, reserved, sold}], the price as a text or
// null; by id. Whose they are is for own_variants() to fill in.
Result<std::vector<Variant>> parse_variants(std::string_view json);

// The product's variants name it and its streamer.
void own_variants(Product& product);

}  // namespace tts::sql
