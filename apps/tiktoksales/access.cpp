#include "apps/tiktoksales/access.hpp"

#include "apps/tiktoksales/own_request.hpp"
#include "apps/tiktoksales/session_cookie.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace tts {

namespace {

using http::Request;
using http::Respond;
using http::Response;

constexpr std::string_view scheme = "bearer ";

Response not_allowed(std::string_view detail) {
    return Response::error(403, detail);
}

Callers kind_of(TokenScope scope) {
    if (scope == TokenScope::ingest) return Callers::ingest;
    return scope == TokenScope::service ? Callers::service : Callers::admin;
}

std::string description_of(const Caller& caller) {
    if (caller.account)
        return "an account of the role " + std::string(to_string(caller.account->role));
    return "a token of scope " + std::string(to_string(caller.program->scope));
}

// "::ffff:127.0.0.1" is how an IPv6 socket names an IPv4 peer.
bool is_this_machine(std::string_view address) {
    constexpr std::string_view mapped = "::ffff:";
    if (address.starts_with(mapped)) address.remove_prefix(mapped.size());
    return is_loopback(address);
}

// Proxies put these in: who connects is not who asks.
bool is_forwarded(const Request& request) {
    return request.header("x-forwarded-for") || request.header("forwarded") ||
           request.header("via");
}

// The types that a page of another site can send without asking first: a form's, and none.
std::optional<Response> refuse_media(const AccessRule& rule, const Request& request) {
    if (rule.media == Media::any || request.body.empty()) return std::nullopt;
    const auto type = request.header("content-type");
    // Programs may leave it out; browsers say where they come from.
    const bool is_browser = request.header("origin") || request.header("sec-fetch-site");
    if (!type && !is_browser) return std::nullopt;
    const auto name = ascii_lower(type.value_or(""));
    if (std::string_view(name).substr(0, name.find(';')).find("json") != std::string_view::npos)
        return std::nullopt;
    return Response::error(415, "send the header 'Content-Type: application/json' with the body");
}

bool may_change(const AccessRule& rule) {
    return rule.owner != Owner::none && rule.owner != Owner::found;
}

Response cannot_speak_for(const std::string& name) {
    return not_allowed("this token may not bring comments for '" + name + "'");
}

// Of a source of comments: refuses what it may not bring.
std::optional<Response> check_program(const AccessRule& rule,
                                      const Caller& caller,
                                      const Request& request) {
    const auto speaks_for = [&](std::string_view name) { return caller.speaks_for(name); };
    std::optional<std::string> foreign;
    if (rule.owner == Owner::body) foreign = foreign_streamer(request.body, speaks_for);
    if (rule.owner == Owner::items) foreign = foreign_streamer_of_batch(request.body, speaks_for);
    if (foreign) return cannot_speak_for(*foreign);
    return std::nullopt;
}

// Makes the request one about the account's own things, or says why it cannot be.
std::optional<Response> make_own(const AccessRule& rule,
                                 const Identity& identity,
                                 Request& request) {
    const auto name = sells(identity.role) ? rule.streamer_name : rule.client_name;
    const auto is_own = [&](std::string_view streamer) { return streamer == identity.name; };
    if (rule.owner == Owner::items) {
        const auto foreign = foreign_streamer_of_batch(request.body, is_own);
        if (foreign) return cannot_speak_for(*foreign);
    }
    if (name.empty()) return std::nullopt;
    switch (rule.owner) {
        case Owner::path:
            if (request.path_value(name) != identity.name)
                return not_allowed("this belongs to another streamer");
            break;
        case Owner::query:
            if (!own_query(request, name, identity.name))
                return not_allowed("'" + std::string(name) + "' names somebody else");
            break;
        case Owner::body: own_body(request, name, identity.name); break;
        case Owner::items:
        case Owner::none:
        case Owner::found: break;
    }
    return std::nullopt;
}

std::optional<Response> adapt(const AccessRule& rule, const Caller& caller, Request& request) {
    if (caller.account) return make_own(rule, *caller.account, request);
    return check_program(rule, caller, request);
}

}  // namespace

Callers kind_of(AccountRole role) {
    if (role == AccountRole::client) return Callers::client;
    return role == AccountRole::streamer ? Callers::streamer : Callers::assistant;
}

bool Caller::speaks_for(std::string_view streamer) const {
    if (account) return sells(account->role) && account->name == streamer;
    if (!program || program->scope != TokenScope::ingest) return true;
    const auto& names = program->streamers;
    return names.empty() || std::find(names.begin(), names.end(), streamer) != names.end();
}

Response unauthorized(std::string_view detail) {
    auto response = Response::error(401, detail);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

bool Gate::is_local(const Request& request) const {
    return settings_.trusts_local && is_this_machine(request.remote_address) &&
           !is_forwarded(request);
}

Result<Caller> Gate::caller(const Request& request) const {
    const auto header = request.header("authorization");
    if (header) return caller_of_header(*header);
    return caller_without_header(request);
}

Result<Caller> Gate::caller_of_header(std::string_view header) const {
    if (ascii_lower(header.substr(0, scheme.size())) != scheme)
        return Error(Errc::denied, "Authorization must be 'Bearer <token>'");
    const auto token = header.substr(scheme.size());
    if (token.starts_with(api_token_mark)) {
        auto program = keys_.tokens.find(token, now());
        if (!program) return program.error();
        return Caller{.kind = kind_of(program->scope),
                      .account = {},
                      .program = std::move(*program),
                      .shown = Shown::in_header};
    }
    auto claims = keys_.signer.verify(token, TokenUse::access, now());
    if (!claims) return claims.error();
    auto known = caller_of_claims(std::move(*claims), now());
    if (known) known->shown = Shown::in_header;
    return known;
}

Caller Gate::caller_without_header(const Request& request) const {
    if (const auto cookie = session_cookie_of(request)) {
        auto claims = keys_.signer.verify(*cookie, TokenUse::browser, now());
        auto known =
            claims ? caller_of_claims(std::move(*claims), now()) : Result<Caller>(claims.error());
        if (known) {
            known->shown = Shown::in_cookie;
            return std::move(*known);
        }
    }
    Caller caller;
    if (is_local(request)) caller.kind = Callers::local;
    return caller;
}

// What the token says is true; whether it still counts is looked up.
Result<Caller> Gate::caller_of_claims(Claims claims, Timestamp at) const {
    if (keys_.ended.has(claims.session)) return Error(Errc::denied, "the session is over");
    Caller known;
    known.session = claims.session;
    known.language = std::move(claims.language);
    known.valid_until = claims.expires_at;
    if (claims.account) {
        known.kind = kind_of(claims.account->role);
        known.account = std::move(claims.account);
        return known;
    }
    auto program = keys_.tokens.find_by_prefix(claims.program, at);
    if (!program) return program.error();
    known.kind = kind_of(program->scope);
    known.program = std::move(*program);
    return known;
}

bool Gate::is_still_valid(const Caller& caller) const {
    if (keys_.ended.has(caller.session)) return false;
    if (caller.valid_until && *caller.valid_until + TokenSigner::leeway <= now()) return false;
    return !caller.program || keys_.tokens.find_by_prefix(caller.program->prefix, now());
}

bool Gate::is_from_own_page(const Request& request) const {
    const auto site = request.header("sec-fetch-site");
    if (site && *site != "same-origin") return false;
    const auto origin = request.header("origin");
    if (!origin) return false;
    const auto text = ascii_lower(*origin);
    if (!settings_.public_origin.empty() && text == ascii_lower(settings_.public_origin))
        return true;
    const std::string scheme_of_page = is_over_tls(request) ? "https://" : "http://";
    return text == scheme_of_page + ascii_lower(request.header("host").value_or(""));
}

bool Gate::is_over_tls(const Request& request) const {
    const auto& proxies = settings_.trusted_proxies;
    if (std::find(proxies.begin(), proxies.end(), request.remote_address) != proxies.end())
        if (const auto outside = request.header("x-forwarded-proto")) return *outside == "https";
    constexpr std::string_view tls = "https://";
    const std::string_view own = settings_.public_origin;
    return own.starts_with(tls) &&
           own.substr(tls.size()) == ascii_lower(request.header("host").value_or(""));
}

Result<std::optional<Identity>> Gate::identity(const Request& request) const {
    auto known = caller(request);
    if (!known) return known.error();
    return std::move(known->account);
}

std::optional<std::string> Gate::streamer_of(const Request& request) const {
    const auto account = identity(request);
    if (!account || !*account || !sells((*account)->role)) return std::nullopt;
    return (*account)->name;
}

bool Gate::hides(const Order& order, const Request& request) const {
    const auto account = identity(request);
    if (!account) return true;
    if (!*account) return false;
    return (*account)->name != (sells((*account)->role) ? order.streamer : order.buyer);
}

std::string Gate::address_of(const Request& request) const {
    const auto& proxies = settings_.trusted_proxies;
    const auto is_proxy = [&](std::string_view address) {
        return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
    };
    std::string_view address = request.remote_address;
    auto list = request.header("x-forwarded-for").value_or("");
    // Each proxy adds at the end whom it was called by; what stands before that, anybody may say.
    while (is_proxy(address) && !list.empty()) {
        const auto comma = list.rfind(',');
        const auto last = comma == std::string_view::npos ? 0 : comma + 1;
        address = trimmed(list.substr(last));
        list = comma == std::string_view::npos ? "" : list.substr(0, comma);
    }
    return std::string(address);
}

Gate::Admission Gate::admit_caller(const AccessRule& rule, Caller caller) const {
    if (caller.has_token()) {
        if (includes(rule.callers, caller.kind))
            return {.refusal = {}, .caller = std::move(caller)};
        auto refusal = not_allowed("not for " + description_of(caller));
        return {.refusal = std::move(refusal), .caller = std::move(caller)};
    }
    const bool is_open = includes(rule.callers, Callers::anyone) ||
                         includes(rule.callers, caller.kind) ||
                         (settings_.open_sign_up && includes(rule.callers, Callers::newcomer));
    if (is_open) return {.refusal = {}, .caller = std::move(caller)};
    return {.refusal = unauthorized("needs Authorization: Bearer <token>; POST /login gives one to "
                                    "an account, 'tiktoksales token create' to a program"),
            .caller = {}};
}

Gate::Admission Gate::admit(const AccessRule& rule, const Request& request) const {
    auto known = caller(request);
    if (!known) return {.refusal = unauthorized(known.error().what()), .caller = {}};
    auto admission = admit_caller(rule, std::move(*known));
    if (!admission.refusal) admission.refusal = refuse_media(rule, request);
    // A browser adds the cookie to whatever a page asks it to send, also to a page of another port.
    const bool is_by_itself = admission.caller.shown == Shown::in_cookie && rule.method != "GET";
    if (!admission.refusal && is_by_itself && !is_from_own_page(request))
        admission.refusal = not_allowed(
            "a login in a browser counts for pages of this server only:"
            " the Origin header must name it");
    return admission;
}

void Gate::add_guarded(http::Router& guarded,
                       const http::Router::Route& route,
                       const AccessRule& rule) const {
    if (route.frame_handler) {
        guarded.on_websocket(route.pattern, route.frame_handler)
            .with_socket_guard([this, &rule, handler = route.frame_handler,
                                guard = route.socket_guard](const Request& request) {
                auto entry = guard ? guard(request) : http::SocketEntry{};
                if (entry.refusal) return entry;
                return enter_socket(rule, entry.handler ? entry.handler : handler, request);
            });
        return;
    }
    if (route.async_handler) {
        guarded.on_async(
            route.method, route.pattern,
            [this, &rule, handler = route.async_handler](Request& request, Respond respond) {
                auto admission = admit(rule, request);
                if (!admission.refusal && admission.caller.has_token())
                    admission.refusal = adapt(rule, admission.caller, request);
                if (admission.refusal) return respond(std::move(*admission.refusal));
                handler(request, std::move(respond));
            });
        return;
    }
    guarded.on(route.method, route.pattern,
               [this, &rule, handler = route.handler](const Request& request) {
                   return answer(rule, handler, request);
               });
}

Response Gate::answer(const AccessRule& rule,
                      const http::Handler& handler,
                      const Request& request) const {
    const auto admission = admit(rule, request);
    const auto handled = [&] {
        // Uploads are large: copied only if something may change.
        if (!admission.caller.has_token() || !may_change(rule)) return handler(request);
        Request own = request;
        const auto refusal = adapt(rule, admission.caller, own);
        return refusal ? *refusal : handler(own);
    };
    auto response = admission.refusal ? *admission.refusal : handled();
    if (keys_.observer != nullptr)
        keys_.observer->saw(rule, admission.caller, request,
                            {.status = response.status, .address = address_of(request)});
    return response;
}

Result<http::Router> Gate::guard(const http::Router& router, Role role) const {
    http::Router guarded;
    for (const auto& route : router.routes()) {
        const AccessRule* rule = find_access_rule(role, route.method, route.pattern);
        if (rule == nullptr)
            return Error(Errc::invalid,
                         "apps/tiktoksales/access_rules.cpp does not say who may call " +
                             route.method + " " + route.pattern);
        add_guarded(guarded, route, *rule);
        guarded.with_body_max(route.body_bytes_max);
    }
    for (const auto& turn_end : router.turn_ends()) guarded.after_each_turn(turn_end);
    return guarded;
}

}  // namespace tts
