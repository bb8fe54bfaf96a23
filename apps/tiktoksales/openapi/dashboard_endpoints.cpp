#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Parameter streamer_or_all() {
    return {.name = "streamer", .schema = text(), .description = "Empty: all"};
}

Parameter limit(std::string_view description) {
    return {.name = "limit", .schema = integer({.min = 1, .max = 500}), .description = description};
}

Endpoint read(std::string_view pattern,
              std::string_view summary,
              std::vector<Parameter> parameters,
              const Schema& schema) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = "",
            .parameters = std::move(parameters),
            .bodies = {},
            .answers = {{.description = "The figures of now.", .schema = schema}}};
}

Endpoint page_file(std::string_view pattern,
                   std::string_view summary,
                   std::string_view content_type) {
    return {
        .method = "GET",
        .pattern = pattern,
        .summary = summary,
        .description = "",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "The file.", .schema = text(), .content_type = content_type}}};
}

Schema shelf() {
    return object({{"streamer", text()},
                   {"total", integer()},
                   {"products", array_of(object({{"product_id", uuid()},
                                                 {"sku", text()},
                                                 {"code", text()},
                                                 {"name", text()},
                                                 {"price", amount()},
                                                 {"currency", text()},
                                                 {"stock", integer()},
                                                 {"options", array_of(text())},
                                                 {"image_urls", array_of(text())}}))}});
}

Schema totals() {
    return object({{"streamer", text()},
                   {"comments", integer()},
                   {"intents", map_of(integer())},
                   {"decisions", map_of(integer())},
                   {"orders", integer()},
                   {"units", integer()},
                   {"revenue", amount()},
                   {"commission", amount()}});
}

std::vector<Endpoint> page() {
    return {page_file("/", "The dashboard", "text/html; charset=utf-8"),
            page_file("/app.js", "Its script", "text/javascript; charset=utf-8"),
            page_file("/style.css", "Its style", "text/css; charset=utf-8"),
            page_file("/favicon.svg", "Its icon", "image/svg+xml")};
}

std::vector<Parameter> order_parameters() {
    return {streamer_or_all(),
            {.name = "status", .schema = reference("OrderStatus"), .description = "Left out: any"},
            {.name = "buyer", .schema = text(), .description = "Empty: all"},
            limit("50 if left out"),
            {.name = "cursor", .schema = uuid(), .description = "next_cursor of the page before"}};
}

std::vector<Parameter> product_parameters() {
    return {{.name = "streamer", .schema = text(), .description = "Whose", .is_required = true},
            limit("500 if left out"),
            {.name = "offset",
             .schema = integer({.min = 0, .max = 2'147'483'647}),
             .description = "How many to skip"}};
}

}  // namespace

std::vector<Endpoint> dashboard_endpoints() {
    auto all = page();
    all.push_back(read("/api/streamers", "Who streamed lately", {},
                       object({{"streamers", array_of(text())}})));
    all.push_back(read("/api/feed", "The newest comments, with what became of them",
                       {streamer_or_all(), limit("60 if left out")},
                       object({{"comments", array_of(reference("DecidedComment"))}})));
    all.push_back(
        read("/api/totals", "Counts, revenue and commission", {streamer_or_all()}, totals()));
    all.push_back(
        read("/api/orders", "Orders, newest first", order_parameters(),
             object({{"orders", array_of(reference("Order"))}, {"next_cursor", or_null(uuid())}})));
    all.push_back(
        read("/api/products", "Products with their stock", product_parameters(), shelf()));
    return all;
}

}  // namespace tts::openapi
