#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Parameter language() {
    return {.name = "lang",
            .schema = names({"en", "es"}),
            .description = "Left out: as the browser prefers"};
}

Answer printed_page(std::string_view description) {
    return {.description = description, .schema = text(), .content_type = "text/html"};
}

Endpoint pick_list() {
    return {.method = "GET",
            .pattern = "/orders/picklist",
            .summary = "What is to be taken from the shelves, for a printer",
            .description = "All orders that are paid and not sent: by product, and by buyer.",
            .parameters = {{.name = "streamer",
                            .schema = text({.min = 1, .max = 255}),
                            .description = "Whose orders",
                            .is_required = true},
                           language()},
            .bodies = {},
            .answers = {printed_page("A page without scripts.")}};
}

Endpoint packing_slip() {
    return {.method = "GET",
            .pattern = "/orders/{order_number}/slip",
            .summary = "What goes into a parcel, for a printer",
            .description = "Without prices.",
            .parameters = {language()},
            .bodies = {},
            .answers = {printed_page("A page without scripts.")}};
}

std::vector<Parameter> period() {
    return {{.name = "from",
             .schema = text(),
             .description = "A day (2026-11-01, from midnight UTC) or a time; left out: 30 days "
                            "before the end"},
            {.name = "to", .schema = text(), .description = "Likewise, exclusive; left out: now"}};
}

Endpoint statement() {
    const auto sums = object({{"currency", text({.min = 3, .max = 3})},
                              {"orders", integer()},
                              {"gross", amount()},
                              {"refunds", amount()},
                              {"fees", amount()},
                              {"commission", amount()},
                              {"net", amount()}});
    const auto line = object({{"order_id", uuid()},
                              {"order_number", text()},
                              {"buyer", text()},
                              {"status", text()},
                              {"booked_at", date_time()},
                              {"currency", text({.min = 3, .max = 3})},
                              {"gross", amount()},
                              {"refunds", amount()},
                              {"fees", amount()},
                              {"commission", amount()},
                              {"net", amount()}});
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/statement",
            .summary = "What was sold, went back and was earned",
            .description =
                "Of what was booked in the period. net is what is left to the shop: gross less "
                "refunds, the provider's fees, and the streamer's commission.",
            .parameters = period(),
            .bodies = {},
            .answers = {{.description = "Sums by currency, and each order.",
                         .schema = object({{"streamer", text()},
                                           {"from", date_time()},
                                           {"to", date_time()},
                                           {"totals", array_of(sums)},
                                           {"orders", array_of(line)}})}}};
}

Endpoint statement_csv() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/statement.csv",
            .summary = "The same as CSV",
            .description = "Texts that a spreadsheet program would compute have a quote in front.",
            .parameters = period(),
            .bodies = {},
            .answers = {{.description = "A header, and one row for each order.",
                         .schema = text(),
                         .content_type = "text/csv"}}};
}

Schema event_names() {
    return names({"order.created", "order.changed", "order.paid", "order.cancelled",
                  "order.shipped", "order.tracked", "order.delivered", "order.refunded",
                  "payment.refunded"});
}

Endpoint add_webhook() {
    return {
        .method = "POST",
        .pattern = "/streamers/{streamer}/webhooks",
        .summary = "Have events of orders sent to a shop system",
        .description =
            "Each is a POST of {id, type, created_at, data} with the header TikTokSales-Signature: "
            "t=<seconds>,v1=<HMAC-SHA-256 of \"<t>.<body>\" under the secret>. What is not "
            "answered with 2xx comes again for 20 hours; an id that was there before is the same "
            "event.",
        .parameters = {},
        .bodies = {{.schema = object({{"url", text({.min = 1, .max = 2'000})},
                                      optional("events", array_of(event_names(), {0, 8}))})}},
        .answers = {{.status = 201,
                     .description = "The webhook; its secret is never shown again.",
                     .schema = object({{"id", uuid()},
                                       {"url", text()},
                                       {"events", array_of(event_names())},
                                       {"created_at", date_time()},
                                       {"secret", text()}})},
                    {.status = 409,
                     .description = "There are ten already.",
                     .schema = reference("Error")}},
        .needs_token = true};
}

Endpoint list_webhooks() {
    const auto webhook = object({{"id", uuid()},
                                 {"url", text()},
                                 {"events", array_of(event_names())},
                                 {"created_at", date_time()}});
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/webhooks",
            .summary = "Where events are sent to",
            .description = "No events: all of them.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The webhooks.",
                         .schema = object({{"webhooks", array_of(webhook)}})}},
            .needs_token = true};
}

Endpoint remove_webhook() {
    return {.method = "DELETE",
            .pattern = "/streamers/{streamer}/webhooks/{id}",
            .summary = "Send nothing more to it",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "It is gone.", .schema = object({{"ok", boolean()}})}},
            .needs_token = true};
}

Endpoint list_deliveries() {
    const auto delivery = object({{"webhook_id", uuid()},
                                  {"event_id", uuid()},
                                  {"type", text()},
                                  {"order_id", uuid()},
                                  {"created_at", date_time()},
                                  {"status", names({"pending", "delivered", "failed"})},
                                  {"attempts", integer()},
                                  {"due_at", date_time()},
                                  {"answer", or_null(integer())},
                                  {"error", text()}});
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/webhooks/deliveries",
            .summary = "What was sent, newest first",
            .description = "",
            .parameters = {{.name = "status",
                            .schema = names({"pending", "delivered", "failed"}),
                            .description = "Left out: any"},
                           {.name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 if left out"}},
            .bodies = {},
            .answers = {{.description = "The deliveries.",
                         .schema = object({{"deliveries", array_of(delivery)}})}},
            .needs_token = true};
}

Endpoint replay_delivery() {
    return {
        .method = "POST",
        .pattern = "/streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay",
        .summary = "Send an event once more",
        .description = "From the beginning, whatever became of it before.",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "It is on its way.", .schema = object({{"ok", boolean()}})}},
        .needs_token = true};
}

}  // namespace

std::vector<Endpoint> seller_order_endpoints() {
    return {pick_list(),     packing_slip(),   statement(),       statement_csv(),  add_webhook(),
            list_webhooks(), remove_webhook(), list_deliveries(), replay_delivery()};
}

}  // namespace tts::openapi
