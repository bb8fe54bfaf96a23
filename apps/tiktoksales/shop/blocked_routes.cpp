#include "apps/tiktoksales/shop/blocked_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

Response list_blocked(Store& store, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto show = store.show(streamer, now());
    if (!show) return answer_for(show.error());
    JsonWriter json;
    json.object().member("streamer", streamer).key("buyers").array();
    for (const auto& buyer : show->blocked_buyers) json.value(buyer);
    json.end().end();
    return Response::json(json.take());
}

Response write(Store& store, const BlockedBuyer& buyer) {
    const auto written = store.block_buyer(buyer);
    if (!written) return answer_for(written.error());
    JsonWriter json;
    json.object()
        .member("streamer", buyer.streamer)
        .member("buyer", buyer.buyer)
        .member("blocked", buyer.is_blocked)
        .end();
    return Response::json(json.take());
}

Response block(Store& store, const Request& request) {
    http::JsonBody body(request.body.empty() ? std::string_view("{}") : request.body);
    const auto reason = body.optional_text("reason", {.length_max = 500});
    if (!body.ok()) return body.error_response();
    return write(store, {.streamer = request.path_value("streamer"),
                         .buyer = request.path_value("buyer"),
                         .reason = reason.value_or(""),
                         .at = now()});
}

Response unblock(Store& store, const Request& request) {
    return write(store, {.streamer = request.path_value("streamer"),
                         .buyer = request.path_value("buyer"),
                         .reason = {},
                         .is_blocked = false,
                         .at = now()});
}

}  // namespace

void add_blocked_routes(http::Router& router, StorePool& stores) {
    router.on("GET", "/streamers/{streamer}/blocked", with_store(stores, list_blocked));
    router.on("PUT", "/streamers/{streamer}/blocked/{buyer}", with_store(stores, block));
    router.on("DELETE", "/streamers/{streamer}/blocked/{buyer}", with_store(stores, unblock));
}

}  // namespace tts
