#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "core/claim_code.hpp"
#include "core/product.hpp"

namespace tts::openapi {

namespace {

constexpr Range units{.min = 0, .max = stock_max};
constexpr Length code{.min = 0, .max = claim_code_length_max};
constexpr std::string_view pattern = "/products/item/{streamer}/{sku}/variants";

Schema options() {
    return array_of(text({.min = 1, .max = 50}));
}

Endpoint quick_add() {
    return {.method = "POST",
            .pattern = "/products/quick",
            .summary = "Add a product while the show runs",
            .description =
                "It can be claimed at once, by the claim code in the answer: the next "
                "free one of A1, A2... unless one is chosen. Pictures can follow.",
            .parameters = {},
            .bodies = {{.content_type = "multipart/form-data",
                        .schema = object({{"streamer", text({.min = 1, .max = 255})},
                                          {"name", text({.min = 1, .max = 255})},
                                          {"price", amount()},
                                          {"stock", integer(units)},
                                          optional("code", text(code)),
                                          optional("currency", text({.min = 3, .max = 3})),
                                          optional("files", array_of(picture()))})}},
            .answers = {
                {.status = 201, .description = "The product.", .schema = reference("Product")}}};
}

Endpoint list_variants() {
    return {.method = "GET",
            .pattern = pattern,
            .summary = "The variants of a product",
            .description = "Also those off the shelf, which come last.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "All of them.",
                         .schema = object({{"product_id", uuid()},
                                           {"sku", text()},
                                           {"variants", array_of(reference("Variant"))}})}}};
}

Endpoint add_variant() {
    return {.method = "POST",
            .pattern = pattern,
            .summary = "Add a variant to a product",
            .description =
                "From its first variant on a product is sold only in one of them: its "
                "stock is theirs, and units that it had without a variant leave the "
                "shelf. The claim code \"auto\" is the next free one of A1, A2... "
                "Without a price the product's counts.",
            .parameters = {},
            .bodies = {{.schema = object({{"sku", text({.min = 1, .max = 50})},
                                          {"options", options()},
                                          optional("code", or_null(text(code))),
                                          optional("price", or_null(either({amount(), text()}))),
                                          optional("stock", or_null(integer(units)))})}},
            .answers = {
                {.status = 201, .description = "The variant.", .schema = reference("Variant")}}};
}

Endpoint change_variant() {
    return {.method = "PATCH",
            .pattern = "/products/item/{streamer}/{sku}/variants/{variant}",
            .summary = "Change a variant, by its SKU or its id",
            .description =
                "What is not named stays as it is. `own_price` false: it costs what "
                "the product does from now on.",
            .parameters = {},
            .bodies = {{.schema = object({optional("sku", or_null(text({.min = 1, .max = 50}))),
                                          optional("options", or_null(options())),
                                          optional("code", or_null(text(code))),
                                          optional("price", or_null(either({amount(), text()}))),
                                          optional("own_price", or_null(boolean())),
                                          optional("stock", or_null(integer(units)))})}},
            .answers = {{.description = "The variant.", .schema = reference("Variant")}}};
}

Endpoint archive_variant(std::string_view path,
                         std::string_view summary,
                         std::string_view description) {
    return {.method = "POST",
            .pattern = path,
            .summary = summary,
            .description = description,
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The variant.", .schema = reference("Variant")}}};
}

}  // namespace

std::vector<Endpoint> variant_endpoints() {
    return {quick_add(),
            list_variants(),
            add_variant(),
            change_variant(),
            archive_variant("/products/item/{streamer}/{sku}/variants/{variant}/archive",
                            "Take a variant off the shelf",
                            "With the units that nobody holds; its orders stay."),
            archive_variant("/products/item/{streamer}/{sku}/variants/{variant}/unarchive",
                            "Put a variant back on the shelf", "With no units: set its stock.")};
}

}  // namespace tts::openapi
