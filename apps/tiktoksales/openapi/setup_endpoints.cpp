#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema token() {
    return object({{"prefix", text()},
                   {"scope", names({"ingest", "service", "admin"})},
                   {"name", text()},
                   {"streamers", array_of(text())},
                   {"expires_at", or_null(date_time())},
                   {"revoked_at", or_null(date_time())},
                   {"last_used_at", or_null(date_time())}});
}

Schema new_token() {
    return object({{"prefix", text()},
                   {"scope", names({"ingest", "service", "admin"})},
                   {"name", text()},
                   {"streamers", array_of(text())},
                   {"expires_at", or_null(date_time())},
                   {"revoked_at", or_null(date_time())},
                   {"last_used_at", or_null(date_time())},
                   {"token", text()}});
}

Endpoint show_setup() {
    return {
        .method = "GET",
        .pattern = "/setup",
        .summary = "Whether an administrator is to be made",
        .description = "True only for who may do so.",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "Whether it is.", .schema = object({{"needed", boolean()}})}}};
}

Endpoint set_up() {
    return {
        .method = "POST",
        .pattern = "/setup",
        .summary = "Make the administrator's token and the first seller's account",
        .description =
            "Once, and only for who is on the server's own machine, where those are "
            "trusted. The token is shown this once.",
        .parameters = {},
        .bodies = {{.schema = object({{"email", text({.min = 3, .max = 254})},
                                      {"username", text({.min = 1, .max = 255})},
                                      {"password", text({.min = 8, .max = 1'024})}})}},
        .answers = {
            {.status = 201,
             .description = "They are made.",
             .schema = object({{"streamer", text()}, {"email", text()}, {"admin_token", text()}})},
            {.status = 409,
             .description = "There is an administrator, or somebody of that name or "
                            "address.",
             .schema = reference("Error")}}};
}

Endpoint list_tokens() {
    return {.method = "GET",
            .pattern = "/api_tokens",
            .summary = "The tokens of programs, without their secrets",
            .description = "A streamer's own; all of them for an administrator.",
            .parameters = {},
            .bodies = {},
            .answers = {
                {.description = "The tokens.", .schema = object({{"tokens", array_of(token())}})}}};
}

Endpoint make_token() {
    return {.method = "POST",
            .pattern = "/api_tokens",
            .summary = "Make a token for a program",
            .description =
                "Of scope ingest if left out. Only an administrator makes others. "
                "`streamers` may be left out: everybody's; a streamer's are its own.",
            .parameters = {},
            .bodies = {{.schema =
                            object({{"name", text({.min = 1, .max = 64})},
                                    optional("scope", names({"ingest", "service", "admin"})),
                                    optional("streamers", array_of(text(), {.min = 0, .max = 100})),
                                    optional("days", integer({.min = 1, .max = 36'500}))})}},
            .answers = {{.status = 201,
                         .description = "It is made, and shown this once.",
                         .schema = new_token()}}};
}

Endpoint revoke_token() {
    return {.method = "DELETE",
            .pattern = "/api_tokens/{prefix}",
            .summary = "End a token, within two seconds",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "It is ended.", .schema = object({{"ok", boolean()}})}}};
}

}  // namespace

std::vector<Endpoint> setup_endpoints() {
    return {show_setup(), set_up(), list_tokens(), make_token(), revoke_token()};
}

}  // namespace tts::openapi
