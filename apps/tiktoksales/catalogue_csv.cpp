#include "apps/tiktoksales/catalogue_csv.hpp"

#include "apps/tiktoksales/csv.hpp"

#include <vector>

namespace tts {

namespace {

constexpr std::size_t page_size = 500;
constexpr char option_separator = '|';

std::string joined(const std::vector<std::string>& options) {
    std::string text;
    for (const auto& option : options) {
        if (!text.empty()) text += option_separator;
        text += option;
    }
    return text;
}

std::vector<std::string> cells_of(const Product& product) {
    return {product.sku,
            product.name,
            product.user_description,
            product.price.to_string(),
            std::to_string(product.stock),
            product.streamer,
            product.code,
            joined(product.options),
            product.currency,
            product.category,
            product.tag,
            ""};
}

// A variant is a row of its own below its product's, which it names. Without a price it costs what
// the product does.
std::vector<std::string> cells_of(const Product& product, const Variant& variant) {
    return {variant.sku,
            "",
            "",
            variant.price ? variant.price->to_string() : "",
            std::to_string(variant.stock),
            variant.streamer,
            variant.code,
            joined(variant.options),
            "",
            "",
            "",
            product.sku};
}

void append_guarded(std::string& csv, std::vector<std::string> cells) {
    for (auto& cell : cells) cell = guarded(cell);
    append_csv_row(csv, cells);
}

Result<void> append_products(std::string& csv,
                             const std::vector<Product>& products,
                             const PictureNames& picture_names) {
    for (const Product& product : products) {
        auto cells = cells_of(product);
        if (picture_names) {
            auto names = picture_names(product);
            if (!names) return names.error().during("product " + product.sku);
            cells.push_back(std::move(*names));
        }
        append_guarded(csv, std::move(cells));
        for (const Variant& variant : product.variants) {
            auto own = cells_of(product, variant);
            if (picture_names) own.emplace_back();
            append_guarded(csv, std::move(own));
        }
    }
    return {};
}

}  // namespace

Result<std::string> catalogue_csv(Catalogue& catalogue,
                                  const std::string& streamer,
                                  const PictureNames& picture_names) {
    std::string csv = "\xef\xbb\xbf";
    std::vector<std::string> header = {"sku",      "name",     "description", "price",
                                       "stock",    "streamer", "code",        "options",
                                       "currency", "category", "tag",         "variant_of"};
    if (picture_names) header.emplace_back("images");
    append_csv_row(csv, header);
    for (std::size_t offset = 0;; offset += page_size) {
        const auto page =
            catalogue.products({.streamer = streamer, .limit = page_size, .offset = offset});
        if (!page) return page.error();
        const auto appended = append_products(csv, page->products, picture_names);
        if (!appended) return appended.error();
        if (page->products.size() < page_size) return csv;
    }
}

}  // namespace tts
