#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema reading() {
    return object({{"intent", reference("IntentName")},
                   {"score", probability()},
                   {"scores", object({{"buy", probability()},
                                      {"question", probability()},
                                      {"feedback", probability()},
                                      {"complaint", probability()},
                                      {"none", probability()}})},
                   {"language", text()},
                   {"quantity", or_null(integer())},
                   {"variant", or_null(text())},
                   {"code", or_null(text())},
                   {"items", array_of(reference("ClaimItem"))},
                   {"asks_how", boolean()},
                   {"cancels", boolean()},
                   {"model_version", text()},
                   optional("evidence", array_of(object({{"part", text()}, {"what", text()}})))});
}

}  // namespace

std::vector<Endpoint> nlp_endpoints() {
    const auto texts = or_null(array_of(text({.min = 1, .max = 2'000}), {0, 1'000}));
    const auto words = or_null(array_of(text({.min = 1, .max = 50}), {0, 2'000}));
    return {{.method = "POST",
             .pattern = "/predict_intent",
             .summary = "What a message wants",
             .description =
                 "Codes and options say what the show sells, or a streamer whose catalogue does; "
                 "without any no code counts as a claim. Several texts are answered in "
                 "their order, each by itself.",
             .parameters = {},
             .bodies = {{.schema = object(
                             {optional("text", or_null(text({.min = 1, .max = 2'000}))),
                              optional("texts", texts), optional("streamer", or_null(text())),
                              optional("codes", words), optional("options", words)})}},
             .answers = {
                 {.description = "The intent, how sure it is, and what is asked for.",
                  .schema = either({reading(), object({{"readings", array_of(reading())}})})}}}};
}

}  // namespace tts::openapi
