#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr Length name_length{.min = 1, .max = 255};

Parameter idempotency_key() {
    return {.in = In::header,
            .name = "Idempotency-Key",
            .schema = text({.min = 0, .max = 255}),
            .description = "What is asked for twice under one key is done once",
            .is_required = false};
}

Schema payment_status() {
    return names({"pending", "completed", "failed"});
}

Schema started_payment() {
    return object({{"payment_id", uuid()},
                   {"order_id", uuid()},
                   {"status", payment_status()},
                   {"amount", amount()},
                   {"refunded", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"message", text()},
                   {"provider", names({"stripe", "cod", "sandbox"})},
                   {"livemode", boolean()},
                   {"payment_url", or_null(text())},
                   {"order_number", text()},
                   {"client_secret", or_null(text())}});
}

Schema payment() {
    return object({{"payment_id", uuid()},
                   {"order_id", uuid()},
                   {"status", payment_status()},
                   {"amount", amount()},
                   {"refunded", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"message", text()},
                   {"provider", names({"stripe", "cod", "sandbox"})},
                   {"livemode", boolean()},
                   {"payment_url", or_null(text())},
                   {"order_number", text()}});
}

Schema refund() {
    return object({{"refund_id", uuid()},
                   {"refund_status", names({"pending", "done", "failed"})},
                   {"refund_amount", amount()},
                   {"refund_message", text()},
                   {"payment_id", uuid()},
                   {"order_id", uuid()},
                   {"status", payment_status()},
                   {"amount", amount()},
                   {"refunded", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"message", text()},
                   {"provider", names({"stripe", "cod", "sandbox"})},
                   {"livemode", boolean()},
                   {"payment_url", or_null(text())},
                   {"order_number", text()}});
}

Endpoint process_payment() {
    const auto money = either({amount(), text()});
    const auto item = object({{"product_id", text(name_length)},
                              {"quantity", integer({.min = 1, .max = 1'000})},
                              {"price", money}});
    return {
        .method = "POST",
        .pattern = "/payment/process",
        .summary = "Pay an order",
        .description =
            "Items, prices and the total must be those of the order: the price is always ours. An "
            "order that has a pending payment gets that one again.",
        .parameters = {idempotency_key()},
        .bodies = {{.schema = object({{"order_id", text(name_length)},
                                      {"user_id", text(name_length)},
                                      {"items", array_of(item, {.min = 1, .max = 100})},
                                      {"total_amount", money},
                                      {"currency", text({.min = 3, .max = 3})},
                                      {"customer_email", text({.min = 3, .max = 254})},
                                      optional("flow", or_null(names({"link", "intent"})))})}},
        .answers = {{.description = "The payment; the buyer pays at payment_url, or in a form that "
                                    "confirms client_secret.",
                     .schema = started_payment()},
                    {.status = 409,
                     .description = "The order cannot be paid, or is already.",
                     .schema = reference("Error")}}};
}

Endpoint show_payment() {
    return {.method = "GET",
            .pattern = "/payment/{payment_id}",
            .summary = "A payment as it is now",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The payment.", .schema = payment()}}};
}

Endpoint confirm_payment() {
    return {.method = "POST",
            .pattern = "/orders/{order_number}/payment/confirm",
            .summary = "Say that the cash is there",
            .description = "For cash on delivery and bank transfers.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "The payment, completed.", .schema = payment()},
                        {.status = 409,
                         .description = "There is nothing to confirm.",
                         .schema = reference("Error")}},
            .needs_token = true};
}

Endpoint refund_payment() {
    return {
        .method = "POST",
        .pattern = "/orders/{order_number}/refund",
        .summary = "Give the buyer money back",
        .description =
            "All that is left of it, unless an amount is named. An order whose money goes back "
            "whole is refunded; what was not sent yet is in stock again.",
        .parameters = {idempotency_key()},
        .bodies = {{.schema = object({optional("amount", or_null(either({amount(), text()})))})}},
        .answers = {{.description = "What went back.", .schema = refund()},
                    {.status = 409,
                     .description = "Nothing was paid, or less is left of it.",
                     .schema = reference("Error")}},
        .needs_token = true};
}

Endpoint stripe_event() {
    return {
        .method = "POST",
        .pattern = "/webhooks/stripe",
        .summary = "An event from Stripe",
        .description = "Signed by Stripe in the header Stripe-Signature.",
        .parameters = {{.in = In::header,
                        .name = "Stripe-Signature",
                        .schema = text(),
                        .description = "t=<seconds>,v1=<hex>",
                        .is_required = true}},
        .bodies = {{.schema = anything()}},
        .answers = {{.description = "It is stored.",
                     .schema = object({{"received", boolean()},
                                       {"outcome", names({"applied", "unrelated", "unknown_payment",
                                                          "mismatch", "duplicate", "waiting"})}})},
                    {.status = 400,
                     .description = "The signature is not Stripe's, or too old.",
                     .schema = reference("Error")}}};
}

Endpoint stripe_events() {
    const auto event = object({{"id", text()},
                               {"provider", text()},
                               {"kind", text()},
                               {"outcome", text()},
                               {"received_at", date_time()}});
    return {.method = "GET",
            .pattern = "/webhooks/stripe/events",
            .summary = "What Stripe told, newest first",
            .description =
                "With what came of it: \"unknown_payment\" and \"mismatch\" are for a "
                "person to look at.",
            .parameters = {{.name = "outcome", .schema = text(), .description = "Left out: any"},
                           {.name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 if left out"}},
            .bodies = {},
            .answers = {
                {.description = "The events.", .schema = object({{"events", array_of(event)}})}}};
}

}  // namespace

std::vector<Endpoint> payment_endpoints() {
    return {process_payment(), show_payment(), confirm_payment(),
            refund_payment(),  stripe_event(), stripe_events()};
}

}  // namespace tts::openapi
