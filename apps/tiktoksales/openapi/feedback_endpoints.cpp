#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema correction() {
    return object({{"id", uuid()},
                   {"streamer", text()},
                   {"text", text()},
                   {"language", text()},
                   {"label", reference("IntentName")},
                   {"message_id", or_null(uuid())},
                   {"created_at", date_time()}});
}

}  // namespace

std::vector<Endpoint> feedback_endpoints() {
    return {
        {.method = "POST",
         .pattern = "/intents/feedback",
         .summary = "Say what a message really meant",
         .description = "Of a stored message, by its id, or of any text. What was said before "
                        "about the same text is replaced. `tiktoksales train intent "
                        "--with-feedback` learns from it.",
         .parameters = {},
         .bodies = {{.schema = object({optional("message_id", or_null(text())),
                                       optional("text", or_null(text({.min = 1, .max = 2'000}))),
                                       optional("streamer", or_null(text({.min = 1, .max = 255}))),
                                       optional("language", or_null(text({.min = 2, .max = 3}))),
                                       {"label", reference("IntentName")}})}},
         .answers = {{.description = "As it is kept.", .schema = correction()}}},
        {.method = "GET",
         .pattern = "/intents/feedback",
         .summary = "What was said about messages, oldest first",
         .description = "With format=tsv, lines of label, language and text to train with.",
         .parameters =
             {{.in = In::query,
               .name = "streamer",
               .schema = text(),
               .description = "Of one streamer; otherwise of all"},
              {.in = In::query,
               .name = "after",
               .schema = text(),
               .description = "The next_cursor of an earlier answer"},
              {.in = In::query,
               .name = "limit",
               .schema = integer({.min = 1, .max = 10'000}),
               .description = "How many at most; 1000 if left out"},
              {.in = In::query, .name = "format", .schema = text(), .description = "json or tsv"}},
         .bodies = {},
         .answers = {{.description = "A page of them.",
                      .schema = object({{"feedback", array_of(correction())},
                                        {"next_cursor", or_null(uuid())}})}}}};
}

}  // namespace tts::openapi
