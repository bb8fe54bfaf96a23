#include "apps/tiktoksales/orders/statement_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/csv.hpp"
#include "core/json_writer.hpp"
#include "dashboard/query.hpp"
#include "ledger/statement.hpp"

#include <array>

namespace tts {

using namespace std::chrono_literals;

namespace {

using dashboard::Query;
using http::Request;
using http::Response;

constexpr std::chrono::hours period_default{24 * 30};
constexpr std::chrono::hours period_max{24 * 366};

// A time, or a day, which begins at midnight in UTC.
Timestamp read_time(Query& query, std::string_view name, Timestamp fallback) {
    const auto text = query.text(name);
    if (text.size() != std::string_view("2026-11-23").size()) return query.time(name, fallback);
    const auto midnight = parse_timestamp(text + "T00:00:00Z");
    if (midnight) return *midnight;
    query.refuse(name, "must be a day such as 2026-11-23, or an ISO 8601 time");
    return fallback;
}

StatementQuery read_query(Query& query, const Request& request) {
    StatementQuery read{.streamer = request.path_value("streamer")};
    // The end does not belong to the period, what was booked in this millisecond does.
    read.until = read_time(query, "to", now() + 1ms);
    read.from = read_time(query, "from", read.until - period_default);
    if (read.from >= read.until) query.refuse("from", "must be before to");
    if (read.until - read.from > period_max) query.refuse("from", "must be within a year of to");
    return read;
}

template <class Sums>
void write_sums(JsonWriter& json, const Sums& sums) {
    json.member("gross", sums.gross)
        .member("refunds", sums.refunds)
        .member("fees", sums.fees)
        .member("commission", sums.commission)
        .member("net", sums.net())
        .end();
}

std::string statement_json(const Statement& statement) {
    JsonWriter json;
    json.object()
        .member("streamer", statement.query.streamer)
        .member("from", statement.query.from)
        .member("to", statement.query.until)
        .key("totals")
        .array();
    for (const auto& [currency, totals] : statement.totals) {
        json.object().member("currency", currency).member("orders", totals.orders);
        write_sums(json, totals);
    }
    json.end().key("orders").array();
    for (const StatementLine& line : statement.lines) {
        json.object()
            .member("order_id", line.order)
            .member("order_number", line.number)
            .member("buyer", line.buyer)
            .member("status", to_string(line.status))
            .member("booked_at", line.booked_at)
            .member("currency", line.currency);
        write_sums(json, line);
    }
    json.end().end();
    return json.take();
}

std::string statement_csv(const Statement& statement) {
    std::string csv = "\xef\xbb\xbf";
    static const std::array<std::string, 10> header = {
        "order_number", "booked_at", "buyer", "status",     "currency",
        "gross",        "refunds",   "fees",  "commission", "net"};
    append_csv_row(csv, header);
    for (const StatementLine& line : statement.lines) {
        // Amounts are numbers of ours, also where they begin with a minus.
        const std::array<std::string, 10> cells = {guarded(line.number),
                                                   to_iso8601(line.booked_at),
                                                   guarded(line.buyer),
                                                   std::string(to_string(line.status)),
                                                   line.currency,
                                                   line.gross.to_string(),
                                                   line.refunds.to_string(),
                                                   line.fees.to_string(),
                                                   line.commission.to_string(),
                                                   line.net().to_string()};
        append_csv_row(csv, cells);
    }
    return csv;
}

template <class Show>
http::Handler with_statement(LedgerStore& ledger, Show show) {
    return [&ledger, show](const Request& request) {
        Query query(request);
        auto wanted = read_query(query, request);
        if (!query.ok()) return query.error_response();
        const auto statement = make_statement(ledger, std::move(wanted));
        return statement ? show(*statement) : answer_for(statement.error());
    };
}

}  // namespace

void add_statement_routes(http::Router& router, LedgerStore& ledger) {
    router.on("GET", "/streamers/{streamer}/statement",
              with_statement(ledger, [](const Statement& statement) {
                  return Response::json(statement_json(statement));
              }));
    router.on("GET", "/streamers/{streamer}/statement.csv",
              with_statement(ledger, [](const Statement& statement) {
                  return Response{
                      .body = statement_csv(statement),
                      .content_type = "text/csv; charset=utf-8",
                      .headers = {{"Content-Disposition", "attachment; filename=\"statement.csv\""},
                                  {"Cache-Control", "no-store"}}};
              }));
}

}  // namespace tts
