#include "accounts/email.hpp"
#include "apps/tiktoksales/accounts/account_routes.hpp"
#include "apps/tiktoksales/accounts/audit_routes.hpp"
#include "apps/tiktoksales/accounts/privacy_routes.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr http::TextRule language_rule{.length_max = 8};

// The object stays open.
void write_member(JsonWriter& json, const Member& member) {
    json.object()
        .member("id", member.id)
        .member("email", member.email)
        .member("name", member.name)
        .member("status", member.accepted_at ? "active" : "invited")
        .member("created_at", member.created_at)
        .member("accepted_at", member.accepted_at);
}

Response invite(const AccountRouteParts& parts, const Request& request) {
    JsonBody body(request.body);
    Member member;
    member.streamer = request.path_value("streamer");
    const auto text = body.text("email");
    const auto email = parse_email(text);
    if (!email && !text.empty()) body.refuse("email", email.error().what());
    if (email) member.email = *email;
    member.name = body.optional_text("name").value_or("");
    const auto language = body.optional_text("language", language_rule);
    if (!body.ok()) return body.error_response();
    if (member.name.empty()) member.name = member.email.substr(0, member.email.find('@'));

    const auto invited = parts.accounts.passwords().invite(
        std::move(member), language.value_or(visit_of(request).language), now());
    if (!invited) return answer_for(invited.error());
    log_event(Level::info, "member_invited",
              {{"streamer", invited->member.streamer}, {"member", invited->member.id.to_string()}});
    JsonWriter json;
    write_member(json, invited->member);
    json.member("token", invited->token)
        .member("url", parts.accounts.base_url() + "/password/" + invited->token)
        .member("expires_at", invited->expires_at)
        .member("mailed", parts.accounts.sends_mail())
        .end();
    return not_to_be_kept(Response::json(201, json.take()));
}

Response list(const AccountRouteParts& parts, const Request& request) {
    const auto& streamer = request.path_value("streamer");
    const auto members = parts.accounts.members().members_of(streamer);
    if (!members) return answer_for(members.error());
    JsonWriter json;
    json.object().member("streamer", streamer).key("members").array();
    for (const Member& member : *members) {
        write_member(json, member);
        json.end();
    }
    return not_to_be_kept(Response::json(json.end().end().take()));
}

Response remove(const AccountRouteParts& parts, const Request& request) {
    const auto& streamer = request.path_value("streamer");
    const auto id = Uuid::parse(request.path_value("id"));
    if (!id) return Response::error(404, "there is no such member");
    const auto removed =
        parts.accounts.members().remove(streamer, *id, {.at = now(), .reason = "removed"});
    if (!removed) return answer_for(removed.error());
    log_event(Level::info, "member_removed", {{"streamer", streamer}, {"member", id->to_string()}});
    return Response::json(R"({"ok":true})");
}

}  // namespace

void add_account_routes(http::Router& router, const AccountRouteParts& parts) {
    AccountParts& accounts = parts.accounts;
    add_session_routes(
        router, {accounts.desk(), accounts.sessions(), accounts.session_store(), parts.gate});
    add_member_routes(router, parts);
    add_password_routes(router, parts);
    add_audit_routes(router, parts.audit);
    add_privacy_routes(router, accounts.privacy());
}

void add_member_routes(http::Router& router, const AccountRouteParts& parts) {
    const auto with_parts = [parts](auto action) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("POST", "/streamers/{streamer}/members", with_parts(invite));
    router.on("GET", "/streamers/{streamer}/members", with_parts(list));
    router.on("DELETE", "/streamers/{streamer}/members/{id}", with_parts(remove));
}

}  // namespace tts
