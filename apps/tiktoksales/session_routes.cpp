#include "apps/tiktoksales/session_routes.hpp"

#include "accounts/password.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/session_cookie.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"
#include "http/json_body.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr http::TextRule password_rule{.length_max = password_bytes_max};
constexpr http::TextRule language_rule{.length_max = 8};
constexpr std::size_t language_letters = 2;

std::string_view name_of(Callers kind) {
    switch (kind) {
        case Callers::local: return "local";
        case Callers::client: return "client";
        case Callers::streamer: return "streamer";
        case Callers::assistant: return "assistant";
        case Callers::ingest: return "ingest";
        case Callers::service: return "service";
        case Callers::admin: return "admin";
        default: return "anyone";
    }
}

std::string person_json(const Caller& caller) {
    const bool is_seller = caller.account && sells(caller.account->role);
    const auto name = caller.account   ? std::optional(caller.account->name)
                      : caller.program ? std::optional(caller.program->name)
                                       : std::nullopt;
    JsonWriter json;
    json.object()
        .member("signed_in", caller.has_token())
        .member("role", name_of(caller.kind))
        .member("account_id",
                caller.account ? std::optional(caller.account->account) : std::nullopt)
        .member("name", name)
        .member("streamer", is_seller ? name : std::nullopt)
        .member("language", caller.language.empty() ? std::nullopt : std::optional(caller.language))
        .member("expires_at", caller.valid_until)
        .end();
    return json.take();
}

// With the cookie, which is an empty one to take the old one back.
Response with_cookie(const SessionParts& parts,
                     const Request& request,
                     const Caller& caller,
                     std::string_view cookie) {
    auto response = not_to_be_kept(Response::json(person_json(caller)));
    response.headers.emplace_back("Set-Cookie",
                                  set_session_cookie(cookie, parts.gate.is_over_tls(request)));
    return response;
}

// What a form sends: an account's address and password, or the token of who runs the shop.
struct LoginForm {
    std::optional<std::string> token;
    std::string email;
    std::string password;
    std::optional<std::string> language;
};

LoginForm read_form(JsonBody& body) {
    LoginForm form;
    form.token = body.optional_text("token");
    form.language = body.optional_text("language", language_rule);
    if (form.token) return form;
    form.email = body.text("email");
    form.password = body.text("password", password_rule);
    return form;
}

struct LoggedIn {
    SessionDesk::BrowserLogin login;
    Caller caller;
};

Result<LoggedIn> log_in_account(const SessionParts& parts,
                                const LoginAttempt& attempt,
                                const Visit& visit) {
    const auto account = parts.desk.login(attempt);
    if (!account) return account.error();
    auto login = parts.sessions.begin_in_browser(*account, visit, now());
    if (!login) return login.error();
    Caller caller;
    caller.kind = kind_of(account->role);
    caller.account = login->claims.account;
    return LoggedIn{.login = std::move(*login), .caller = std::move(caller)};
}

Result<LoggedIn> log_in_admin(const SessionParts& parts,
                              const std::string& token,
                              const Visit& visit) {
    auto program = parts.gate.tokens().find(token, now());
    if (!program) return program.error();
    if (program->scope != TokenScope::admin)
        return Error(Errc::denied, "only an admin token opens a session in a browser");
    auto login = parts.sessions.begin_in_browser(*program, visit, now());
    if (!login) return login.error();
    Caller caller;
    caller.kind = Callers::admin;
    caller.program = std::move(*program);
    return LoggedIn{.login = std::move(*login), .caller = std::move(caller)};
}

Response log_in(const SessionParts& parts, const Request& request) {
    if (request.header("origin") && !parts.gate.is_from_own_page(request))
        return Response::error(403, "only a page of this server logs in with a cookie");
    JsonBody body(request.body);
    const LoginForm form = read_form(body);
    if (!body.ok()) return body.error_response();
    const auto address = parts.gate.address_of(request);
    const auto at = RateLimit::Clock::now();
    const auto wait = form.token ? parts.desk.refuse_address(address, at)
                                 : parts.desk.refuse_login(form.email, address, at);
    if (wait) return too_many_logins(*wait);

    auto visit = visit_of(request);
    if (form.language) visit.language = ascii_lower(*form.language);
    const LoginAttempt attempt{
        .email = form.email, .password = form.password, .address = address, .at = at};
    auto logged_in = form.token ? log_in_admin(parts, *form.token, visit)
                                : log_in_account(parts, attempt, visit);
    if (!logged_in) return answer_for_login(logged_in.error());
    auto& [login, caller] = *logged_in;
    caller.language = login.claims.language;
    caller.valid_until = login.claims.expires_at;
    return with_cookie(parts, request, caller, login.cookie);
}

Response who_am_i(const SessionParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    if (!caller) return unauthorized(caller.error().what());
    return not_to_be_kept(Response::json(person_json(*caller)));
}

// Also for a cookie that is not valid any more: it is taken back.
Response log_out(const SessionParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    if (!caller) return unauthorized(caller.error().what());
    if (!caller->session.is_nil()) {
        const auto ended = parts.sessions.end(caller->session, now());
        if (!ended && ended.error().code() != Errc::not_found) return answer_for(ended.error());
    }
    return with_cookie(parts, request, {}, "");
}

std::optional<AccountRef> account_of(const Caller& caller) {
    if (!caller.account) return std::nullopt;
    return AccountRef{.role = caller.account->role, .id = caller.account->account};
}

Response list_sessions(const SessionParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    const auto account = caller ? account_of(*caller) : std::nullopt;
    if (!account) return unauthorized("needs the token of an account");
    const auto sessions = parts.store.active(*account, now());
    if (!sessions) return answer_for(sessions.error());
    JsonWriter json;
    json.object().key("sessions").array();
    for (const LoginSession& session : *sessions)
        json.object()
            .member("id", session.id)
            .member("kind", to_string(session.kind))
            .member("user_agent", session.user_agent)
            .member("created_at", session.created_at)
            .member("last_used_at", session.last_used_at)
            .member("expires_at", session.expires_at)
            .member("is_current", session.id == caller->session)
            .end();
    return not_to_be_kept(Response::json(json.end().end().take()));
}

Response end_all_sessions(const SessionParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    const auto account = caller ? account_of(*caller) : std::nullopt;
    if (!account) return unauthorized("needs the token of an account");
    const auto ended = parts.store.end_all(*account, {.at = now(), .reason = "logout"});
    if (!ended) return answer_for(ended.error());
    return with_cookie(parts, request, {}, "");
}

Response end_session(const SessionParts& parts, const Request& request) {
    const auto caller = parts.gate.caller(request);
    const auto account = caller ? account_of(*caller) : std::nullopt;
    if (!account) return unauthorized("needs the token of an account");
    const auto id = Uuid::parse(request.path_value("id"));
    const auto session = id ? parts.store.find(*id) : Result<LoginSession>(id.error());
    const bool is_away = !session && session.error().is_transient();
    if (is_away) return answer_for(session.error());
    if (!session || session->account != account)
        return Response::error(404, "you have no such session");
    const auto ended = parts.sessions.end(*id, now());
    if (!ended) return answer_for(ended.error());
    return Response::json(R"({"ok":true})");
}

}  // namespace

Visit visit_of(const Request& request) {
    Visit visit{.user_agent = std::string(request.header("user-agent").value_or(""))};
    const auto wanted = ascii_lower(request.header("accept-language").value_or(""));
    const auto end = std::min(wanted.find_first_of(",;-"), wanted.size());
    const bool is_language =
        end >= language_letters && end <= language_letters + 1 &&
        wanted.substr(0, end).find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if (is_language) visit.language = wanted.substr(0, end);
    return visit;
}

Response not_to_be_kept(Response response) {
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response too_many_logins(std::chrono::seconds wait) {
    auto response = Response::error(429, "too many attempts to log in; try again later");
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

Response answer_for_login(const Error& error) {
    if (error.code() == Errc::denied) return unauthorized(error.what());
    return answer_for(error);
}

void add_session_routes(http::Router& router, const SessionParts& parts) {
    const auto with_parts = [parts](auto action) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("POST", "/session", with_parts(log_in));
    router.on("GET", "/session", with_parts(who_am_i));
    router.on("DELETE", "/session", with_parts(log_out));
    router.on("GET", "/sessions", with_parts(list_sessions));
    router.on("DELETE", "/sessions", with_parts(end_all_sessions));
    router.on("DELETE", "/sessions/{id}", with_parts(end_session));
}

}  // namespace tts
