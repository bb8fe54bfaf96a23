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

Schema assistant() {
    return object({{"id", uuid()}, {"email", text()}, {"name", text()}, {"streamer", text()}});
}

Schema email() {
    return text({.min = 3, .max = email_bytes_max});
}

Schema new_password() {
    return text({.min = 1, .max = password_bytes_max});
}

// How long the token is valid; the refresh token gets the next one.
Schema seconds() {
    return integer({.min = 1, .max = 86'400});
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
             .schema = object({{"client", client()},
                               {"token", text()},
                               {"refresh_token", text()},
                               {"expires_in", seconds()}})},
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
        .answers = {{.status = 201,
                     .description = "The account and a token for it.",
                     .schema = object({{"streamer", streamer()},
                                       {"token", text()},
                                       {"refresh_token", text()},
                                       {"expires_in", seconds()},
                                       {"redirect", text()}})},
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
                                           {"refresh_token", text()},
                                           {"expires_in", seconds()},
                                           {"user", either({client(), streamer(), assistant()})},
                                           {"role", names({"client", "streamer", "assistant"})},
                                           {"redirect", text()}})}}};
}

Endpoint refresh_token() {
    return {.method = "POST",
            .pattern = "/token/refresh",
            .summary = "Get the next token",
            .description =
                "A refresh token counts once. Whoever shows one that was used ends the "
                "session: somebody has a copy.",
            .parameters = {},
            .bodies = {{.schema = object({{"refresh_token", text({.min = 1, .max = 200})}})}},
            .answers = {
                {.description = "Both are new.",
                 .schema = object(
                     {{"token", text()}, {"refresh_token", text()}, {"expires_in", seconds()}})}}};
}

Schema done() {
    return object({{"ok", boolean()}});
}

Endpoint log_out() {
    return {.method = "POST",
            .pattern = "/logout",
            .summary = "End a session",
            .description =
                "That of the refresh token, or of the token that this is sent with. Its "
                "tokens are refused by every role within a second.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "It is over.", .schema = done()}}};
}

Schema person() {
    return object({{"signed_in", boolean()},
                   {"role", names({"anyone", "local", "client", "streamer", "assistant", "ingest",
                                   "service", "admin"})},
                   {"account_id", or_null(uuid())},
                   {"name", or_null(text())},
                   {"streamer", or_null(text())},
                   {"language", or_null(text())},
                   {"expires_at", or_null(date_time())}});
}

Endpoint session(std::string_view method, std::string_view summary, std::string_view description) {
    Endpoint endpoint{.method = method,
                      .pattern = "/session",
                      .summary = summary,
                      .description = description,
                      .parameters = {},
                      .bodies = {},
                      .answers = {{.description = "Who is logged in.", .schema = person()}}};
    if (method == "POST")
        endpoint.bodies = {
            {.schema = object(
                 {optional("email", or_null(text())), optional("password", or_null(text())),
                  optional("token", or_null(text())), optional("language", or_null(text()))})}};
    return endpoint;
}

Schema session_list() {
    return object({{"sessions", array_of(object({{"id", uuid()},
                                                 {"kind", names({"token", "browser"})},
                                                 {"user_agent", text()},
                                                 {"created_at", date_time()},
                                                 {"last_used_at", date_time()},
                                                 {"expires_at", date_time()},
                                                 {"is_current", boolean()}}))}});
}

Endpoint sessions(std::string_view method,
                  std::string_view pattern,
                  std::string_view summary,
                  Schema answer) {
    return {.method = method,
            .pattern = pattern,
            .summary = summary,
            .description = "Of the account that asks.",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "How it is now.", .schema = std::move(answer)}},
            .needs_token = true};
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

std::vector<Endpoint> session_endpoints() {
    return {session("POST", "Log in with a browser",
                    "With email and password, or with the token of an administrator. Sets a cookie "
                    "that counts for pages of this server only."),
            session("GET", "Who is logged in", "Without a login as well."),
            session("DELETE", "Log out of a browser", "Takes the cookie back."),
            sessions("GET", "/sessions", "Where one is logged in", session_list()),
            sessions("DELETE", "/sessions", "Log out everywhere", person()),
            sessions("DELETE", "/sessions/{id}", "Log out somewhere", done())};
}

std::vector<Endpoint> auth_endpoints() {
    return {register_client(),
            register_streamer(),
            log_in(),
            refresh_token(),
            log_out(),
            purchase(),
            live("POST", "/streamers/go_live", "Go on air"),
            live("POST", "/streamers/go_offline", "Go off air"),
            live("GET", "/streamers/live_status", "Whether one is on air")};
}

}  // namespace tts::openapi
