#include "apps/tiktoksales/catalogue_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/form_upload.hpp"
#include "apps/tiktoksales/product_form.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "core/json_writer.hpp"

#include <charconv>
#include <limits>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t page_size_max = 500;

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
    json.key(name).array();
    for (const auto& text : texts) json.value(text);
    json.end();
}

void write_product(JsonWriter& json, const Product& product) {
    json.object()
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
    write_texts(json, "options", product.options);
    write_texts(json, "image_urls", product.image_urls);
    json.member("created_at", product.created_at).member("updated_at", product.updated_at).end();
}

Response uploaded(const Product& product, std::size_t pictures) {
    JsonWriter json;
    json.object()
        .member("product_id", product.id)
        .member("sku", product.sku)
        .member("name", product.name)
        .member("streamer", product.streamer)
        .member("price", product.price)
        .member("stock", product.stock)
        .member("images_uploaded", pictures)
        .member("model_description_generated", !product.model_description.empty())
        .member("message", "product " + product.sku + " stored with " + std::to_string(pictures) +
                               (pictures == 1 ? " picture" : " pictures"))
        .end();
    return Response::json(201, json.take());
}

Response refused(const std::vector<ProductFault>& faults) {
    std::vector<http::FieldError> errors;
    for (const auto& fault : faults)
        errors.push_back(
            {.location = {"body", fault.field}, .message = fault.message, .type = "value_error"});
    return http::validation_error(errors);
}

Response upload(const CatalogueParts& parts, const Request& request) {
    const FormUpload form(request, "files");
    if (form.refusal()) return *form.refusal();
    const auto owner = parts.gate.streamer_of(request);
    const auto read = read_product([&](std::string_view field) {
        return field == "streamer" && owner ? owner : form.text(field);
    });
    if (!read.faults.empty()) return refused(read.faults);

    const auto store = parts.stores.lease();
    if (!store) return answer_for(store.error());
    const ProductShelf shelf(parts.objects, parts.matcher);
    const auto product = shelf.put(**store, read.product, form.pictures());
    if (!product) return answer_for(product.error());
    return uploaded(*product, form.pictures().size());
}

Response show_item(Store& store, const Request& request) {
    const auto product =
        store.product_by_sku(request.path_value("streamer"), request.path_value("sku"));
    if (!product) return answer_for(product.error());
    JsonWriter json;
    write_product(json, *product);
    return Response::json(json.take());
}

struct NumberRule {
    std::size_t min = 0;
    std::size_t max = 0;
    std::size_t fallback = 0;
};

std::optional<std::size_t> query_number(const Request& request,
                                        std::string_view name,
                                        NumberRule rule) {
    const auto text = request.query_value(name);
    if (!text || text->empty()) return rule.fallback;
    std::size_t number = 0;
    const auto* const last = text->data() + text->size();
    const auto [end, error] = std::from_chars(text->data(), last, number);
    if (error != std::errc() || end != last || number < rule.min || number > rule.max)
        return std::nullopt;
    return number;
}

Response bad_query(std::string name, std::string message) {
    return http::validation_error({{.location = {"query", std::move(name)},
                                    .message = std::move(message),
                                    .type = "value_error"}});
}

struct Page {
    std::size_t limit = page_size_max;
    std::size_t offset = 0;
};

Response show_page(Store& store, const std::string& streamer, Page wanted) {
    const auto page =
        store.products({.streamer = streamer, .limit = wanted.limit, .offset = wanted.offset});
    if (!page) return answer_for(page.error());
    JsonWriter json;
    json.object().member("streamer", streamer).member("total", page->total);
    json.key("products").array();
    for (const auto& product : page->products) write_product(json, product);
    json.end().end();
    return Response::json(json.take());
}

Response list_products(Store& store, const Request& request) {
    const auto limit =
        query_number(request, "limit", {.min = 1, .max = page_size_max, .fallback = page_size});
    if (!limit) return bad_query("limit", "must be a whole number from 1 to 500");
    const auto offset = query_number(
        request, "offset", {.max = std::numeric_limits<std::int32_t>::max(), .fallback = 0});
    if (!offset) return bad_query("offset", "must be a whole number from 0 on");
    return show_page(store, request.path_value("streamer"), {.limit = *limit, .offset = *offset});
}

Response list_own(const CatalogueParts& parts, const Request& request) {
    const auto owner = parts.gate.streamer_of(request);
    if (!owner) return unauthorized("needs the token of a streamer");
    const auto store = parts.stores.lease();
    return store ? show_page(**store, *owner, {}) : answer_for(store.error());
}

}  // namespace

void add_catalogue_routes(http::Router& router, const CatalogueParts& parts) {
    router
        .on("POST", "/products/upload",
            [parts](const Request& request) { return upload(parts, request); })
        .with_body_max(upload_bytes_max);
    router.on("GET", "/productos",
              [parts](const Request& request) { return list_own(parts, request); });
    router.on("GET", "/products/item/{streamer}/{sku}", with_store(parts.stores, show_item));
    router.on("GET", "/products/streamer/{streamer}", with_store(parts.stores, list_products));
    router.on("GET", "/products/view/{streamer}",
              with_store(parts.stores, [](Store& store, const Request& request) {
                  return show_page(store, request.path_value("streamer"), {});
              }));
    add_image_routes(router, parts.objects);
}

}  // namespace tts
