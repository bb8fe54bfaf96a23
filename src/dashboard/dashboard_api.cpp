#include "dashboard/dashboard_api.hpp"

#include "dashboard/read_models.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <set>

namespace tts::dashboard {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t feed_limit_default = 60;
constexpr std::size_t orders_limit_default = 50;
constexpr std::size_t page_limit_max = 500;
// The streamers to choose from are those of the newest comments: who was silent for so long is
// still found by name.
constexpr std::size_t comments_looked_at_for_streamers = 1'000;

// The query of one request; collects what is wrong with it.
class Query {
public:
    explicit Query(const Request& request) : request_(request) {}

    std::string text(std::string_view name) const {
        return std::string(request_.query_value(name).value_or(""));
    }

    struct NumberRule {
        std::size_t min = 0;
        std::size_t max = 0;
        std::size_t fallback = 0;
    };
    std::size_t number(std::string_view name, NumberRule rule) {
        const auto text = request_.query_value(name);
        if (!text || text->empty()) return rule.fallback;
        std::size_t number = 0;
        const auto* const last = text->data() + text->size();
        const auto [end, error] = std::from_chars(text->data(), last, number);
        if (error == std::errc() && end == last && number >= rule.min && number <= rule.max)
            return number;
        refuse(name, "must be a whole number from " + std::to_string(rule.min) + " to " +
                         std::to_string(rule.max));
        return rule.fallback;
    }

    void refuse(std::string_view name, std::string message) {
        errors_.push_back({.location = {"query", std::string(name)},
                           .message = std::move(message),
                           .type = "value_error"});
    }

    bool ok() const { return errors_.empty(); }
    Response error_response() const { return http::validation_error(errors_); }

private:
    const Request& request_;
    std::vector<http::FieldError> errors_;
};

Response failure(const Error& error) {
    if (error.is_transient()) return Response::error(503, "the database is not reachable");
    return Response::error(500, "the stored data could not be read");
}

// Lends a store to `read`, which returns a Result<std::string> of JSON.
template <class Read>
Response answer(StorePool& stores, const Read& read) {
    const auto store = stores.lease();
    if (!store) return failure(store.error());
    auto body = read(**store);
    if (!body) return failure(body.error());
    auto response = Response::json(std::move(*body));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response streamers(StorePool& stores) {
    return answer(stores, [](Store& store) -> Result<std::string> {
        const auto comments = store.comments("", comments_looked_at_for_streamers);
        if (!comments) return comments.error();
        std::set<std::string> names;
        for (const auto& decided : *comments) names.insert(decided.comment.streamer);
        return streamers_json(names);
    });
}

Response feed(StorePool& stores, const Request& request) {
    Query query(request);
    const auto limit =
        query.number("limit", {.min = 1, .max = page_limit_max, .fallback = feed_limit_default});
    if (!query.ok()) return query.error_response();
    return answer(stores, [&](Store& store) -> Result<std::string> {
        const auto comments = store.comments(query.text("streamer"), limit);
        if (!comments) return comments.error();
        return feed_json(*comments);
    });
}

Response totals(StorePool& stores, const Request& request) {
    const std::string streamer(request.query_value("streamer").value_or(""));
    return answer(stores, [&](Store& store) -> Result<std::string> {
        const auto figures = store.totals(streamer);
        if (!figures) return figures.error();
        return totals_json(streamer, *figures);
    });
}

OrderFilter order_filter(Query& query) {
    OrderFilter filter;
    filter.streamer = query.text("streamer");
    filter.buyer = query.text("buyer");
    filter.limit =
        query.number("limit", {.min = 1, .max = page_limit_max, .fallback = orders_limit_default});
    if (const auto status = query.text("status"); !status.empty()) {
        filter.status = parse_order_status(status);
        if (!filter.status)
            query.refuse("status", "must be pending, paid, shipped, delivered or cancelled");
    }
    if (const auto cursor = query.text("cursor"); !cursor.empty()) {
        const auto before = OrderId::parse(cursor);
        if (before)
            filter.before = *before;
        else
            query.refuse("cursor", "must be the next_cursor of an earlier answer");
    }
    return filter;
}

Response orders(StorePool& stores, const Request& request) {
    Query query(request);
    const auto filter = order_filter(query);
    if (!query.ok()) return query.error_response();
    return answer(stores, [&](Store& store) -> Result<std::string> {
        const auto found = store.orders(filter);
        if (!found) return found.error();
        return orders_json(*found, filter.limit);
    });
}

Response products(StorePool& stores, const Request& request) {
    Query query(request);
    const auto streamer = query.text("streamer");
    if (streamer.empty()) query.refuse("streamer", "must name a streamer");
    const auto limit =
        query.number("limit", {.min = 1, .max = page_limit_max, .fallback = page_limit_max});
    const auto offset =
        query.number("offset", {.max = std::numeric_limits<std::int32_t>::max(), .fallback = 0});
    if (!query.ok()) return query.error_response();
    return answer(stores, [&](Store& store) -> Result<std::string> {
        const auto page = store.products(streamer, limit, offset);
        if (!page) return page.error();
        return products_json(streamer, *page);
    });
}

}  // namespace

void add_dashboard_api(http::Router& router, StorePool& stores) {
    router.on("GET", "/api/streamers", [&stores](const Request&) { return streamers(stores); });
    router.on("GET", "/api/feed",
              [&stores](const Request& request) { return feed(stores, request); });
    router.on("GET", "/api/totals",
              [&stores](const Request& request) { return totals(stores, request); });
    router.on("GET", "/api/orders",
              [&stores](const Request& request) { return orders(stores, request); });
    router.on("GET", "/api/products",
              [&stores](const Request& request) { return products(stores, request); });
}

}  // namespace tts::dashboard
