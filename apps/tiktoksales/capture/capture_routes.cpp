#include "apps/tiktoksales/capture/capture_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/capture/stream_sources.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::int64_t delay_ms_max = 120'000;

// Without what follows the host: the key of a stream stands there.
std::string without_key(const std::string& url) {
    const auto authority = url.find("://");
    if (authority == std::string::npos) return url;
    const auto path = url.find_first_of("/?#", authority + 3);
    const auto at = url.substr(0, path).rfind('@');
    const auto host = at == std::string::npos ? authority + 3 : at + 1;
    const std::string shown = url.substr(0, authority + 3) + url.substr(host, path - host);
    return path == std::string::npos ? shown : shown + "/...";
}

Response status_answer(CaptureStore& captures, const std::string& streamer) {
    const auto status = captures.status(streamer);
    if (!status) return answer_for(status.error());
    JsonWriter json;
    json.object()
        .member("streamer", streamer)
        .member("source", without_key(status->source.url))
        .member("source_delay_ms", status->source.delay.count())
        .member("is_live", status->is_live)
        .member("state", status->is_live ? status->state : "off")
        .member("reason", status->reason)
        .member("last_frame_at", status->last_frame_at)
        .end();
    return Response::json(json.take());
}

Response save_source(CaptureStore& captures, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    auto status = captures.status(streamer);
    if (!status) return answer_for(status.error());
    StreamSource source = status->source;
    JsonBody body(request.body);
    if (const auto url = body.optional_text("source_url", {.length_min = 0, .length_max = 2'048})) {
        const auto checked = check_stream_url(*url);
        if (!checked) body.refuse("source_url", checked.error().what());
        source.url = *url;
    }
    if (const auto delay =
            body.optional_integer("source_delay_ms", {.min = 0, .max = delay_ms_max}))
        source.delay = std::chrono::milliseconds(*delay);
    if (!body.ok()) return body.error_response();

    const auto saved = captures.save_source(source, now());
    if (!saved) return answer_for(saved.error());
    return status_answer(captures, streamer);
}

}  // namespace

void add_capture_routes(http::Router& router, CaptureStore& captures) {
    router.on("GET", "/streamers/{streamer}/capture", [&captures](const Request& request) {
        return status_answer(captures, request.path_value("streamer"));
    });
    router.on("PUT", "/streamers/{streamer}/capture",
              [&captures](const Request& request) { return save_source(captures, request); });
}

}  // namespace tts
