#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr Length name_length{.min = 1, .max = 255};

Schema created_order() {
    return object({{"order_id", uuid()},
                   {"order_number", text()},
                   {"status", reference("OrderStatus")},
                   {"product_id", uuid()},
                   {"product_name", text()},
                   {"quantity", integer({.min = 1, .max = 1'000})},
                   {"unit_price", amount()},
                   {"total_price", amount()},
                   {"currency", text({.min = 3, .max = 3})}});
}

Endpoint create_order() {
    return {
        .method = "POST",
        .pattern = "/order/create",
        .summary = "Place an order by hand",
        .description = "The price is the catalogue's.",
        .parameters = {{.in = In::header,
                        .name = "Idempotency-Key",
                        .schema = text({.min = 0, .max = 255}),
                        .description = "An order under the same key is made once",
                        .is_required = false}},
        .bodies = {{.schema = object(
                        {{"product_id", text(name_length)},
                         {"buyer", text(name_length)},
                         {"streamer", text(name_length)},
                         optional("source", or_null(text({.min = 1, .max = 64}))),
                         optional("quantity", or_null(integer({.min = 1, .max = 1'000})))})}},
        .answers = {
            {.description = "It was placed before, under the same key.", .schema = created_order()},
            {.status = 201, .description = "It is placed.", .schema = created_order()},
            {.status = 409, .description = "Not so many are left.", .schema = reference("Error")}}};
}

Endpoint list_orders() {
    return {.method = "GET",
            .pattern = "/orders",
            .summary = "Orders, newest first",
            .description = "",
            .parameters = {{.name = "streamer", .schema = text(), .description = "Empty: all"},
                           {.name = "buyer", .schema = text(), .description = "Empty: all"},
                           {.name = "status",
                            .schema = reference("OrderStatus"),
                            .description = "Left out: any"},
                           {.name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 if left out"},
                           {.name = "cursor",
                            .schema = uuid(),
                            .description = "The next_cursor of the page before"}},
            .bodies = {},
            .answers = {{.description = "A page; next_cursor is null on the last.",
                         .schema = object({{"orders", array_of(reference("Order"))},
                                           {"next_cursor", or_null(uuid())}})}}};
}

Endpoint show_order() {
    return {.method = "GET",
            .pattern = "/orders/{order_number}",
            .summary = "One order",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The order.", .schema = reference("Order")}}};
}

Endpoint change_order() {
    const auto parcel = or_null(text({.min = 0, .max = 64}));
    return {
        .method = "PATCH",
        .pattern = "/orders/{order_number}",
        .summary = "Say what became of an order",
        .description =
            "Paid orders are shipped, then delivered; a pending one can be cancelled, which "
            "gives its units back and withdraws its payment, or get another quantity, which is "
            "changed on its own. The buyer is told the tracking number. Asking again for what is "
            "so already changes nothing.",
        .parameters = {},
        .bodies = {{.schema = object(
                        {optional("status", or_null(names({"shipped", "delivered", "cancelled"}))),
                         optional("quantity", or_null(integer({.min = 1, .max = 1'000}))),
                         optional("tracking_number", parcel), optional("carrier", parcel)})}},
        .answers = {{.description = "The order as it is now.", .schema = reference("Order")},
                    {.status = 409,
                     .description = "It cannot become so, or not as many are left; the answer "
                                    "says what it can.",
                     .schema = reference("Error")}}};
}

Schema notification() {
    return object({{"id", uuid()},
                   {"type", names({"whatsapp", "sms", "email", "in_app"})},
                   {"status", names({"pending", "sent", "failed"})},
                   {"retry_count", integer()},
                   {"message_sid", text()},
                   {"created_at", date_time()},
                   {"updated_at", date_time()}});
}

// One entry of the books: out of the account that is credited, into the one that is debited.
Schema booked() {
    return object({{"kind", names({"sale", "payment", "commission", "refund", "fee"})},
                   {"amount", amount()},
                   {"currency", text()},
                   {"credit", text()},
                   {"debit", text()},
                   {"created_at", date_time()}});
}

Endpoint show_trace() {
    return {
        .method = "GET",
        .pattern = "/trace/{order_number}",
        .summary = "How an order came about",
        .description = "From the comments over intent and match to notifications and commission.",
        .parameters = {},
        .bodies = {},
        .answers = {
            {.description = "The whole chain.",
             .schema = object(
                 {{"order", reference("Order")},
                  {"comments", array_of(reference("DecidedComment"))},
                  {"origins",
                   array_of(object(
                       {{"comment_id", uuid()}, {"request_id", text()}, {"trace_id", text()}}))},
                  {"match", or_null(reference("Match"))},
                  {"payment", anything()},
                  {"notifications", array_of(notification())},
                  {"commission", object({{"streamer", text()},
                                         {"percentage", amount()},
                                         {"amount", amount()},
                                         {"currency", text()}})},
                  {"books", array_of(booked())},
                  {"events", array_of(object({{"id", uuid()},
                                              {"kind", text()},
                                              {"created_at", date_time()},
                                              {"payload", anything()}}))},
                  {"timeline", array_of(object({{"time", date_time()}, {"what", text()}}))}})}}};
}

Schema show_settings() {
    const auto pin = object({{"product_id", uuid()}, {"since", date_time()}});
    return object({{"username", text()},
                   {"platform", text()},
                   {"commission_percentage", amount()},
                   {"stream_delay_ms", integer()},
                   {"learn_stream_delay", boolean()},
                   {"stream_delay_changes", integer()},
                   {"repeat_policy", names({"ignore", "add", "replace"})},
                   {"trigger_words", array_of(text())},
                   {"blocked_words", array_of(text())},
                   {"pin", or_null(pin)},
                   {"platform_pin", or_null(pin)}});
}

std::vector<Answer> settings_answer() {
    return {{.description = "What is set now.", .schema = show_settings()}};
}

Endpoint show_streamer() {
    return {.method = "GET",
            .pattern = "/streamers/{username}",
            .summary = "A streamer's settings and pin",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = settings_answer()};
}

Endpoint save_streamer() {
    const auto percentage = either({amount(), text()});
    const auto words = or_null(array_of(text({.min = 1, .max = 50}), {0, 200}));
    return {
        .method = "PUT",
        .pattern = "/streamers/{username}",
        .summary = "Set a streamer's settings",
        .description =
            "What is left out stays. A message of nothing but trigger words claims, one with a "
            "blocked word does not. A claim said again within a minute is by the policy ignored, "
            "added if it names a number, or replaced by the number it names. A stream_delay_ms "
            "that is "
            "set stays; with learn_stream_delay it is learned from how long after a change of what "
            "is shown the first viewer asks for it by code or name. stream_delay_changes says how "
            "many changes that rests on: until there are eight, the delay is 0.",
        .parameters = {},
        .bodies = {{.schema = object(
                        {optional("platform", or_null(text({.min = 1, .max = 64}))),
                         optional("commission_percentage", or_null(percentage)),
                         optional("stream_delay_ms", or_null(integer({.min = 0, .max = 120'000}))),
                         optional("learn_stream_delay", or_null(boolean())),
                         optional("repeat_policy", or_null(names({"ignore", "add", "replace"}))),
                         optional("trigger_words", words), optional("blocked_words", words)})}},
        .answers = settings_answer()};
}

Endpoint pin_product() {
    return {.method = "PUT",
            .pattern = "/streamers/{username}/pin",
            .summary = "Say which product is being shown",
            .description = "By id or SKU; without either, nothing is pinned any more.",
            .parameters = {},
            .bodies = {{.schema = object({optional("product_id", or_null(text(name_length))),
                                          optional("sku", or_null(text(name_length)))})}},
            .answers = settings_answer()};
}

Endpoint pin_by_platform() {
    Endpoint endpoint = pin_product();
    endpoint.pattern = "/streamers/{username}/platform_pin";
    endpoint.summary = "Tell which product the platform shows as pinned";
    endpoint.description =
        "By id or SKU; without either, nothing is pinned any more. It counts for less than the "
        "host's own pin, and for more than what is seen in the video; a claim goes to the review "
        "list if the video shows another product.";
    return endpoint;
}

}  // namespace

std::vector<Endpoint> order_endpoints() {
    return {create_order(),  list_orders(),   show_order(),  change_order(),   show_trace(),
            show_streamer(), save_streamer(), pin_product(), pin_by_platform()};
}

}  // namespace tts::openapi
