#include "apps/tiktoksales/setup/setup_routes.hpp"

#include "accounts/email.hpp"
#include "accounts/password.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "http/json_body.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr const char* made_in_page = "setup";

// True if nobody could log in as an administrator. Asked of the database: another process may have
// made the token a moment ago.
Result<bool> lacks_admin(ApiTokenStore& store) {
    const auto tokens = store.all();
    if (!tokens) return tokens.error();
    const Timestamp at = now();
    return std::ranges::none_of(*tokens, [&](const ApiToken& token) {
        return token.scope == TokenScope::admin && !token.revoked_at &&
               (!token.expires_at || *token.expires_at > at);
    });
}

bool is_local(const SetupParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    return caller && caller->kind == Callers::local;
}

// Others are not even told that it is wanted.
Response show(const SetupParts& parts, const Request& request) {
    bool is_needed = false;
    if (is_local(parts, request)) {
        const auto lacks = lacks_admin(parts.tokens);
        if (!lacks) return answer_for(lacks.error());
        is_needed = *lacks;
    }
    JsonWriter json;
    return not_to_be_kept(Response::json(json.object().member("needed", is_needed).end().take()));
}

// Who tries again after a lost answer has the account already.
Result<Account> make_account(AccountDesk& desk, NewStreamer streamer, const std::string& password) {
    const std::string email = streamer.email;
    auto made = desk.register_streamer(std::move(streamer), password);
    if (made || made.error().code() != Errc::conflict) return made;
    auto known = desk.login({.email = email, .password = password, .at = RateLimit::Clock::now()});
    return known ? std::move(known) : std::move(made);
}

Response set_up(const SetupParts& parts, const Request& request) {
    JsonBody body(request.body);
    const auto address = body.text("email");
    const auto email = parse_email(address);
    if (!email && !address.empty()) body.refuse("email", email.error().what());
    NewStreamer streamer{.email = email ? *email : std::string(),
                         .username = body.text("username"),
                         .platform = "tiktok"};
    const auto password = body.text("password", {.length_max = password_bytes_max});
    if (!body.ok()) return body.error_response();

    const auto lacks = lacks_admin(parts.tokens);
    if (!lacks) return answer_for(lacks.error());
    if (!*lacks) return Response::error(409, "there is an administrator already");
    const auto account = make_account(parts.desk, std::move(streamer), password);
    if (!account) return answer_for(account.error());
    const auto admin = make_api_token(TokenScope::admin, made_in_page);
    const auto added = parts.tokens.add(admin.token);
    if (!added) return answer_for(added.error());
    log_event(Level::info, "set_up", {{"streamer", account->name}, {"token", admin.token.prefix}});
    JsonWriter json;
    json.object()
        .member("streamer", account->name)
        .member("email", account->email)
        .member("admin_token", admin.text)
        .end();
    return not_to_be_kept(Response::json(201, json.take()));
}

}  // namespace

void add_setup_routes(http::Router& router, const SetupParts& parts) {
    router.on("GET", "/setup", [parts](const Request& request) { return show(parts, request); });
    router.on("POST", "/setup", [parts](const Request& request) { return set_up(parts, request); });
}

}  // namespace tts
