#include "ingest/gap_routes.hpp"

#include "core/json_writer.hpp"
#include "core/timestamp.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::chrono::days gap_time_max{7};
constexpr std::size_t reason_length_max = 300;

Timestamp read_time(JsonBody& body, std::string_view name) {
    if (!body.has(name)) body.refuse(name, "is needed", "missing");
    return body.optional_timestamp(name).value_or(Timestamp());
}

Response report(ChatGaps& gaps, const Request& request) {
    JsonBody body(request.body);
    ChatGap gap;
    gap.streamer = body.text("streamer");
    gap.source = body.text("source", {.length_max = 64});
    gap.from = read_time(body, "from");
    gap.until = read_time(body, "to");
    gap.reason = body.optional_text("reason", {.length_max = reason_length_max}).value_or("");
    if (body.ok() && gap.until <= gap.from) body.refuse("to", "must be after 'from'");
    if (body.ok() && gap.until - gap.from > gap_time_max)
        body.refuse("from", "must be at most 7 days before 'to'");
    if (!body.ok()) return body.error_response();

    const auto reported = gaps.report(gap);
    if (!reported && reported.error().is_transient())
        return Response::error(503, "the database is not reachable");
    if (!reported) return Response::error(500, "the gap could not be stored");
    JsonWriter json;
    json.object()
        .member("ok", true)
        .member("streamer", gap.streamer)
        .member("source", gap.source)
        .member("from", gap.from)
        .member("to", gap.until)
        .end();
    return Response::json(json.take());
}

}  // namespace

void add_gap_routes(http::Router& router, ChatGaps& gaps) {
    router.on("POST", "/gaps", [&gaps](const Request& request) { return report(gaps, request); });
}

}  // namespace tts
