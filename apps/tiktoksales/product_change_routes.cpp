#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/catalogue_routes.hpp"
#include "apps/tiktoksales/product_answers.hpp"
#include "apps/tiktoksales/product_form.hpp"
#include "apps/tiktoksales/product_shelf.hpp"
#include "apps/tiktoksales/shop/clash.hpp"
#include "http/json_body.hpp"

#include <map>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

// The members of the body as texts, so that a change and an upload are held to the same rules.
using Given = std::map<std::string, std::string, std::less<>>;

void read_options(JsonBody& body, Given& given) {
    if (!body.has("options")) return;
    std::string joined;
    for (const auto& option : body.text_list("options", 50, {.length_max = 50})) {
        if (option.find_first_of(",|") != std::string::npos)
            body.refuse("options", "must not contain ',' or '|'");
        joined += (joined.empty() ? "" : "|") + option;
    }
    given["options"] = joined;
}

Given read_given(JsonBody& body) {
    Given given;
    for (const std::string name : {"name", "user_description", "code", "category", "tag"}) {
        constexpr http::TextRule any_length{
            .length_min = 0, .length_max = 2'000, .allow_line_breaks = true};
        if (body.has(name)) given[name] = body.optional_text(name, any_length).value_or("");
    }
    if (body.has("price")) given["price"] = body.money("price").to_string();
    if (body.has("stock"))
        given["stock"] = std::to_string(
            body.optional_integer("stock", {.min = 0, .max = stock_max}).value_or(0));
    read_options(body, given);
    return given;
}

Response send(Store& store, const CatalogueParts& parts, const Result<Product>& product) {
    if (!product) return answer_for(clash_in_words(product.error()));
    auto json = product_json(store, parts.objects, *product);
    return json ? Response::json(std::move(*json)) : answer_for(json.error());
}

std::string whoever(const CatalogueParts& parts, const Request& request) {
    return parts.gate.streamer_of(request).value_or("local");
}

Response change(const CatalogueParts& parts, Store& store, const Request& request) {
    JsonBody body(request.body);
    const Given given = body.ok() ? read_given(body) : Given();
    if (body.ok() && given.empty())
        body.refuse("name",
                    "nothing to change: give name, user_description, price, stock, code, options, "
                    "category or tag");
    if (!body.ok()) return body.error_response();
    const auto read =
        read_product_change([&](std::string_view field) -> std::optional<std::string> {
            const auto found = given.find(field);
            return found == given.end() ? std::nullopt : std::optional(found->second);
        });
    for (const auto& fault : read.faults) body.refuse(fault.field, fault.message);
    if (!body.ok()) return body.error_response();

    const auto before =
        store.product_by_sku(request.path_value("streamer"), request.path_value("sku"));
    if (!before) return answer_for(before.error());
    if (before->has_variants && read.change.stock) {
        body.refuse("stock", "is that of its variants: change theirs");
        return body.error_response();
    }
    return send(store, parts,
                ProductShelf::change(store, *before, read.change, whoever(parts, request)));
}

Response archive(const CatalogueParts& parts,
                 Store& store,
                 const Request& request,
                 Archived archived) {
    const auto before =
        store.product_by_sku(request.path_value("streamer"), request.path_value("sku"));
    if (!before) return answer_for(before.error());
    return send(store, parts,
                ProductShelf::archive(store, *before, archived, whoever(parts, request)));
}

}  // namespace

void add_product_change_routes(http::Router& router, const CatalogueParts& parts) {
    router.on("PATCH", "/products/item/{streamer}/{sku}",
              with_store(parts.stores, [parts](Store& store, const Request& request) {
                  return change(parts, store, request);
              }));
    router.on("POST", "/products/item/{streamer}/{sku}/archive",
              with_store(parts.stores, [parts](Store& store, const Request& request) {
                  return archive(parts, store, request, Archived::yes);
              }));
    router.on("POST", "/products/item/{streamer}/{sku}/unarchive",
              with_store(parts.stores, [parts](Store& store, const Request& request) {
                  return archive(parts, store, request, Archived::no);
              }));
}

}  // namespace tts
