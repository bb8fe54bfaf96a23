#include "apps/tiktoksales/shop/overlay_routes.hpp"

#include "accounts/secrets.hpp"
#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "core/percent_encoding.hpp"
#include "core/text.hpp"
#include "dashboard/overlay_view.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t secret_bytes = 20;

Response make_token(OverlayTokens& tokens, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    http::JsonBody body(request.body.empty() ? std::string_view("{}") : request.body);
    const bool shows_names = body.optional_boolean("shows_names").value_or(false);
    if (!body.ok()) return body.error_response();

    const std::string token = base32(random_bytes(secret_bytes));
    const auto saved = tokens.save({.streamer = streamer,
                                    .sha256 = sha256_hex(token),
                                    .shows_names = shows_names,
                                    .created_at = now()});
    if (!saved) return answer_for(saved.error());
    JsonWriter json;
    json.object()
        .member("streamer", streamer)
        .member("token", token)
        .member("path", "/overlay/" + percent_encoded(streamer) + "?token=" + token)
        .member("shows_names", shows_names)
        .end();
    auto response = Response::json(201, json.take());
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response revoke_token(OverlayTokens& tokens, const Request& request) {
    const auto removed = tokens.remove(request.path_value("streamer"));
    if (!removed) return answer_for(removed.error());
    return Response::json(R"({"ok":true})");
}

// One text for every reason: it does not tell which streamers have an overlay.
Response refused() {
    return unauthorized("needs the token of this streamer's overlay");
}

Response show_state(OverlayTokens& tokens, Store& store, const Request& request) {
    const std::string& streamer = request.path_value("streamer");
    const auto token = tokens.find(streamer);
    if (!token && token.error().code() == Errc::not_found) return refused();
    if (!token) return answer_for(token.error());
    const auto shown = request.query_value("token").value_or("");
    if (!is_same_secret(sha256_hex(shown), token->sha256)) return refused();

    const auto names =
        token->shows_names ? dashboard::BuyerNames::shown : dashboard::BuyerNames::masked;
    auto json = dashboard::overlay_json(store, streamer, names);
    if (!json) return answer_for(json.error());
    auto response = Response::json(std::move(*json));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

}  // namespace

void add_overlay_routes(http::Router& router, StorePool& stores, OverlayTokens& tokens) {
    router.on("POST", "/streamers/{streamer}/overlay_token",
              [&tokens](const Request& request) { return make_token(tokens, request); });
    router.on("DELETE", "/streamers/{streamer}/overlay_token",
              [&tokens](const Request& request) { return revoke_token(tokens, request); });
    router.on("GET", "/overlay/{streamer}/state",
              with_store(stores, [&tokens](Store& store, const Request& request) {
                  return show_state(tokens, store, request);
              }));
}

}  // namespace tts
