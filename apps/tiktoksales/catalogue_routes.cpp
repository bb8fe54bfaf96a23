#include "apps/tiktoksales/catalogue_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/catalogue_csv.hpp"
#include "apps/tiktoksales/form_upload.hpp"
#include "apps/tiktoksales/product_answers.hpp"
#include "apps/tiktoksales/product_form.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "apps/tiktoksales/shop/clash.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <charconv>
#include <limits>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t page_size = 50;
constexpr std::size_t page_size_max = 500;
constexpr std::size_t words_length_max = 255;

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
    if (!product) return answer_for(clash_in_words(product.error()));
    return uploaded(*product, form.pictures().size());
}

Response send(Result<std::string> json) {
    return json ? Response::json(std::move(*json)) : answer_for(json.error());
}

Response show_item(const ObjectStore& objects, Store& store, const Request& request) {
    const auto product =
        store.product_by_sku(request.path_value("streamer"), request.path_value("sku"));
    if (!product) return answer_for(product.error());
    return send(product_json(store, objects, *product));
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

std::optional<Archived> query_archived(const Request& request) {
    const auto text = request.query_value("archived").value_or("false");
    if (text == "false" || text.empty()) return Archived::no;
    if (text == "true") return Archived::yes;
    if (text == "any") return Archived::either;
    return std::nullopt;
}

Response list_products(const ObjectStore& objects, Store& store, const Request& request) {
    const auto limit =
        query_number(request, "limit", {.min = 1, .max = page_size_max, .fallback = page_size});
    if (!limit) return bad_query("limit", "must be a whole number from 1 to 500");
    const auto offset = query_number(
        request, "offset", {.max = std::numeric_limits<std::int32_t>::max(), .fallback = 0});
    if (!offset) return bad_query("offset", "must be a whole number from 0 on");
    const auto archived = query_archived(request);
    if (!archived) return bad_query("archived", "must be true, false or any");
    const std::string words(trimmed(request.query_value("q").value_or("")));
    if (!is_utf8(words) || has_control_characters(words) || code_points(words) > words_length_max)
        return bad_query("q", "must be readable text of at most 255 characters");
    return send(product_page_json(store, objects,
                                  {.streamer = request.path_value("streamer"),
                                   .words = words,
                                   .archived = *archived,
                                   .limit = *limit,
                                   .offset = *offset}));
}

Response list_own(const CatalogueParts& parts, const Request& request) {
    const auto owner = parts.gate.streamer_of(request);
    if (!owner) return unauthorized("needs the token of a streamer");
    const auto store = parts.stores.lease();
    if (!store) return answer_for(store.error());
    return send(
        product_page_json(**store, parts.objects, {.streamer = *owner, .limit = page_size_max}));
}

Response export_csv(Store& store, const Request& request) {
    auto csv = catalogue_csv(store, request.path_value("streamer"));
    if (!csv) return answer_for(csv.error());
    return {.body = std::move(*csv),
            .content_type = "text/csv; charset=utf-8",
            .headers = {{"Content-Disposition", "attachment; filename=\"catalogue.csv\""},
                        {"Cache-Control", "no-store"}}};
}

}  // namespace

void add_catalogue_routes(http::Router& router, const CatalogueParts& parts) {
    router
        .on("POST", "/products/upload",
            [parts](const Request& request) { return upload(parts, request); })
        .with_body_max(upload_bytes_max);
    router.on("GET", "/productos",
              [parts](const Request& request) { return list_own(parts, request); });
    const auto with_objects = [&objects = parts.objects](auto show) {
        return [&objects, show](Store& store, const Request& request) {
            return show(objects, store, request);
        };
    };
    router.on("GET", "/products/item/{streamer}/{sku}",
              with_store(parts.stores, with_objects(show_item)));
    router.on("GET", "/products/streamer/{streamer}",
              with_store(parts.stores, with_objects(list_products)));
    router.on("GET", "/products/streamer/{streamer}/export.csv",
              with_store(parts.stores, export_csv));
    router.on(
        "GET", "/products/view/{streamer}",
        with_store(parts.stores, with_objects([](const ObjectStore& objects, Store& store,
                                                 const Request& request) {
                       return send(product_page_json(
                           store, objects,
                           {.streamer = request.path_value("streamer"), .limit = page_size_max}));
                   })));
    add_product_change_routes(router, parts);
    add_image_routes(router, parts.objects);
}

}  // namespace tts
