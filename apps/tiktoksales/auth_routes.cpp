#include "apps/tiktoksales/auth_routes.hpp"

#include "accounts/email.hpp"
#include "accounts/password.hpp"
#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/order_answers.hpp"
#include "core/json_writer.hpp"
#include "http/json_body.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::JsonBody;
using http::Request;
using http::Response;

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

void write_client(JsonWriter& json, const Account& account) {
    json.object()
        .member("id", account.id)
        .member("email", account.email)
        .member("name", account.name)
        .end();
}

void write_streamer(JsonWriter& json, const Account& account) {
    json.object()
        .member("id", account.id)
        .member("email", account.email)
        .member("username", account.name)
        .end();
}

// What nobody on the way may keep.
Response with_token(int status, std::string json) {
    auto response = Response::json(status, std::move(json));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response register_client(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    NewClient client{
        .email = read_email(body), .name = body.text("name"), .phone = read_phone(body)};
    const auto password = read_new_password(body);
    if (!body.ok()) return body.error_response();

    const auto session = parts.desk.register_client(std::move(client), password);
    if (!session) return answer_for(session.error());
    JsonWriter json;
    json.object().key("client");
    write_client(json, session->account);
    json.member("token", session->token).end();
    return with_token(201, json.take());
}

Response register_streamer(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    NewStreamer streamer{.email = read_email(body), .username = body.text("username")};
    streamer.platform = body.optional_text("platform", platform_rule).value_or("tiktok");
    streamer.follower_count =
        body.optional_integer("follower_count", {.min = 0, .max = followers_max}).value_or(0);
    const auto password = read_new_password(body);
    if (!body.ok()) return body.error_response();

    const auto session = parts.desk.register_streamer(std::move(streamer), password);
    if (!session) return answer_for(session.error());
    JsonWriter json;
    json.object().key("streamer");
    write_streamer(json, session->account);
    json.member("token", session->token).member("redirect", "/dashboard").end();
    return with_token(201, json.take());
}

Response too_fast(std::chrono::seconds wait) {
    auto response = Response::error(429, "too many attempts to log in; try again later");
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
}

std::string session_json(const AccountDesk::Session& session) {
    const bool sells = session.account.role == AccountRole::streamer;
    JsonWriter json;
    json.object().member("token", session.token).key("user");
    if (sells)
        write_streamer(json, session.account);
    else
        write_client(json, session.account);
    json.member("role", to_string(session.account.role))
        .member("redirect", sells ? "/dashboard" : "/products")
        .end();
    return json.take();
}

Response log_in(const AuthParts& parts, const Request& request) {
    JsonBody body(request.body);
    const auto email = body.text("email");
    const auto password = body.text("password", password_rule);
    if (!body.ok()) return body.error_response();
    if (const auto wait =
            parts.desk.refuse_login(email, parts.gate.address_of(request), RateLimit::Clock::now()))
        return too_fast(*wait);

    const auto session = parts.desk.login(email, password);
    if (!session && session.error().code() == Errc::denied)
        return unauthorized(session.error().what());
    if (!session) return answer_for(session.error());
    return with_token(200, session_json(*session));
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
    router.on("POST", "/purchase", for_account(parts, purchase));
    router.on("POST", "/streamers/go_live", for_account(parts, go_live));
    router.on("POST", "/streamers/go_offline", for_account(parts, go_offline));
    router.on("GET", "/streamers/live_status", for_account(parts, live_status));
}

}  // namespace tts
