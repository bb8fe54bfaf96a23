#include "dashboard/live_events_api.hpp"

#include "dashboard/query.hpp"

namespace tts::dashboard {

namespace {

// Where a page goes on: browsers say so themselves in a header, a page that opens a new stream in
// its query.
std::string place_of(const http::Request& request) {
    const auto header = request.header("last-event-id");
    return std::string(header ? *header : request.query_value("after").value_or(""));
}

void follow(LiveHub& hub, const http::Request& request, http::Respond respond) {
    Query query(request);
    Following following;
    following.streamer = query.text("streamer");
    if (following.streamer.empty()) query.refuse("streamer", "must name a streamer");
    if (const auto place = place_of(request); !place.empty()) {
        following.after = parse_live_cursor(place);
        if (!following.after)
            query.refuse("after", "must be the id of an event, such as the last that was received");
    }
    if (!query.ok()) return respond(query.error_response());
    hub.follow(std::move(following), std::move(respond));
}

}  // namespace

void add_live_events_api(http::Router& router, LiveHub& hub) {
    router.on_async("GET", "/api/events", [&hub](http::Request& request, http::Respond respond) {
        follow(hub, request, std::move(respond));
    });
}

}  // namespace tts::dashboard
