#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

Parameter streamer_or_all() {
    return {.name = "streamer", .schema = text(), .description = "Empty: all"};
}

Parameter limit(std::string_view description) {
    return {.name = "limit", .schema = integer({.min = 1, .max = 500}), .description = description};
}

Endpoint read(std::string_view pattern,
              std::string_view summary,
              std::vector<Parameter> parameters,
              const Schema& schema) {
    return {.method = "GET",
            .pattern = pattern,
            .summary = summary,
            .description = "",
            .parameters = std::move(parameters),
            .bodies = {},
            .answers = {{.description = "The figures of now.", .schema = schema}}};
}

Schema totals() {
    return object({{"streamer", text()},
                   {"comments", integer()},
                   {"intents", map_of(integer())},
                   {"decisions", map_of(integer())},
                   {"orders", integer()},
                   {"units", integer()},
                   {"revenue", amount()},
                   {"commission", amount()}});
}

Schema comment_rows(std::string_view key, const Schema& kind) {
    return array_of(object({{key, kind}, {"comments", integer()}, {"buys", integer()}}));
}

Schema sales_rows(std::string_view key, const Schema& kind) {
    return array_of(object({{key, kind},
                            {"currency", text()},
                            {"orders", integer()},
                            {"units", integer()},
                            {"revenue", amount()},
                            {"commission", amount()}}));
}

Schema waits() {
    return or_null(object({{"count", integer()}, {"median_ms", integer()}, {"p95_ms", integer()}}));
}

Schema analytics() {
    return object({{"streamer", text()},
                   {"from", date_time()},
                   {"to", date_time()},
                   {"step_seconds", integer()},
                   {"funnel", object({{"comments", integer()},
                                      {"buys", integer()},
                                      {"matched", integer()},
                                      {"ordered", integer()},
                                      {"paid", integer()}})},
                   {"intents", map_of(integer())},
                   {"decisions", map_of(integer())},
                   {"comments_over_time", comment_rows("start", date_time())},
                   {"comments_by_language", comment_rows("name", text())},
                   {"comments_by_source", comment_rows("name", text())},
                   {"sales_over_time", sales_rows("start", date_time())},
                   {"sales_by_product", sales_rows("name", text())},
                   {"sales_by_streamer", sales_rows("name", text())},
                   {"sales_by_source", sales_rows("name", text())},
                   {"sales_by_language", sales_rows("name", text())},
                   {"time_to_order", waits()},
                   {"time_to_pay", waits()},
                   {"time_to_claim", waits()}});
}

std::vector<Parameter> period_parameters() {
    return {streamer_or_all(),
            {.name = "from", .schema = date_time(), .description = "A day before 'to' if left out"},
            {.name = "to", .schema = date_time(), .description = "Now if left out"},
            {.name = "step",
             .schema = integer({.min = 1, .max = 604'800}),
             .description = "Seconds of an interval; chosen by the period if left out"}};
}

std::vector<Endpoint> page() {
    return {text_file("/", "The dashboard", "text/html; charset=utf-8"),
            text_file("/dashboard", "The dashboard, where a login leads to",
                      "text/html; charset=utf-8"),
            text_file("/app.js", "Its script", "text/javascript; charset=utf-8"),
            text_file("/style.css", "Its style", "text/css; charset=utf-8"),
            text_file("/favicon.svg", "Its icon", "image/svg+xml"),
            text_file("/overlay/{streamer}", "What is laid over a streamer's picture",
                      "text/html; charset=utf-8"),
            text_file("/overlay.js", "Its script", "text/javascript; charset=utf-8"),
            text_file("/overlay.css", "Its style", "text/css; charset=utf-8")};
}

Endpoint events() {
    return {.method = "GET",
            .pattern = "/api/events",
            .summary = "What changes, as server-sent events",
            .description =
                "Events 'hello', 'resumed' or 'reset' at first, then 'changes' with what is new of "
                "comments, orders, products, payments and the pin, and 'beat' when nothing was for "
                "ten seconds. Each has an id: give the last one back to go on behind it.",
            .parameters = {{.name = "streamer",
                            .schema = text(),
                            .description = "Whose show",
                            .is_required = true},
                           {.name = "after",
                            .schema = text(),
                            .description = "The id of the last event that was received; left out: "
                                           "from now on"},
                           {.in = In::header,
                            .name = "Last-Event-ID",
                            .schema = text(),
                            .description = "The same, as browsers say it; it goes before 'after'"}},
            .bodies = {},
            .answers = {{.description = "A stream without an end.",
                         .schema = text(),
                         .content_type = "text/event-stream"},
                        {.status = 503,
                         .description = "Too many follow, or the database is not reachable.",
                         .schema = reference("Error")}}};
}

}  // namespace

std::vector<Endpoint> dashboard_endpoints() {
    auto all = page();
    all.push_back(read("/api/streamers", "Who streamed lately", {},
                       object({{"streamers", array_of(text())}})));
    all.push_back(read("/api/feed", "The newest comments, with what became of them",
                       {streamer_or_all(), limit("60 if left out")},
                       object({{"comments", array_of(reference("DecidedComment"))}})));
    all.push_back(
        read("/api/totals", "Counts, revenue and commission", {streamer_or_all()}, totals()));
    all.push_back(read("/api/analytics", "The figures of a period: funnel, series, groups, waits",
                       period_parameters(), analytics()));
    all.push_back(events());
    return all;
}

}  // namespace tts::openapi
