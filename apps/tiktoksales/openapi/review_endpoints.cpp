#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "core/product.hpp"

namespace tts::openapi {

namespace {

constexpr Range quantities{.min = 1, .max = quantity_max};

Schema waiting_comment() {
    const auto variant = object({{"variant_id", uuid()},
                                 {"sku", text()},
                                 {"code", text()},
                                 {"name", text()},
                                 {"price", amount()},
                                 {"stock", integer()}});
    const auto candidate = object({{"product_id", uuid()},
                                   {"sku", text()},
                                   {"code", text()},
                                   {"name", text()},
                                   {"price", amount()},
                                   {"currency", text()},
                                   {"stock", integer()},
                                   {"why", text()},
                                   {"variants", array_of(variant)}});
    return object({{"id", uuid()},
                   {"client", text()},
                   {"message", text()},
                   {"source", text()},
                   {"language", text()},
                   {"arrived_at", date_time()},
                   {"intent", text()},
                   {"score", probability()},
                   {"reason", text()},
                   {"quantity", integer()},
                   {"variant", text()},
                   {"cancels", boolean()},
                   {"candidates", array_of(candidate)}});
}

Endpoint list_waiting() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/review",
            .summary = "The comments that wait for a person",
            .description =
                "Those of the last three days that were too doubtful to act on, newest "
                "first, at most 200, with the products they may mean.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "What waits.",
                         .schema = object(
                             {{"streamer", text()}, {"comments", array_of(waiting_comment())}})}}};
}

Endpoint give_order() {
    return {
        .method = "POST",
        .pattern = "/streamers/{streamer}/comments/{comment}/order",
        .summary = "Give a comment its order",
        .description =
            "Places the order by the usual rules, with the comment as its evidence, whatever "
            "was decided about it, and teaches the intent model. What is left out is what the "
            "comment asked for. Sent again it answers 200 with the same order, until that is "
            "cancelled.",
        .parameters = {},
        .bodies = {{.schema = object({optional("product_id", or_null(text())),
                                      optional("quantity", or_null(integer(quantities))),
                                      optional("variant", or_null(text()))})}},
        .answers = {{.status = 201, .description = "It is placed.", .schema = reference("Order")},
                    {.description = "It was placed before.", .schema = reference("Order")}}};
}

std::vector<Answer> decided() {
    return {{.description = "What is decided now.",
             .schema = object({{"id", text()}, {"decision", names({"ignored", "review"})}})}};
}

Endpoint dismiss() {
    const auto label = names({"buy", "question", "feedback", "complaint", "none"});
    return {.method = "POST",
            .pattern = "/streamers/{streamer}/comments/{comment}/dismiss",
            .summary = "Give a comment no order",
            .description =
                "409 if it does not wait for a person. `label` says what it meant "
                "instead, and teaches the intent model.",
            .parameters = {},
            .bodies = {{.schema = object({optional("label", or_null(label))})}},
            .answers = decided()};
}

Endpoint reopen() {
    return {.method = "POST",
            .pattern = "/streamers/{streamer}/comments/{comment}/reopen",
            .summary = "Let a comment wait for a person again",
            .description = "409 if it does already. An order that it has stays.",
            .parameters = {},
            .bodies = {},
            .answers = decided()};
}

Endpoint make_token() {
    return {.method = "POST",
            .pattern = "/streamers/{streamer}/overlay_token",
            .summary = "Make the token of a streamer's overlay",
            .description =
                "It is shown once; the one before is good for nothing from then on. "
                "Buyers are shown by their first letter unless `shows_names`.",
            .parameters = {},
            .bodies = {{.schema = object({optional("shows_names", or_null(boolean()))})}},
            .answers = {{.status = 201,
                         .description = "The token, and the path of the page at the dashboard.",
                         .schema = object({{"streamer", text()},
                                           {"token", text()},
                                           {"path", text()},
                                           {"shows_names", boolean()}})}}};
}

Endpoint revoke_token() {
    return {.method = "DELETE",
            .pattern = "/streamers/{streamer}/overlay_token",
            .summary = "Revoke the token of a streamer's overlay",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "There is none.", .schema = object({{"ok", boolean()}})}}};
}

Endpoint show_state() {
    const auto product =
        object({{"name", text()},
                {"code", text()},
                {"price", amount()},
                {"currency", text()},
                {"units_left", integer()},
                {"units_back_at", or_null(date_time())},
                {"variants",
                 array_of(object({{"name", text()}, {"code", text()}, {"units_left", integer()}}))},
                {"image_url", or_null(text())}});
    const auto buyer = object(
        {{"id", uuid()}, {"name", text()}, {"product_name", text()}, {"quantity", integer()}});
    return {.method = "GET",
            .pattern = "/overlay/{streamer}/state",
            .summary = "What a streamer's overlay shows now",
            .description =
                "Needs the overlay's token, and lets nothing else be read. "
                "`units_back_at`: when the first of the units that others hold is free "
                "again unless it is paid; only where nothing is left.",
            .parameters = {{.in = In::query,
                            .name = "token",
                            .schema = text(),
                            .description = "That of the streamer's overlay.",
                            .is_required = true}},
            .bodies = {},
            .answers = {{.description = "The product on screen, and who ordered last.",
                         .schema = object({{"streamer", text()},
                                           {"now", date_time()},
                                           {"product", or_null(product)},
                                           {"buyers", array_of(buyer)}})}}};
}

}  // namespace

std::vector<Endpoint> review_endpoints() {
    return {list_waiting(), give_order(),   dismiss(),   reopen(),
            make_token(),   revoke_token(), show_state()};
}

}  // namespace tts::openapi
