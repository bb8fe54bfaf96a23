#include "accounts/api_tokens.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "apps/tiktoksales/setup/setup_routes.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

#include <algorithm>
#include <chrono>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::int64_t days_max = 36'500;
constexpr std::size_t streamers_max = 100;

// What somebody may do with the tokens of programs: an administrator everything, others with those
// of sources of comments, a streamer with its own.
struct Reach {
    bool is_admin = false;
    std::optional<std::string> streamer;

    bool covers(const ApiToken& token) const {
        if (is_admin) return true;
        if (token.scope != TokenScope::ingest) return false;
        return !streamer || token.streamers == std::vector{*streamer};
    }
};

Reach reach_of(const SetupParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    return {.is_admin = caller && caller->kind == Callers::admin,
            .streamer = parts.gate.streamer_of(request)};
}

// The object stays open.
void write_token(JsonWriter& json, const ApiToken& token) {
    json.object()
        .member("prefix", token.prefix)
        .member("scope", to_string(token.scope))
        .member("name", token.name)
        .key("streamers")
        .array();
    for (const auto& streamer : token.streamers) json.value(streamer);
    json.end()
        .member("expires_at", token.expires_at)
        .member("revoked_at", token.revoked_at)
        .member("last_used_at", token.last_used_at);
}

Response list(const SetupParts& parts, const Request& request) {
    const Reach reach = reach_of(parts, request);
    const auto tokens = parts.tokens.all();
    if (!tokens) return answer_for(tokens.error());
    JsonWriter json;
    json.object().key("tokens").array();
    for (const ApiToken& token : *tokens) {
        if (!reach.covers(token)) continue;
        write_token(json, token);
        json.end();
    }
    return not_to_be_kept(Response::json(json.end().end().take()));
}

Response make(const SetupParts& parts, const Request& request) {
    const Reach reach = reach_of(parts, request);
    JsonBody body(request.body);
    const auto name = body.text("name", {.length_max = 64});
    const auto scope = parse_token_scope(body.optional_text("scope").value_or("ingest"));
    if (!scope) body.refuse("scope", "must be ingest, service or admin", "enum");
    auto streamers = body.has("streamers")
                         ? body.text_list("streamers", streamers_max, {.length_max = 255})
                         : std::vector<std::string>();
    const auto days = body.optional_integer("days", {.min = 1, .max = days_max});
    if (reach.streamer) streamers = {*reach.streamer};
    if (scope && *scope != TokenScope::ingest && !reach.is_admin)
        body.refuse("scope", "only an administrator makes tokens that are not of scope ingest");
    if (scope && *scope != TokenScope::ingest && !streamers.empty())
        body.refuse("streamers", "only tokens of scope ingest are of streamers");
    if (!body.ok()) return body.error_response();

    auto made = make_api_token(*scope, name);
    made.token.streamers = std::move(streamers);
    if (days) made.token.expires_at = now() + std::chrono::hours(24) * *days;
    const auto added = parts.tokens.add(made.token);
    if (!added) return answer_for(added.error());
    log_event(Level::info, "token_made", {{"token", made.token.prefix}, {"name", name}});
    JsonWriter json;
    write_token(json, made.token);
    json.member("token", made.text).end();
    return not_to_be_kept(Response::json(201, json.take()));
}

Response revoke(const SetupParts& parts, const Request& request) {
    const Reach reach = reach_of(parts, request);
    const auto& prefix = request.path_value("prefix");
    const auto tokens = parts.tokens.all();
    if (!tokens) return answer_for(tokens.error());
    const bool is_theirs = std::ranges::any_of(*tokens, [&](const ApiToken& token) {
        return token.prefix == prefix && reach.covers(token);
    });
    if (!is_theirs) return Response::error(404, "there is no such token");
    const auto revoked = parts.tokens.revoke(prefix, now());
    if (!revoked) return answer_for(revoked.error());
    log_event(Level::info, "token_revoked", {{"token", prefix}});
    return Response::json(R"({"ok":true})");
}

}  // namespace

void add_token_routes(http::Router& router, const SetupParts& parts) {
    const auto with_parts = [parts](auto action) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("GET", "/api_tokens", with_parts(list));
    router.on("POST", "/api_tokens", with_parts(make));
    router.on("DELETE", "/api_tokens/{prefix}", with_parts(revoke));
}

}  // namespace tts
