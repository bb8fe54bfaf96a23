#include "dashboard/dashboard_api.hpp"

#include "dashboard/query.hpp"
#include "dashboard/read_models.hpp"

#include <set>

namespace tts::dashboard {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t feed_limit_default = 60;
constexpr std::size_t page_limit_max = 500;
// The streamers to choose from are those of the newest comments: who was silent for so long is
// still found by name.
constexpr std::size_t comments_looked_at_for_streamers = 1'000;

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

// All of them, or only the one that the query names.
Response streamers(StorePool& stores, const Request& request) {
    if (const auto streamer = request.query_value("streamer"); streamer && !streamer->empty())
        return Response::json(streamers_json({std::string(*streamer)}));
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

}  // namespace

void add_dashboard_api(http::Router& router, StorePool& stores) {
    router.on("GET", "/api/streamers",
              [&stores](const Request& request) { return streamers(stores, request); });
    router.on("GET", "/api/feed",
              [&stores](const Request& request) { return feed(stores, request); });
    router.on("GET", "/api/totals",
              [&stores](const Request& request) { return totals(stores, request); });
}

}  // namespace tts::dashboard
