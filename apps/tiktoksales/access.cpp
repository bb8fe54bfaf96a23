#include "apps/tiktoksales/access.hpp"

#include "apps/tiktoksales/own_request.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr auto anonymous = Callers::anonymous;
constexpr auto client = Callers::client;
constexpr auto streamer = Callers::streamer;
constexpr auto everybody = anonymous | client | streamer;
constexpr auto all_roles = std::nullopt;

// In local mode, which is all that there is (settings.cpp refuses other addresses), what the first
// clients of these endpoints call without a token stays open without one.
constexpr std::array rules = {
    AccessRule{all_roles, "GET", "/health", everybody},
    AccessRule{all_roles, "GET", "/ready", everybody},
    AccessRule{all_roles, "GET", "/metrics", everybody},
    AccessRule{all_roles, "GET", "/openapi.json", everybody},
    AccessRule{all_roles, "GET", "/docs", everybody},
    AccessRule{all_roles, "GET", "/docs.css", everybody},
    AccessRule{all_roles, "GET", "/docs.js", everybody},

    AccessRule{Role::chat, "GET", "/status", everybody},
    AccessRule{Role::chat, "POST", "/comments", anonymous | streamer, Owner::body, "streamer"},
    AccessRule{Role::chat, "POST", "/comments/batch", anonymous},
    AccessRule{Role::chat, "WS", "/ws/comments", anonymous},
    AccessRule{Role::chat, "POST", "/chat", everybody, Owner::body, "streamer_id", "user_id"},
    AccessRule{Role::chat, "POST", "/process_queue", everybody, Owner::body, "streamer_id",
               "user_id"},
    AccessRule{Role::chat, "GET", "/buyers/{streamer}", anonymous | streamer, Owner::path,
               "streamer"},
    AccessRule{Role::chat, "PATCH", "/buyers/{id}/status", anonymous | streamer, Owner::found},

    AccessRule{Role::nlp, "POST", "/predict_intent", anonymous | streamer},

    AccessRule{Role::vision, "POST", "/match_product", anonymous | streamer, Owner::body,
               "streamer"},
    AccessRule{Role::vision, "POST", "/analyze_product", anonymous | streamer, Owner::body,
               "streamer"},
    AccessRule{Role::vision, "GET", "/capture_frame", anonymous | streamer, Owner::query,
               "streamer"},
    AccessRule{Role::vision, "POST", "/frames", anonymous | streamer, Owner::found},

    AccessRule{Role::ecommerce, "GET", "/status", everybody},
    AccessRule{Role::ecommerce, "POST", "/order/create", everybody, Owner::body, "streamer",
               "buyer"},
    AccessRule{Role::ecommerce, "GET", "/orders", everybody, Owner::query, "streamer", "buyer"},
    AccessRule{Role::ecommerce, "GET", "/orders/{order_number}", everybody, Owner::found},
    AccessRule{Role::ecommerce, "GET", "/trace/{order_number}", anonymous | streamer, Owner::found},
    AccessRule{Role::ecommerce, "GET", "/streamers/{username}", anonymous | streamer, Owner::path,
               "username"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{username}", anonymous | streamer, Owner::path,
               "username"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{username}/pin", anonymous | streamer,
               Owner::path, "username"},
    AccessRule{Role::ecommerce, "POST", "/products/upload", anonymous | streamer, Owner::found},
    AccessRule{Role::ecommerce, "GET", "/products/item/{streamer}/{sku}", everybody},
    AccessRule{Role::ecommerce, "GET", "/products/streamer/{streamer}", everybody},
    AccessRule{Role::ecommerce, "GET", "/products/view/{streamer}", everybody},
    AccessRule{Role::ecommerce, "GET", "/productos", streamer, Owner::found},
    AccessRule{Role::ecommerce, "GET", "/images/products/{streamer}/{sku}/{file}", everybody},
    AccessRule{Role::ecommerce, "GET", "/images/frames/{streamer}/{file}", everybody},

    AccessRule{Role::auth, "POST", "/clients/register", everybody},
    AccessRule{Role::auth, "POST", "/streamers/register", everybody},
    AccessRule{Role::auth, "POST", "/login", everybody},
    AccessRule{Role::auth, "POST", "/purchase", client, Owner::found},
    AccessRule{Role::auth, "POST", "/streamers/go_live", streamer, Owner::found},
    AccessRule{Role::auth, "POST", "/streamers/go_offline", streamer, Owner::found},
    AccessRule{Role::auth, "GET", "/streamers/live_status", streamer, Owner::found},

    AccessRule{Role::dashboard, "GET", "/", everybody},
    AccessRule{Role::dashboard, "GET", "/dashboard", everybody},
    AccessRule{Role::dashboard, "GET", "/app.js", everybody},
    AccessRule{Role::dashboard, "GET", "/style.css", everybody},
    AccessRule{Role::dashboard, "GET", "/favicon.svg", everybody},
    AccessRule{Role::dashboard, "GET", "/api/streamers", anonymous | streamer},
    AccessRule{Role::dashboard, "GET", "/api/feed", anonymous | streamer, Owner::query, "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/totals", anonymous | streamer, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/analytics", anonymous | streamer, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/orders", anonymous | streamer, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/products", anonymous | streamer, Owner::query,
               "streamer"},
};

constexpr std::string_view scheme = "bearer ";

Response not_allowed(std::string_view detail) {
    return Response::error(403, detail);
}

bool may_change(const AccessRule& rule) {
    return rule.owner == Owner::path || rule.owner == Owner::query || rule.owner == Owner::body;
}

// Makes the request one about the token's own things, or says why it cannot be.
std::optional<Response> make_own(const AccessRule& rule,
                                 const Identity& identity,
                                 Request& request) {
    const bool sells = identity.role == AccountRole::streamer;
    const auto name = sells ? rule.streamer_name : rule.client_name;
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
        case Owner::none:
        case Owner::found: break;
    }
    return std::nullopt;
}

}  // namespace

std::span<const AccessRule> access_rules() {
    return rules;
}

const AccessRule* find_access_rule(Role role, std::string_view method, std::string_view pattern) {
    const auto* const found = std::find_if(rules.begin(), rules.end(), [&](const AccessRule& rule) {
        return (!rule.role || *rule.role == role) && rule.method == method &&
               rule.pattern == pattern;
    });
    if (found != rules.end()) return found;
    // The dashboard serves the seller's part of the shop to its page, under the same rules.
    if (role == Role::dashboard) return find_access_rule(Role::ecommerce, method, pattern);
    return nullptr;
}

Response unauthorized(std::string_view detail) {
    auto response = Response::error(401, detail);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

Result<std::optional<Identity>> Gate::identity(const Request& request) const {
    const auto header = request.header("authorization");
    if (!header) return std::optional<Identity>();
    if (ascii_lower(header->substr(0, scheme.size())) != scheme)
        return Error(Errc::denied, "Authorization must be 'Bearer <token>'");
    const auto identity = signer_.verify(header->substr(scheme.size()), now());
    if (!identity) return identity.error();
    return std::optional<Identity>(*identity);
}

std::optional<std::string> Gate::streamer_of(const Request& request) const {
    const auto caller = identity(request);
    if (!caller || !*caller || (*caller)->role != AccountRole::streamer) return std::nullopt;
    return (*caller)->name;
}

Gate::Admission Gate::admit(const AccessRule& rule, const Request& request) const {
    const auto caller = identity(request);
    if (!caller) return {.refusal = unauthorized(caller.error().what()), .caller = {}};
    if (!*caller) {
        if (includes(rule.callers, Callers::anonymous)) return {};
        return {
            .refusal = unauthorized("needs Authorization: Bearer <token>; POST /login gives one"),
            .caller = {}};
    }
    const auto role = (*caller)->role;
    const bool allowed = includes(rule.callers, role == AccountRole::client ? client : streamer);
    if (!allowed)
        return {.refusal = not_allowed("not for the account of a " + std::string(to_string(role))),
                .caller = {}};
    return {.refusal = {}, .caller = *caller};
}

http::Router& Gate::add_guarded(http::Router& guarded,
                                const http::Router::Route& route,
                                const AccessRule& rule) const {
    if (route.frame_handler) return guarded.on_websocket(route.pattern, route.frame_handler);
    if (route.async_handler)
        return guarded.on_async(
            route.method, route.pattern,
            [this, &rule, handler = route.async_handler](Request& request, http::Respond respond) {
                auto admission = admit(rule, request);
                if (!admission.refusal && admission.caller)
                    admission.refusal = make_own(rule, *admission.caller, request);
                if (admission.refusal) return respond(std::move(*admission.refusal));
                handler(request, std::move(respond));
            });
    return guarded.on(route.method, route.pattern,
                      [this, &rule, handler = route.handler](const Request& request) {
                          const auto admission = admit(rule, request);
                          if (admission.refusal) return *admission.refusal;
                          // Uploads are large: copied only if something may change.
                          if (!admission.caller || !may_change(rule)) return handler(request);
                          Request own = request;
                          const auto refusal = make_own(rule, *admission.caller, own);
                          return refusal ? *refusal : handler(own);
                      });
}

Result<http::Router> Gate::guard(const http::Router& router, Role role) const {
    http::Router guarded;
    for (const auto& route : router.routes()) {
        const AccessRule* rule = find_access_rule(role, route.method, route.pattern);
        if (rule == nullptr)
            return Error(Errc::invalid, "apps/tiktoksales/access.cpp does not say who may call " +
                                            route.method + " " + route.pattern);
        add_guarded(guarded, route, *rule).with_body_max(route.body_bytes_max);
    }
    for (const auto& call : router.turn_ends()) guarded.after_each_turn(call);
    return guarded;
}

}  // namespace tts
