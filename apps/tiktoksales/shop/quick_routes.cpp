#include "apps/tiktoksales/shop/quick_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/form_upload.hpp"
#include "apps/tiktoksales/product_answers.hpp"
#include "apps/tiktoksales/product_form.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "apps/tiktoksales/shop/clash.hpp"
#include "core/claim_code.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr int code_attempts_max = 5;

// A number that no other product of the streamer has, not even an archived one: a SKU that is
// taken would change that product.
std::string fresh_sku() {
    const std::string digits = Uuid::next().to_string();
    return "LIVE-" + digits.substr(digits.size() - 12);
}

// Two who ask at the same moment get different codes: the later one is refused and asks again.
Result<Product> put_with_free_code(const CatalogueParts& parts,
                                   VariantStore& variants,
                                   Store& store,
                                   Product product,
                                   std::span<const std::string> pictures) {
    const ProductShelf shelf(parts.objects, parts.matcher);
    const bool is_chosen = !product.code.empty();
    for (int attempt = 1;; ++attempt) {
        if (!is_chosen) {
            const auto taken = variants.claim_codes(product.streamer);
            if (!taken) return taken.error();
            product.code = next_claim_code(*taken);
        }
        auto put = shelf.put(store, product, pictures);
        const bool is_late = !put && put.error().code() == Errc::conflict;
        if (is_chosen || !is_late || attempt == code_attempts_max) return put;
    }
}

Response quick(const CatalogueParts& parts, VariantStore& variants, const Request& request) {
    const FormUpload form(request, "files");
    if (form.refusal()) return *form.refusal();
    const auto owner = parts.gate.streamer_of(request);
    const std::string sku = fresh_sku();
    const auto read = read_product([&](std::string_view field) -> std::optional<std::string> {
        if (field == "streamer" && owner) return *owner;
        if (field == "sku") return sku;
        if (field == "user_description") return form.text("name");
        return form.text(field);
    });
    std::vector<http::FieldError> errors;
    for (const auto& fault : read.faults)
        if (fault.field != "user_description")
            errors.push_back({.location = {"body", fault.field},
                              .message = fault.message,
                              .type = "value_error"});
    if (!errors.empty()) return http::validation_error(errors);

    const auto store = parts.stores.lease();
    if (!store) return answer_for(store.error());
    const auto product =
        put_with_free_code(parts, variants, **store, read.product, form.pictures());
    if (!product) return answer_for(clash_in_words(product.error()));
    auto json = product_json(**store, parts.objects, *product);
    return json ? Response::json(201, std::move(*json)) : answer_for(json.error());
}

}  // namespace

void add_quick_route(http::Router& router, const CatalogueParts& parts, VariantStore& variants) {
    router
        .on("POST", "/products/quick",
            [parts, &variants](const Request& request) { return quick(parts, variants, request); })
        .with_body_max(upload_bytes_max);
}

}  // namespace tts
