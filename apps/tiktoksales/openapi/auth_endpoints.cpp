#include "accounts/email.hpp"
#include "accounts/password.hpp"
#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema client() {
    return object({{"id", uuid()}, {"email", text()}, {"name", text()}});
}

Schema streamer() {
    return object({{"id", uuid()}, {"email", text()}, {"username", text()}});
}

Schema email() {
    return text({.min = 3, .max = email_bytes_max});
}

Schema new_password() {
    return text({.min = 1, .max = password_bytes_max});
}

Endpoint register_client() {
    return {
        .method = "POST",
        .pattern = "/clients/register",
        .summary = "Open the account of a buyer",
        .description = "A password has 8 to 1,024 bytes, a phone number 10 to 15 digits.",
        .parameters = {},
        .bodies = {{.schema = object({{"email", email()},
                                      {"name", text({.min = 1, .max = 255})},
                                      {"password", new_password()},
                                      optional("phone", or_null(text()))})}},
        .answers = {
            {.status = 201,
             .description = "The account and a token for it.",
             .schema = object({{"client", client()}, {"token", text()}})},
            {.status = 409, .description = "The address is taken.", .schema = reference("Error")}}};
}

Endpoint register_streamer() {
    return {
        .method = "POST",
        .pattern = "/streamers/register",
        .summary = "Open the account of a streamer",
        .description = "Who sold before there was an account keeps name and products.",
        .parameters = {},
        .bodies = {{.schema = object({{"email", email()},
                                      {"password", new_password()},
                                      {"username", text({.min = 1, .max = 255})},
                                      optional("platform", or_null(text({.min = 1, .max = 64}))),
                                      optional("follower_count", or_null(integer()))})}},
        .answers = {
            {.status = 201,
             .description = "The account and a token for it.",
             .schema = object({{"streamer", streamer()}, {"token", text()}, {"redirect", text()}})},
            {.status = 409,
             .description = "The address or the username is taken.",
             .schema = reference("Error")}}};
}

Endpoint log_in() {
    return {.method = "POST",
            .pattern = "/login",
            .summary = "Get a token",
            .description = "Five attempts a minute for an account, twenty from an address.",
            .parameters = {},
            .bodies = {{.schema = object({{"email", text({.min = 1, .max = 255})},
                                          {"password", new_password()}})}},
            .answers = {{.description = "Send the token as Authorization: Bearer.",
                         .schema = object({{"token", text()},
                                           {"user", either({client(), streamer()})},
                                           {"role", names({"client", "streamer"})},
                                           {"redirect", text()}})}}};
}

Schema purchase_order() {
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

Endpoint purchase() {
    const Schema answer =
        object({{"order", purchase_order()}, {"payment_method", or_null(text())}});
    return {.method = "POST",
            .pattern = "/purchase",
            .summary = "Buy something",
            .description = "For the account of a client. The price is that of the catalogue.",
            .parameters = {{.in = In::header,
                            .name = "Idempotency-Key",
                            .schema = text({.min = 1, .max = 255}),
                            .description = "Sent again, it finds the order it made."}},
            .bodies = {{.schema = object(
                            {{"product_id", text({.min = 1, .max = 255})},
                             {"streamer", text({.min = 1, .max = 255})},
                             optional("quantity", or_null(integer({.min = 1, .max = 1'000}))),
                             optional("payment_method", or_null(text({.min = 1, .max = 64})))})}},
            .answers = {{.status = 201, .description = "The order.", .schema = answer},
                        {.description = "The order that the key made before.", .schema = answer},
                        {.status = 409,
                         .description = "Not enough in stock.",
                         .schema = reference("Error")}},
            .needs_token = true};
}

Endpoint live(std::string_view method, std::string_view pattern, std::string_view summary) {
    return {.method = method,
            .pattern = pattern,
            .summary = summary,
            .description = "For the account of a streamer.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "How it is now.",
                         .schema = object({{"status", names({"live", "offline"})},
                                           {"streamer_id", uuid()},
                                           {"live_started_at", or_null(date_time())}})}},
            .needs_token = true};
}

}  // namespace

std::vector<Endpoint> auth_endpoints() {
    return {register_client(),
            register_streamer(),
            log_in(),
            purchase(),
            live("POST", "/streamers/go_live", "Go on air"),
            live("POST", "/streamers/go_offline", "Go off air"),
            live("GET", "/streamers/live_status", "Whether one is on air")};
}

}  // namespace tts::openapi
