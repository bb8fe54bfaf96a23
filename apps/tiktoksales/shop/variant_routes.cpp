#include "apps/tiktoksales/shop/variant_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/product_answers.hpp"
#include "apps/tiktoksales/shop/clash.hpp"
#include "core/claim_code.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::size_t options_max = 5;
constexpr int code_attempts_max = 5;
constexpr std::string_view chosen_for_me = "auto";

Response answer(const Result<Variant>& variant, int status = 200) {
    if (!variant) return answer_for(clash_in_words(variant.error()));
    JsonWriter json;
    write_variant(json, *variant);
    return Response::json(status, json.take());
}

void log_change(std::string_view event, const Variant& variant) {
    log_event(Level::info, event,
              {{"variant", variant.id.to_string()},
               {"streamer", variant.streamer},
               {"sku", variant.sku},
               {"code", variant.code},
               {"stock", variant.stock}});
}

std::optional<Money> read_price(JsonBody& body) {
    if (!body.has("price")) return std::nullopt;
    const Money price = body.money("price");
    if (price == Money()) body.refuse("price", "must be more than 0; null is the product's price");
    return price;
}

std::vector<std::string> read_options(JsonBody& body) {
    auto options = body.text_list("options", options_max, {.length_max = 50});
    if (options.empty()) body.refuse("options", "must name at least one, such as [\"M\"]");
    auto sorted = options;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
        body.refuse("options", "must differ from each other");
    return options;
}

std::optional<std::int32_t> read_stock(JsonBody& body) {
    const auto stock = body.optional_integer("stock", {.min = 0, .max = stock_max});
    if (!stock) return std::nullopt;
    return static_cast<std::int32_t>(*stock);
}

VariantChange read_change(JsonBody& body) {
    VariantChange change;
    change.sku = body.optional_text("sku", {.length_max = 50});
    change.code =
        body.optional_text("code", {.length_min = 0, .length_max = claim_code_length_max});
    if (body.has("options")) change.options = read_options(body);
    change.price = read_price(body);
    change.drops_price = !body.optional_boolean("own_price").value_or(true);
    change.stock = read_stock(body);
    return change;
}

// Two who ask at the same moment get different codes: the later one is refused and asks again.
Result<Variant> add_with_free_code(VariantStore& variants, Variant variant) {
    for (int attempt = 1;; ++attempt) {
        const auto taken = variants.claim_codes(variant.streamer);
        if (!taken) return taken.error();
        variant.code = next_claim_code(*taken);
        auto added = variants.add(variant);
        const bool is_late = !added && added.error().code() == Errc::conflict &&
                             added.error().what().find(claim_code_taken) != std::string::npos;
        if (!is_late || attempt == code_attempts_max) return added;
    }
}

class VariantDesk {
public:
    VariantDesk(Store& store, VariantStore& variants, const Request& request)
        : store_(store), variants_(variants), request_(request) {}

    Response list() {
        const auto product = find_product();
        if (!product) return answer_for(product.error());
        const auto variants = variants_.of_product(product->id);
        if (!variants) return answer_for(variants.error());
        JsonWriter json;
        json.object().member("product_id", product->id).member("sku", product->sku);
        json.key("variants").array();
        for (const Variant& variant : *variants) write_variant(json, variant);
        json.end().end();
        return Response::json(json.take());
    }

    Response add() {
        JsonBody body(request_.body);
        Variant variant{.id = VariantId::next(), .sku = body.text("sku", {.length_max = 50})};
        variant.options = read_options(body);
        variant.code =
            body.optional_text("code", {.length_max = claim_code_length_max}).value_or("");
        variant.price = read_price(body);
        variant.stock = read_stock(body).value_or(0);
        if (!body.ok()) return body.error_response();
        const auto product = find_product();
        if (!product) return answer_for(product.error());
        variant.product = product->id;
        variant.streamer = product->streamer;
        const auto added = variant.code == chosen_for_me
                               ? add_with_free_code(variants_, std::move(variant))
                               : variants_.add(variant);
        if (added) log_change("variant_added", *added);
        return answer(added, 201);
    }

    Response change() {
        JsonBody body(request_.body);
        const auto change = read_change(body);
        if (!body.ok()) return body.error_response();
        const auto variant = find_variant();
        if (!variant) return answer_for(variant.error());
        const auto changed = variants_.change(variant->id, change);
        if (changed) log_change("variant_changed", *changed);
        return answer(changed);
    }

    Response archive(Archived archived) {
        const auto variant = find_variant();
        if (!variant) return answer_for(variant.error());
        const bool goes = archived == Archived::yes;
        const auto after =
            variants_.archive(variant->id, goes ? std::optional(now()) : std::nullopt);
        if (after) log_change(goes ? "variant_archived" : "variant_put_back", *after);
        return answer(after);
    }

private:
    Result<Product> find_product() {
        return store_.product_by_sku(request_.path_value("streamer"), request_.path_value("sku"));
    }

    Result<Variant> find_variant() {
        const auto product = find_product();
        if (!product) return product.error();
        const auto variants = variants_.of_product(product->id);
        if (!variants) return variants.error();
        const std::string& name = request_.path_value("variant");
        for (const Variant& variant : *variants)
            if (variant.sku == name || variant.id.to_string() == name) return variant;
        return Error(Errc::not_found, "the product has no variant " + name);
    }

    Store& store_;
    VariantStore& variants_;
    const Request& request_;
};

}  // namespace

void add_variant_routes(http::Router& router, StorePool& stores, VariantStore& variants) {
    const auto on = [&](const char* method, const std::string& path, auto action) {
        router.on(method, "/products/item/{streamer}/{sku}/variants" + path,
                  with_store(stores, [&variants, action](Store& store, const Request& request) {
                      VariantDesk desk(store, variants, request);
                      return action(desk);
                  }));
    };
    on("GET", "", [](VariantDesk& desk) { return desk.list(); });
    on("POST", "", [](VariantDesk& desk) { return desk.add(); });
    on("PATCH", "/{variant}", [](VariantDesk& desk) { return desk.change(); });
    on("POST", "/{variant}/archive", [](VariantDesk& desk) { return desk.archive(Archived::yes); });
    on("POST", "/{variant}/unarchive",
       [](VariantDesk& desk) { return desk.archive(Archived::no); });
}

}  // namespace tts
