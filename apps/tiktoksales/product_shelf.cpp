#include "apps/tiktoksales/product_shelf.hpp"

#include "core/log.hpp"
#include "vision/object_keys.hpp"
#include "vision/product_analysis.hpp"

#include <algorithm>
#include <optional>

namespace tts {

Result<Product> ProductShelf::put(Store& store,
                                  Product product,
                                  std::span<const std::string> pictures) const {
    std::optional<Product> before;
    if (auto found = store.product_by_sku(product.streamer, product.sku))
        before = std::move(*found);
    else if (found.error().code() != Errc::not_found)
        return found.error().during("looking for the product");

    product.id = before ? before->id : ProductId::next();
    product.created_at = before ? before->created_at : now();
    product.updated_at = now();
    if (pictures.empty() && before) {
        product.image_urls = before->image_urls;
        product.model_description = before->model_description;
    }
    if (!pictures.empty()) {
        auto urls = store_pictures(product, pictures);
        if (!urls) return urls.error().during("storing the pictures");
        product.image_urls = std::move(*urls);
        describe(product, pictures);
    }

    auto saved = store.save_product(product);
    if (!saved) return saved.error().during("saving the product");
    if (before) remove_surplus(*before, *saved);
    return saved;
}

Result<Product> ProductShelf::change(Catalogue& catalogue,
                                     const Product& before,
                                     const ProductChange& change,
                                     std::string_view by) {
    auto after = catalogue.change_product(before.id, change);
    if (!after) return after;
    log_event(Level::info, "product_changed",
              {{"product", after->id.to_string()},
               {"streamer", after->streamer},
               {"sku", after->sku},
               {"by", by},
               {"price", before.price.to_string() + " -> " + after->price.to_string()},
               {"stock", std::to_string(before.stock) + " -> " + std::to_string(after->stock)},
               {"name", after->name},
               {"code", after->code}});
    return after;
}

Result<Product> ProductShelf::archive(Catalogue& catalogue,
                                      const Product& before,
                                      Archived archived,
                                      std::string_view by) {
    const auto at = archived == Archived::yes ? std::optional(now()) : std::nullopt;
    auto after = catalogue.archive_product(before.id, at);
    if (!after) return after;
    log_event(Level::info, archived == Archived::yes ? "product_archived" : "product_put_back",
              {{"product", after->id.to_string()},
               {"streamer", after->streamer},
               {"sku", after->sku},
               {"by", by}});
    return after;
}

Result<std::vector<std::string>> ProductShelf::store_pictures(
    const Product& product, std::span<const std::string> pictures) const {
    std::vector<std::string> urls;
    for (const auto& picture : pictures) {
        const auto key = product_image_key(product, static_cast<int>(urls.size()) + 1, "jpg");
        if (const auto put = objects_.put(key, picture); !put) return put.error();
        urls.push_back(object_url(key));
    }
    return urls;
}

// What the seller wrote stays. A picture that cannot be measured describes nothing.
void ProductShelf::describe(Product& product, std::span<const std::string> pictures) const {
    std::vector<Appearance> appearances;
    for (const auto& picture : pictures)
        if (auto appearance = matcher_.describe(picture))
            appearances.push_back(std::move(*appearance));
    if (appearances.empty()) return;
    const Appearance appearance = average(appearances);
    product.model_description = tts::describe(appearance);
    if (product.tag.empty()) product.tag = tag_of(product.name, appearance);
    if (product.category.empty()) product.category = category_of(product.name);
}

// Pictures that the product no longer has. One that cannot be removed costs space, nothing else.
void ProductShelf::remove_surplus(const Product& before, const Product& now) const {
    for (const auto& url : before.image_urls) {
        if (std::find(now.image_urls.begin(), now.image_urls.end(), url) != now.image_urls.end())
            continue;
        const auto key = key_of_url(url, "");
        if (!key || !url.starts_with(object_url(""))) continue;
        for (const auto& surplus : {*key, prepared_key(url)}) {
            const auto removed = objects_.remove(surplus);
            if (!removed)
                log_event(Level::warning, "picture_not_removed",
                          {{"key", surplus}, {"error", removed.error().what()}});
        }
    }
}

}  // namespace tts
