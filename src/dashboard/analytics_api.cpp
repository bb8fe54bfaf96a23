#include "dashboard/analytics_api.hpp"

#include "core/json_writer.hpp"
#include "dashboard/query.hpp"

#include <array>

namespace tts::dashboard {

namespace {

using http::Request;
using http::Response;

constexpr std::chrono::days period_default{1};
constexpr std::chrono::days period_max{400};
constexpr std::int64_t intervals_wanted = 120;
constexpr std::int64_t intervals_max = 3'000;
constexpr std::size_t step_seconds_max = 7 * 86'400;

// A step that people think in, and that cuts the period into at most `intervals_wanted`.
std::chrono::seconds good_step(std::chrono::milliseconds period) {
    constexpr std::array<int, 11> steps = {10,    60,     300,    900,    1'800,  3'600,
                                           7'200, 14'400, 43'200, 86'400, 604'800};
    for (const int step : steps)
        if (period <= std::chrono::seconds(step) * intervals_wanted)
            return std::chrono::seconds(step);
    return std::chrono::seconds(steps.back());
}

FiguresQuery read_query(Query& query) {
    const Timestamp current = now();
    FiguresQuery figures;
    figures.streamer = query.text("streamer");
    figures.until = query.time("to", current);
    figures.from = query.time("from", figures.until - period_default);
    const auto period = figures.until - figures.from;
    if (period <= std::chrono::milliseconds(0)) query.refuse("from", "must be before 'to'");
    if (period > period_max)
        query.refuse("from",
                     "must be at most " + std::to_string(period_max.count()) + " days before 'to'");
    const auto step = query.number("step", {.min = 1, .max = step_seconds_max, .fallback = 0});
    figures.step = step == 0 ? good_step(period) : std::chrono::seconds(step);
    if (query.ok() && period / figures.step > intervals_max)
        query.refuse("step", "must cut the period into at most " + std::to_string(intervals_max) +
                                 " intervals");
    return figures;
}

void write_key(JsonWriter& json, std::string_view name, Timestamp key) {
    json.member(name, to_iso8601(key));
}
void write_key(JsonWriter& json, std::string_view name, const std::string& key) {
    json.member(name, key);
}

template <class Key>
void write_comments(JsonWriter& json,
                    std::string_view member,
                    const std::vector<CommentFigures<Key>>& rows,
                    std::string_view key) {
    json.key(member).array();
    for (const auto& row : rows) {
        json.object();
        write_key(json, key, row.key);
        json.member("comments", row.comments).member("buys", row.buys).end();
    }
    json.end();
}

template <class Key>
void write_sales(JsonWriter& json,
                 std::string_view member,
                 const std::vector<SalesOf<Key>>& rows,
                 std::string_view key) {
    json.key(member).array();
    for (const auto& row : rows) {
        json.object();
        write_key(json, key, row.key);
        json.member("currency", row.currency)
            .member("orders", row.orders)
            .member("units", row.units)
            .member("revenue", row.revenue)
            .member("commission", row.commission)
            .end();
    }
    json.end();
}

void write_counts(JsonWriter& json,
                  std::string_view member,
                  const std::map<std::string, std::int64_t>& counts) {
    json.key(member).object();
    for (const auto& [name, count] : counts) json.member(name, count);
    json.end();
}

void write_waits(JsonWriter& json, std::string_view member, const Waits& waits) {
    json.key(member);
    if (waits.count == 0) {
        json.value(nullptr);
        return;
    }
    json.object()
        .member("count", waits.count)
        .member("median_ms", waits.median.count())
        .member("p95_ms", waits.p95.count())
        .end();
}

Response analytics(SalesFigures& figures, const Request& request) {
    Query query(request);
    const FiguresQuery wanted = read_query(query);
    if (!query.ok()) return query.error_response();
    const auto found = figures.figures(wanted);
    if (!found) return failure(found.error());
    auto response = Response::json(figures_json(wanted, *found));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

}  // namespace

std::string figures_json(const FiguresQuery& query, const Figures& figures) {
    JsonWriter json;
    json.object()
        .member("streamer", query.streamer)
        .member("from", to_iso8601(query.from))
        .member("to", to_iso8601(query.until))
        .member("step_seconds", std::int64_t{query.step.count()});
    json.key("funnel")
        .object()
        .member("comments", figures.funnel.comments)
        .member("buys", figures.funnel.buys)
        .member("matched", figures.funnel.matched)
        .member("ordered", figures.funnel.ordered)
        .member("paid", figures.funnel.paid)
        .end();
    write_counts(json, "intents", figures.intents);
    write_counts(json, "decisions", figures.decisions);
    write_comments(json, "comments_over_time", figures.comments_over_time, "start");
    write_comments(json, "comments_by_language", figures.comments_by_language, "name");
    write_comments(json, "comments_by_source", figures.comments_by_source, "name");
    write_sales(json, "sales_over_time", figures.sales_over_time, "start");
    write_sales(json, "sales_by_product", figures.sales_by_product, "name");
    write_sales(json, "sales_by_streamer", figures.sales_by_streamer, "name");
    write_sales(json, "sales_by_source", figures.sales_by_source, "name");
    write_sales(json, "sales_by_language", figures.sales_by_language, "name");
    write_waits(json, "time_to_order", figures.to_order);
    write_waits(json, "time_to_pay", figures.to_pay);
    write_waits(json, "time_to_claim", figures.to_claim);
    json.end();
    return json.take();
}

void add_analytics_api(http::Router& router, SalesFigures& figures) {
    router.on("GET", "/api/analytics",
              [&figures](const Request& request) { return analytics(figures, request); });
}

}  // namespace tts::dashboard
