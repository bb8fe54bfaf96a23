#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "vision/vision_service.hpp"

namespace tts::openapi {

namespace {

Schema frame_urls() {
    return or_null(array_of(text({.min = 1, .max = 2'048}), {0, frame_urls_max}));
}

Schema skipped() {
    return array_of(object({{"url", text()}, {"reason", text()}}));
}

Schema alternative() {
    return object({{"productId", uuid()},
                   {"sku", text()},
                   {"score", probability()},
                   {"name", text()},
                   {"price", amount()},
                   {"currency", text()},
                   {"description", text()},
                   {"image_url", text()}});
}

Endpoint match_product() {
    return {.method = "POST",
            .pattern = "/match_product",
            .summary = "Which product is on the screen",
            .description =
                "From the frames; without any, from what we know about that moment: the host's "
                "pin, the timeline, or stored frames. Older clients say streamer_id.",
            .parameters = {},
            .bodies = {{.schema = object({optional("streamer", text({.min = 1, .max = 255})),
                                          optional("streamer_id", text({.min = 1, .max = 255})),
                                          {"timestamp", date_time()},
                                          optional("frame_urls", frame_urls())})}},
            .answers = {{.description = "The product, or null if nothing is convincing.",
                         .schema = object({{"productId", or_null(uuid())},
                                           {"sku", or_null(text())},
                                           {"score", probability()},
                                           {"name", or_null(text())},
                                           {"price", or_null(amount())},
                                           {"currency", or_null(text())},
                                           {"description", or_null(text())},
                                           {"image_url", or_null(text())},
                                           {"frame", or_null(text())},
                                           {"source", names({"none", "frames", "pin", "timeline"})},
                                           {"why", or_null(text())},
                                           {"alternatives", array_of(alternative())},
                                           {"skipped", skipped()}})}}};
}

Endpoint analyze_product() {
    return {.method = "POST",
            .pattern = "/analyze_product",
            .summary = "Describe a product from its pictures",
            .description =
                "Colours, the words that are printed on it, and a sentence of both. The "
                "category comes from the words of the name, or else from the printed "
                "ones; it is empty if none of them is known. text_note says why there "
                "may be more text than was read.",
            .parameters = {},
            .bodies = {{.schema = object({{"streamer", text({.min = 1, .max = 255})},
                                          {"product_name", text({.min = 1, .max = 255})},
                                          optional("frame_urls", frame_urls())})}},
            .answers = {
                {.description = "The description.",
                 .schema = object(
                     {{"tag", text()},
                      {"model_description", text()},
                      {"description", text()},
                      {"category", text()},
                      {"colours", array_of(object({{"name", text()}, {"share", probability()}}))},
                      {"text", array_of(text())},
                      {"text_note", or_null(text())},
                      {"skipped", skipped()}})}}};
}

Endpoint capture_frame() {
    return {.method = "GET",
            .pattern = "/capture_frame",
            .summary = "The newest frame of a stream",
            .description = "A drawn test card if the streamer has no video.",
            .parameters = {{.name = "streamer",
                            .schema = text({.min = 1, .max = 255}),
                            .description = "Whose stream",
                            .is_required = true}},
            .bodies = {},
            .answers = {{.description = "A picture; the Content-Type says of which kind.",
                         .schema = picture(),
                         .content_type = "image/*"}}};
}

Endpoint post_frame() {
    return {
        .method = "POST",
        .pattern = "/frames",
        .summary = "Hand in a frame of a stream",
        .description = "JPEG, PNG, WebP or GIF up to 8 MiB.",
        .parameters = {},
        .bodies = {{.content_type = "multipart/form-data",
                    .schema = object({{"streamer", text({.min = 1, .max = 255})},
                                      {"file", picture()},
                                      optional("timestamp", date_time())})}},
        .answers = {{.status = 201,
                     .description = "It is stored.",
                     .schema = object(
                         {{"url", text()}, {"streamer", text()}, {"timestamp", date_time()}})}}};
}

}  // namespace

std::vector<Endpoint> vision_endpoints() {
    return {match_product(), analyze_product(), capture_frame(), post_frame()};
}

}  // namespace tts::openapi
