#include "apps/tiktoksales/auth_routes.hpp"

#include "accounts/email.hpp"
#include "accounts/password.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/order_answers.hpp"
#include "apps/tiktoksales/session_routes.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

constexpr std::size_t refresh_token_max = 200;
constexpr std::int64_t followers_max = 10'000'000'000;
constexpr std::size_t phone_digits_min = 10;
constexpr std::size_t phone_digits_max = 15;  // E.164.
constexpr http::TextRule platform_rule{.length_max = 64};
constexpr http::TextRule payment_method_rule{.length_max = 64};
// In code points, each of which has one to four bytes: the exact limits are in bytes.
constexpr http::TextRule password_rule{.length_max = password_bytes_max};

std::string read_email(JsonBody& body) {
    const auto text = body.text("email");
    const auto email = parse_email(text);
    if (!email && !text.empty()) body.refuse("email", email.error().what());
    return email ? *email : std::string();
}

std::string read_new_password(JsonBody& body) {
    auto password = body.text("password", password_rule);
    const bool fits =
        password.size() >= password_bytes_min && password.size() <= password_bytes_max;
    if (!password.empty() && !fits)
        body.refuse("password", "must have " + std::to_string(password_bytes_min) + " to " +
                                    std::to_string(password_bytes_max) + " bytes");
    return password;
}

// Digits, perhaps after a '+'.
std::string read_phone(JsonBody& body) {
    auto phone = body.optional_text("phone", {.length_max = 32}).value_or("");
    const auto digits = std::string_view(phone).substr(phone.starts_with('+') ? 1 : 0);
    const bool fits = digits.size() >= phone_digits_min && digits.size() <= phone_digits_max &&
                      digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!phone.empty() && !fits)
        body.refuse("phone", "must have 10 to 15 digits, as in +34600123456");
    return phone;
}

void write_tokens(JsonWriter& json, const SessionDesk::Tokens& session) {
    json.member("token", session.token)
        .member("refresh_token", session.refresh_token)
        .member("expires_in", life_of(TokenUse::access).count());
}

void write_client(JsonWriter& json, const Account& account) {
    json.object()
        .member("id", account.id)
        .member("email", account.email)
        .member("name", account.name)
        .end();
}

void write_assistant(JsonWriter& json, const Account& account) {
    json.object()
        .member("id", account.id)
        .member("email", account.email)
        .member("name", account.name)
        .member("streamer", account.streamer)
        .end();
}

void write_streamer(JsonWriter& json, const Account& account) {
    json.object()
        .member("id", account.id)
        .member("email", account.email)
        .member("username", account.name)
        .end();
}

Response register_client(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    NewClient client{
        .email = read_email(body), .name = body.text("name"), .phone = read_phone(body)};
    const auto password = read_new_password(body);
    if (!body.ok()) return body.error_response();

    auto account = parts.desk.register_client(std::move(client), password);
    if (!account) return answer_for(account.error());
    const auto session = parts.sessions.begin(std::move(*account), visit_of(request), now());
    if (!session) return answer_for(session.error());
    JsonWriter json;
    json.object().key("client");
    write_client(json, session->account);
    write_tokens(json, *session);
    return not_to_be_kept(Response::json(201, json.end().take()));
}

Response register_streamer(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    NewStreamer streamer{.email = read_email(body), .username = body.text("username")};
    streamer.platform = body.optional_text("platform", platform_rule).value_or("tiktok");
    streamer.follower_count =
        body.optional_integer("follower_count", {.min = 0, .max = followers_max}).value_or(0);
    const auto password = read_new_password(body);
    if (!body.ok()) return body.error_response();

    auto account = parts.desk.register_streamer(std::move(streamer), password);
    if (!account) return answer_for(account.error());
    const auto session = parts.sessions.begin(std::move(*account), visit_of(request), now());
    if (!session) return answer_for(session.error());
    JsonWriter json;
    json.object().key("streamer");
    write_streamer(json, session->account);
    write_tokens(json, *session);
    json.member("redirect", "/dashboard").end();
    return not_to_be_kept(Response::json(201, json.take()));
}

void write_user(JsonWriter& json, const Account& account) {
    switch (account.role) {
        case AccountRole::client: return write_client(json, account);
        case AccountRole::streamer: return write_streamer(json, account);
        case AccountRole::assistant: return write_assistant(json, account);
    }
}

std::string session_json(const SessionDesk::Tokens& session) {
    JsonWriter json;
    json.object();
    write_tokens(json, session);
    json.key("user");
    write_user(json, session.account);
    json.member("role", to_string(session.account.role))
        .member("redirect", sells(session.account.role) ? "/dashboard" : "/products")
        .end();
    return json.take();
}

Response log_in(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    const auto email = body.text("email");
    const auto password = body.text("password", password_rule);
    if (!body.ok()) return body.error_response();
    const LoginAttempt attempt{.email = email,
                               .password = password,
                               .address = parts.gate.address_of(request),
                               .at = RateLimit::Clock::now()};
    if (const auto wait = parts.desk.refuse_login(email, attempt.address, attempt.at))
        return too_many_logins(*wait);

    auto account = parts.desk.login(attempt);
    if (!account) return answer_for_login(account.error());
    const auto session = parts.sessions.begin(std::move(*account), visit_of(request), now());
    if (!session) return answer_for_login(session.error());
    return not_to_be_kept(Response::json(session_json(*session)));
}

Response refresh(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    const auto token = body.text("refresh_token", {.length_max = refresh_token_max});
    if (!body.ok()) return body.error_response();
    const auto session = parts.sessions.refresh(token, now());
    if (!session) return answer_for_login(session.error());
    JsonWriter json;
    json.object();
    write_tokens(json, *session);
    return not_to_be_kept(Response::json(json.end().take()));
}

// Of the refresh token, or else of the token that the request is sent with.
Response log_out(const AuthParts& parts, const Request& request) {
    Uuid session;
    if (!request.body.empty()) {
        JsonBody body(request.body);
        const auto token = body.optional_text("refresh_token", {.length_max = refresh_token_max});
        if (!body.ok()) return body.error_response();
        if (token) {
            const auto named = parts.sessions.session_of(*token);
            if (!named) return answer_for_login(named.error());
            session = *named;
        }
    }
    const auto caller = parts.gate.caller(request);
    if (session.is_nil() && caller) session = caller->session;
    if (session.is_nil())
        return Response::error(
            400,
            "names no session to end: send a refresh_token, or the token of an account as "
            "Authorization: Bearer <token>");
    const auto ended = parts.sessions.end(session, now());
    if (!ended) return answer_for(ended.error());
    return Response::json(R"({"ok":true})");
}

// A handler for an account that the gate has let through.
template <class Action>
http::Handler for_account(const AuthParts& parts, Action action) {
    return [parts, action](const Request& request) {
        const auto caller = parts.gate.identity(request);
        if (!caller || !*caller) return unauthorized("needs Authorization: Bearer <token>");
        return action(parts, **caller, request);
    };
}

Response purchase(const AuthParts& parts, const Identity& buyer, const Request& request) {
    JsonBody body(request.body);
    OrderRequest order;
    order.product = body.text("product_id");
    order.streamer = body.text("streamer");
    order.buyer = buyer.name;
    order.source = "purchase";
    const auto quantity = body.optional_integer("quantity", {.min = 1, .max = quantity_max});
    order.quantity = static_cast<std::int32_t>(quantity.value_or(1));
    order.payment_method = body.optional_text("payment_method", payment_method_rule).value_or("");
    if (!body.ok()) return body.error_response();

    const auto store = parts.stores.lease();
    if (!store) return answer_for(store.error());
    const auto placing = place_for(**store, std::move(order), request);
    if (!placing.placed) return placing.refusal;
    JsonWriter json;
    json.object().key("order");
    write_placed_order(json, placing.placed->order);
    const auto& method = placing.placed->order.payment_method;
    json.member("payment_method", method.empty() ? std::nullopt : std::optional(method)).end();
    return Response::json(placing.placed->replayed ? 200 : 201, json.take());
}

Response live_answer(const Identity& streamer, const Result<LiveStatus>& status) {
    if (!status) return answer_for(status.error());
    JsonWriter json;
    json.object()
        .member("status", status->started_at ? "live" : "offline")
        .member("streamer_id", streamer.account)
        .member("live_started_at", status->started_at)
        .end();
    return Response::json(json.take());
}

Response go_live(const AuthParts& parts, const Identity& streamer, const Request&) {
    return live_answer(streamer, parts.accounts.go_live(streamer.account, now()));
}

Response go_offline(const AuthParts& parts, const Identity& streamer, const Request&) {
    return live_answer(streamer, parts.accounts.go_offline(streamer.account));
}

Response live_status(const AuthParts& parts, const Identity& streamer, const Request&) {
    return live_answer(streamer, parts.accounts.live_status(streamer.account));
}

}  // namespace

void add_auth_routes(http::Router& router, const AuthParts& parts) {
    const auto with_parts = [parts](auto action) {
        return [parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("POST", "/clients/register", with_parts(register_client));
    router.on("POST", "/streamers/register", with_parts(register_streamer));
    router.on("POST", "/login", with_parts(log_in));
    router.on("POST", "/token/refresh", with_parts(refresh));
    router.on("POST", "/logout", with_parts(log_out));
    router.on("POST", "/purchase", for_account(parts, purchase));
    router.on("POST", "/streamers/go_live", for_account(parts, go_live));
    router.on("POST", "/streamers/go_offline", for_account(parts, go_offline));
    router.on("GET", "/streamers/live_status", for_account(parts, live_status));
}

}  // namespace tts
