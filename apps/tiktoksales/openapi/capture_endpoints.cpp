#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr Range delay{.min = 0, .max = 120'000};

std::vector<Answer> capture_answer() {
    return {{.description = "How it is now.",
             .schema = object({{"streamer", text()},
                               {"source", text()},
                               {"source_delay_ms", integer(delay)},
                               {"is_live", boolean()},
                               {"state", names({"off", "running", "waiting"})},
                               {"reason", text()},
                               {"last_frame_at", or_null(date_time())}})}};
}

Endpoint show_capture() {
    return {.method = "GET",
            .pattern = "/streamers/{streamer}/capture",
            .summary = "Where a streamer's video comes from, and how it goes with watching it",
            .description =
                "`source` is shown without what follows the host, where the key of a "
                "stream stands. `waiting`: it could not be opened, or broke off, and "
                "will be tried again; `reason` says why.",
            .parameters = {},
            .bodies = {},
            .answers = capture_answer()};
}

Endpoint save_capture() {
    return {.method = "PUT",
            .pattern = "/streamers/{streamer}/capture",
            .summary = "Say where a streamer's video comes from",
            .description =
                "Watched while the streamer is live. HLS, FLV, MPEG-TS and MP4 by https or http, "
                "rtmp from hosts that the server's settings name, `file:` and `folder:` below the "
                "folder that they name. Empty: as the server is set. `source_delay_ms` is how far "
                "this video is behind the host. What is left out stays.",
            .parameters = {},
            .bodies = {{.schema = object({optional("source_url", or_null(text({.max = 2'048}))),
                                          optional("source_delay_ms", or_null(integer(delay)))})}},
            .answers = capture_answer()};
}

}  // namespace

std::vector<Endpoint> capture_endpoints() {
    return {show_capture(), save_capture()};
}

}  // namespace tts::openapi
