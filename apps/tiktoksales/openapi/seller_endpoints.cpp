#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Schema buyer_status() {
    return names({"pending", "contacted", "sold", "cancelled"});
}

Schema offered_product() {
    return object({{"product_id", uuid()},
                   {"sku", text()},
                   {"name", text()},
                   {"price", amount()},
                   {"currency", text({.min = 3, .max = 3})},
                   {"stock", integer()},
                   {"image_url", text()}});
}

Schema yes_or_no() {
    return names({"yes", "no"});
}

Endpoint list_buyers() {
    const Schema buyer = object({{"id", uuid()},
                                 {"username", text()},
                                 {"message", text()},
                                 {"cantidad", integer()},
                                 {"timestamp", date_time()},
                                 {"product_name", or_null(text())},
                                 {"product_price", or_null(amount())},
                                 {"product_id", or_null(uuid())},
                                 {"status", buyer_status()}});
    return {.method = "GET",
            .pattern = "/buyers/{streamer}",
            .summary = "Who wants to buy",
            .description = "The newest first; `total` counts all that match.",
            .parameters = {{.name = "limit",
                            .schema = integer({.min = 1, .max = 500}),
                            .description = "50 if it is not given."},
                           {.name = "status",
                            .schema = buyer_status(),
                            .description = "Only those of this status."}},
            .bodies = {},
            .answers = {
                {.description = "The buyers.",
                 .schema = object(
                     {{"streamer", text()}, {"total", integer()}, {"buyers", array_of(buyer)}})}}};
}

Endpoint set_status() {
    return {.method = "PATCH",
            .pattern = "/buyers/{id}/status",
            .summary = "Note how far one has got with a buyer",
            .description = "",
            .parameters = {{.name = "status",
                            .schema = buyer_status(),
                            .description = "What it is from now on.",
                            .is_required = true}},
            .bodies = {},
            .answers = {
                {.description = "It is noted.",
                 .schema = object({{"ok", boolean()}, {"id", uuid()}, {"status", buyer_status()}})},
                {.status = 400,
                 .description = "There is no such status.",
                 .schema = reference("Error")}}};
}

Endpoint chat() {
    return {.method = "POST",
            .pattern = "/chat",
            .summary = "What a message would lead to",
            .description = "Nothing is stored or ordered. `cantidad` is 0 if nothing is wanted.",
            .parameters = {},
            .bodies = {{.schema = object({{"user_id", text({.min = 1, .max = 255})},
                                          {"streamer_id", text({.min = 1, .max = 255})},
                                          {"message", text({.min = 1, .max = 2'000})}})}},
            .answers = {{.description = "What was understood.",
                         .schema = object({{"intent", yes_or_no()},
                                           {"cantidad", integer()},
                                           {"timestamp", date_time()},
                                           {"matched_product", or_null(offered_product())},
                                           {"recommended_products", array_of(offered_product())},
                                           {"response_text", text()},
                                           {"payment_ready", boolean()}})}}};
}

Endpoint process_queue() {
    return {.method = "POST",
            .pattern = "/process_queue",
            .summary = "Wait for what a client's comments lead to",
            .description =
                "Answers once a worker has decided the comments in the client's list, and 503 if "
                "none does within some seconds.",
            .parameters = {},
            .bodies = {{.schema = object({{"streamer_id", text({.min = 1, .max = 255})},
                                          {"user_id", text({.min = 1, .max = 255})}})}},
            .answers = {{.description = "What they led to.",
                         .schema = object({{"user_id", text()},
                                           {"streamer_id", text()},
                                           {"messages_processed", integer()},
                                           {"intent", yes_or_no()},
                                           {"cantidad", integer()},
                                           {"matched_product", or_null(offered_product())},
                                           {"payment_ready", boolean()},
                                           {"response_text", text()}})}}};
}

}  // namespace

std::vector<Endpoint> seller_endpoints() {
    return {list_buyers(), set_status(), chat(), process_queue()};
}

}  // namespace tts::openapi
