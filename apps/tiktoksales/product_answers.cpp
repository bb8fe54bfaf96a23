#include "apps/tiktoksales/product_answers.hpp"

#include "vision/object_keys.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <vector>

namespace tts {

namespace {

using Images = std::map<ProductId, std::vector<ProductImage>>;

Result<Images> images_of(Catalogue& catalogue, std::span<const Product> products) {
    std::vector<ProductId> ids;
    for (const Product& product : products) ids.push_back(product.id);
    auto all = catalogue.product_images(ids);
    if (!all) return all.error();
    Images images;
    for (ProductImage& image : *all) images[image.product].push_back(std::move(image));
    return images;
}

ProductImage image_at(const std::vector<ProductImage>& images, const std::string& url) {
    const auto found = std::find_if(images.begin(), images.end(),
                                    [&](const ProductImage& image) { return image.url == url; });
    return found == images.end() ? ProductImage{.product = {}, .url = url, .reason = {}} : *found;
}

// As a whole: whatever is worst, unless some pictures are still on their way.
std::string_view state_of(const std::vector<ProductImage>& images) {
    if (images.empty()) return "none";
    const auto any = [&](ImageState state) {
        return std::any_of(images.begin(), images.end(),
                           [state](const ProductImage& image) { return image.state == state; });
    };
    for (const auto state : {ImageState::pending, ImageState::failed})
        if (any(state)) return to_string(state);
    return to_string(ImageState::ready);
}

class ProductWriter {
public:
    ProductWriter(JsonWriter& json, const ObjectStore& objects, Images images)
        : json_(json), objects_(objects), images_(std::move(images)) {}

    void write(const Product& product) {
        json_.object()
            .member("id", product.id)
            .member("product_id", product.id)
            .member("sku", product.sku)
            .member("streamer", product.streamer)
            .member("name", product.name)
            .member("user_description", product.user_description)
            .member("model_description", product.model_description)
            .member("tag", product.tag)
            .member("category", product.category)
            .member("code", product.code)
            .member("price", product.price)
            .member("currency", product.currency)
            .member("stock", product.stock);
        json_.key("options").array();
        for (const auto& option : product.options) json_.value(option);
        json_.end();
        json_.member("has_variants", product.has_variants).key("variants").array();
        for (const Variant& variant : product.variants) write_variant(json_, variant);
        json_.end();
        write_images(product);
        json_.member("created_at", product.created_at)
            .member("updated_at", product.updated_at)
            .member("archived_at", product.archived_at)
            .end();
    }

private:
    void write_images(const Product& product) {
        std::vector<ProductImage> images;
        for (const auto& url : product.image_urls)
            images.push_back(image_at(images_[product.id], url));
        json_.key("image_urls").array();
        for (const auto& image : images) json_.value(picture_link(objects_, image.url));
        json_.end();
        json_.member("image_state", state_of(images)).key("images").array();
        for (const auto& image : images)
            json_.object()
                .member("url", picture_link(objects_, image.url))
                .member("state", to_string(image.state))
                .member("reason", image.reason)
                .end();
        json_.end();
    }

    JsonWriter& json_;
    const ObjectStore& objects_;
    Images images_;
};

}  // namespace

std::string picture_link(const ObjectStore& objects, const std::string& url) {
    if (!url.starts_with(object_url(""))) return url;
    const auto key = key_of_url(url, "");
    if (!key) return url;
    auto link = objects.link(*key);
    return link.empty() ? url : link;
}

void write_variant(JsonWriter& json, const Variant& variant) {
    json.object()
        .member("variant_id", variant.id)
        .member("product_id", variant.product)
        .member("sku", variant.sku)
        .member("name", variant.name())
        .member("code", variant.code)
        .member("price", variant.price)
        .member("stock", variant.stock)
        .member("reserved", variant.reserved)
        .member("sold", variant.sold)
        .member("archived_at", variant.archived_at);
    json.key("options").array();
    for (const auto& option : variant.options) json.value(option);
    json.end().end();
}

Result<std::string> product_json(Catalogue& catalogue,
                                 const ObjectStore& objects,
                                 const Product& product) {
    auto images = images_of(catalogue, {&product, 1});
    if (!images) return images.error();
    JsonWriter json;
    ProductWriter(json, objects, std::move(*images)).write(product);
    return json.take();
}

Result<std::string> product_page_json(Catalogue& catalogue,
                                      const ObjectStore& objects,
                                      const ProductQuery& query) {
    const auto page = catalogue.products(query);
    if (!page) return page.error();
    auto images = images_of(catalogue, page->products);
    if (!images) return images.error();
    JsonWriter json;
    json.object().member("streamer", query.streamer).member("total", page->total);
    json.key("products").array();
    ProductWriter writer(json, objects, std::move(*images));
    for (const auto& product : page->products) writer.write(product);
    json.end().end();
    return json.take();
}

}  // namespace tts
