#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

std::vector<Answer> templates_answer() {
    return {
        {.description = "What is set now, and our own words where nothing is.",
         .schema = object({{"streamer", text()},
                           {"time_zone", or_null(text())},
                           {"quiet_from", or_null(text())},
                           {"quiet_until", or_null(text())},
                           {"templates", array_of(object({{"kind", text()},
                                                          {"language", text()},
                                                          {"text", text()},
                                                          {"own", boolean()},
                                                          {"variables", array_of(text())}}))}})}};
}

Endpoint show_templates() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/templates",
            .summary = "What a streamer's buyers are told, and when not",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = templates_answer()};
}

Endpoint save_templates() {
    return {
        .method = "PUT",
        .pattern = "/streamers/{streamer}/templates",
        .summary = "Word what buyers are told, and set quiet hours",
        .description =
            "What is left out stays. A text may name the variables of its kind, as in "
            "`{order}`; without a text, our own words are used again. From `quiet_from` to "
            "`quiet_until`, both like 22:30 and in `time_zone`, SMS and WhatsApp wait; two "
            "equal times mean that there are no quiet hours.",
        .parameters = {},
        .bodies = {{.schema = object(
                        {optional("time_zone", or_null(text({.min = 1, .max = 64}))),
                         optional("quiet_from", or_null(text({.min = 5, .max = 5}))),
                         optional("quiet_until", or_null(text({.min = 5, .max = 5}))),
                         optional(
                             "templates",
                             array_of(object(
                                 {{"kind", text({.min = 1, .max = 32})},
                                  {"language", text({.min = 2, .max = 3})},
                                  optional("text", or_null(text({.min = 1, .max = 1'000})))})))})}},
        .answers = templates_answer()};
}

Endpoint list_unreached() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/unreached",
            .summary = "Which buyers no message reached, and why",
            .description = "Newest first: messages about orders that no channel could carry.",
            .parameters = {{.in = In::query,
                            .name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 without it"}},
            .bodies = {},
            .answers = {{.description = "The messages.",
                         .schema = object(
                             {{"streamer", text()},
                              {"unreached", array_of(object({{"buyer", text()},
                                                             {"order_number", or_null(text())},
                                                             {"kind", text()},
                                                             {"message", text()},
                                                             {"reason", text()},
                                                             {"created_at", date_time()}}))}})}}};
}

std::vector<Answer> contact_answer() {
    return {{.description = "What is known now.",
             .schema = object({{"streamer", text()},
                               {"buyer", text()},
                               {"phone_number", or_null(text())},
                               {"email", or_null(text())},
                               {"language", or_null(text())},
                               {"opted_out", boolean()},
                               {"verified_by", or_null(text())}})}};
}

Endpoint show_contact() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/contacts/{buyer}",
            .summary = "How a buyer can be reached",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = contact_answer()};
}

Endpoint save_contact() {
    return {.method = "PUT",
            .pattern = "/streamers/{streamer}/contacts/{buyer}",
            .summary = "Note how a buyer can be reached",
            .description = "What is left out stays. Only what buyers gave for that may be noted.",
            .parameters = {},
            .bodies = {{.schema =
                            object({optional("phone_number", or_null(text({.min = 10, .max = 32}))),
                                    optional("email", or_null(text({.min = 3, .max = 254}))),
                                    optional("language", or_null(text({.min = 2, .max = 3}))),
                                    optional("opted_out", or_null(boolean()))})}},
            .answers = contact_answer()};
}

}  // namespace

std::vector<Endpoint> message_endpoints() {
    return {show_templates(), save_templates(), list_unreached(), show_contact(), save_contact()};
}

}  // namespace tts::openapi
