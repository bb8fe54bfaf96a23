#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema product_page() {
    return object(
        {{"streamer", text()}, {"total", integer()}, {"products", array_of(reference("Product"))}});
}

Schema product_form() {
    return object({{"streamer", text({.min = 1, .max = 255})},
                   {"sku", text({.min = 1, .max = 50})},
                   {"name", text({.min = 1, .max = 255})},
                   {"user_description", text({.min = 1, .max = 2'000})},
                   {"price", amount()},
                   {"stock", integer({.min = 0, .max = 100'000})},
                   optional("files", array_of(picture())),
                   optional("code", text({.min = 0, .max = 32})),
                   optional("options", text()),
                   optional("currency", text({.min = 3, .max = 3})),
                   optional("category", text({.min = 0, .max = 255})),
                   optional("tag", text({.min = 0, .max = 255}))});
}

Endpoint upload() {
    return {.method = "POST",
            .pattern = "/products/upload",
            .summary = "Add a product, or change the one with this SKU",
            .description =
                "Pictures are JPEG, PNG, WebP or GIF up to 8 MiB; without any, those "
                "that the product has stay. Options are separated by commas.",
            .parameters = {},
            .bodies = {{.content_type = "multipart/form-data", .schema = product_form()}},
            .answers = {{.status = 201,
                         .description = "It is stored.",
                         .schema = object({{"product_id", uuid()},
                                           {"sku", text()},
                                           {"name", text()},
                                           {"streamer", text()},
                                           {"price", amount()},
                                           {"stock", integer()},
                                           {"images_uploaded", integer()},
                                           {"model_description_generated", boolean()},
                                           {"message", text()}})}}};
}

Endpoint show_item() {
    return {.method = "GET",
            .pattern = "/products/item/{streamer}/{sku}",
            .summary = "One product",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The product.", .schema = reference("Product")}}};
}

Endpoint list_products() {
    return {
        .method = "GET",
        .pattern = "/products/streamer/{streamer}",
        .summary = "A streamer's products, by SKU",
        .description = "",
        .parameters = {{.name = "q",
                        .schema = text({.min = 0, .max = 255}),
                        .description = "Only those with all of these words in their name, claim "
                                       "code or SKU; case and accents do not matter"},
                       {.name = "archived",
                        .schema = names({"true", "false", "any"}),
                        .description = "Those off the shelf instead, or both"},
                       {.name = "limit",
                        .schema = integer({.min = 1, .max = 500}),
                        .description = "50 if left out"},
                       {.name = "offset",
                        .schema = integer({.min = 0, .max = 2'147'483'647}),
                        .description = "How many to skip"}},
        .bodies = {},
        .answers = {{.description = "A page, and how many there are.", .schema = product_page()}}};
}

Endpoint export_products() {
    return {.method = "GET",
            .pattern = "/products/streamer/{streamer}/export.csv",
            .summary = "A streamer's products as CSV",
            .description =
                "What `tiktoksales import` reads back. Texts that a spreadsheet program would "
                "compute (they begin with = + - or @) have a quote in front, which the import "
                "takes off again.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "A header and one row for each product on the shelf.",
                         .schema = text(),
                         .content_type = "text/csv"}}};
}

Schema product_change() {
    return object({optional("name", text({.min = 1, .max = 255})),
                   optional("user_description", text({.min = 1, .max = 2'000})),
                   optional("price", either({amount(), text()})),
                   optional("stock", integer({.min = 0, .max = 100'000})),
                   optional("code", text({.min = 0, .max = 32})),
                   optional("options", array_of(text({.min = 1, .max = 50}))),
                   optional("category", text({.min = 0, .max = 255})),
                   optional("tag", text({.min = 0, .max = 255}))});
}

Endpoint change_product() {
    return {.method = "PATCH",
            .pattern = "/products/item/{streamer}/{sku}",
            .summary = "Change a product, also while a show runs",
            .description =
                "What is not named stays as it is. Orders keep the price that they were "
                "made at.",
            .parameters = {},
            .bodies = {{.schema = product_change()}},
            .answers = {{.description = "The product.", .schema = reference("Product")}}};
}

Endpoint archive_product(std::string_view pattern,
                         std::string_view summary,
                         std::string_view description) {
    return {.method = "POST",
            .pattern = pattern,
            .summary = summary,
            .description = description,
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The product.", .schema = reference("Product")}}};
}

Endpoint own_products() {
    return {.method = "GET",
            .pattern = "/productos",
            .summary = "The products of the streamer whose token is sent",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The first 500.", .schema = product_page()}},
            .needs_token = true};
}

Endpoint view_products() {
    return {.method = "GET",
            .pattern = "/products/view/{streamer}",
            .summary = "A streamer's products, the first 500",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The products.", .schema = product_page()}}};
}

Endpoint show_picture(std::string_view pattern, std::string_view summary) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "A picture; the Content-Type says of which kind.",
                         .schema = picture(),
                         .content_type = "image/*"}}};
}

}  // namespace

std::vector<Endpoint> catalogue_endpoints() {
    return {
        upload(),
        show_item(),
        change_product(),
        archive_product("/products/item/{streamer}/{sku}/archive", "Take a product off the shelf",
                        "It is no longer listed, matched or sold, and no longer pinned; its "
                        "orders and their traces stay."),
        archive_product("/products/item/{streamer}/{sku}/unarchive",
                        "Put a product back on the shelf", ""),
        list_products(),
        export_products(),
        view_products(),
        own_products()};
}

std::vector<Endpoint> picture_endpoints() {
    return {show_picture("/images/products/{streamer}/{sku}/{file}", "A picture of a product"),
            show_picture("/images/frames/{streamer}/{file}", "A frame of a stream")};
}

}  // namespace tts::openapi
