#include "apps/tiktoksales/access.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr auto local = Callers::local;
constexpr auto client = Callers::client;
constexpr auto streamer = Callers::streamer;
constexpr auto ingest = Callers::ingest;
constexpr auto service = Callers::service;
constexpr auto admin = Callers::admin;
constexpr auto assistant = Callers::assistant;
constexpr auto sellers = streamer | assistant;
constexpr auto accounts = client | sellers;
constexpr auto operators = service | admin;
constexpr auto everybody = Callers::anyone | local | accounts | ingest | operators;
constexpr auto all_roles = std::nullopt;

// Who is `local` is only trusted as the settings say. What the first clients of these endpoints
// call without a token is open to it.
constexpr std::array rules = {
    AccessRule{all_roles, "GET", "/health", everybody},
    AccessRule{all_roles, "GET", "/ready", everybody},
    AccessRule{all_roles, "GET", "/metrics", local | operators},
    AccessRule{all_roles, "GET", "/openapi.json", everybody},
    AccessRule{all_roles, "GET", "/docs", everybody},
    AccessRule{all_roles, "GET", "/docs.css", everybody},
    AccessRule{all_roles, "GET", "/docs.js", everybody},

    AccessRule{Role::chat, "GET", "/status", local | operators},
    AccessRule{Role::chat, "POST", "/comments", local | streamer | ingest, Owner::body, "streamer"},
    AccessRule{Role::chat, "POST", "/comments/batch", local | streamer | ingest, Owner::items},
    AccessRule{Role::chat, "WS", "/ws/comments", local | streamer | ingest, Owner::items},
    AccessRule{Role::chat, "POST", "/gaps", local | streamer | ingest, Owner::body, "streamer"},
    AccessRule{Role::chat, "POST", "/chat", local | accounts | service, Owner::body, "streamer_id",
               "user_id"},
    AccessRule{Role::chat, "POST", "/process_queue", local | accounts | service, Owner::body,
               "streamer_id", "user_id"},
    AccessRule{Role::chat, "GET", "/buyers/{streamer}", local | sellers | admin, Owner::path,
               "streamer"},
    AccessRule{Role::chat, "PATCH", "/buyers/{id}/status", local | sellers, Owner::found},

    AccessRule{Role::nlp, "POST", "/predict_intent", local | sellers | operators},

    AccessRule{Role::vision, "POST", "/match_product", local | sellers | operators, Owner::body,
               "streamer"},
    AccessRule{Role::vision, "POST", "/analyze_product", local | sellers | operators, Owner::body,
               "streamer"},
    AccessRule{Role::vision, "GET", "/capture_frame", local | sellers | operators, Owner::query,
               "streamer"},
    AccessRule{Role::vision, "POST", "/frames", local | streamer | service, Owner::found, "", "",
               Media::any},

    AccessRule{Role::ecommerce, "GET", "/status", local | operators},
    AccessRule{Role::ecommerce, "POST", "/order/create", local | accounts | service, Owner::body,
               "streamer", "buyer"},
    AccessRule{Role::ecommerce, "GET", "/orders", local | accounts | admin, Owner::query,
               "streamer", "buyer"},
    AccessRule{Role::ecommerce, "GET", "/orders/{order_number}", local | accounts | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "PATCH", "/orders/{order_number}", local | sellers | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "GET", "/orders/picklist", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::ecommerce, "GET", "/orders/{order_number}/slip", local | sellers | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/statement", local | streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/statement.csv",
               local | streamer | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/streamers/{streamer}/webhooks", streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/webhooks", streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "DELETE", "/streamers/{streamer}/webhooks/{id}", streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/webhooks/deliveries",
               streamer | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST",
               "/streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay", streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PATCH", "/orders/{order_number}/lines/{line}",
               local | sellers | admin, Owner::found},
    AccessRule{Role::ecommerce, "PUT", "/orders/{order_number}/discount", local | sellers | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/discounts", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/discounts/{code}",
               local | streamer | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/trace/{order_number}", local | sellers | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "POST", "/payment/process", local | client | service, Owner::body,
               "", "user_id"},
    AccessRule{Role::ecommerce, "GET", "/payment/{payment_id}", local | accounts | admin,
               Owner::found},
    // Who sends an event is known by its signature.
    AccessRule{Role::ecommerce, "POST", "/webhooks/stripe", everybody, Owner::none, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "GET", "/webhooks/stripe/events", local | admin},
    AccessRule{Role::ecommerce, "POST", "/orders/{order_number}/refund", streamer | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "POST", "/orders/{order_number}/payment/confirm", streamer | admin,
               Owner::found},
    AccessRule{Role::ecommerce, "POST", "/notify/sms", local | operators},
    AccessRule{Role::ecommerce, "POST", "/notify/whatsapp", local | operators},
    AccessRule{Role::ecommerce, "POST", "/notify/email", local | operators},
    AccessRule{Role::ecommerce, "POST", "/webhooks/twilio", everybody, Owner::none, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "GET", "/streamers/{username}", local | sellers | admin,
               Owner::path, "username"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{username}", local | streamer | admin,
               Owner::path, "username"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{username}/pin", local | sellers, Owner::path,
               "username"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/rules", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/rules", local | streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/capture", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/capture", local | streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/blocked", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/blocked/{buyer}",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "DELETE", "/streamers/{streamer}/blocked/{buyer}",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/review", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/streamers/{streamer}/comments/{comment}/order",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/streamers/{streamer}/comments/{comment}/dismiss",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/streamers/{streamer}/comments/{comment}/reopen",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/streamers/{streamer}/overlay_token",
               local | streamer | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "DELETE", "/streamers/{streamer}/overlay_token",
               local | streamer | admin, Owner::path, "streamer"},
    // A browser source has no login: the handler asks for the overlay's own token.
    AccessRule{Role::ecommerce, "GET", "/overlay/{streamer}/state", everybody},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/templates", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/templates", local | streamer | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/unreached", local | sellers | admin,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/streamers/{streamer}/contacts/{buyer}",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PUT", "/streamers/{streamer}/contacts/{buyer}",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/intents/feedback", local | sellers | admin, Owner::body,
               "streamer"},
    AccessRule{Role::ecommerce, "GET", "/intents/feedback", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::ecommerce, "POST", "/products/upload", local | sellers, Owner::found, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "POST", "/products/quick", local | sellers, Owner::found, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "GET", "/products/item/{streamer}/{sku}/variants", everybody},
    AccessRule{Role::ecommerce, "POST", "/products/item/{streamer}/{sku}/variants", local | sellers,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PATCH", "/products/item/{streamer}/{sku}/variants/{variant}",
               local | sellers, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST",
               "/products/item/{streamer}/{sku}/variants/{variant}/archive", local | sellers,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST",
               "/products/item/{streamer}/{sku}/variants/{variant}/unarchive", local | sellers,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/products/item/{streamer}/{sku}", everybody},
    AccessRule{Role::ecommerce, "GET", "/products/streamer/{streamer}", everybody},
    AccessRule{Role::ecommerce, "GET", "/products/view/{streamer}", everybody},
    AccessRule{Role::ecommerce, "GET", "/products/streamer/{streamer}/export.csv",
               local | sellers | admin, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "PATCH", "/products/item/{streamer}/{sku}", local | sellers,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/products/item/{streamer}/{sku}/archive", local | sellers,
               Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "POST", "/products/item/{streamer}/{sku}/unarchive",
               local | sellers, Owner::path, "streamer"},
    AccessRule{Role::ecommerce, "GET", "/productos", sellers, Owner::found},
    AccessRule{Role::ecommerce, "GET", "/images/products/{streamer}/{sku}/{file}", everybody},
    AccessRule{Role::ecommerce, "GET", "/images/frames/{streamer}/{file}", everybody},

    // Who has the token in the path is the buyer.
    AccessRule{Role::ecommerce, "GET", "/c", everybody},
    AccessRule{Role::ecommerce, "GET", "/c/{token}", everybody},
    AccessRule{Role::ecommerce, "GET", "/c/{token}/details", everybody},
    AccessRule{Role::ecommerce, "POST", "/c/{token}/details", everybody, Owner::none, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "GET", "/c/{token}/orders/{order_number}/pay", everybody},
    AccessRule{Role::ecommerce, "POST", "/c/{token}/orders/{order_number}/pay", everybody,
               Owner::none, "", "", Media::any},
    AccessRule{Role::ecommerce, "POST", "/c/{token}/orders/{order_number}/quantity", everybody,
               Owner::none, "", "", Media::any},
    AccessRule{Role::ecommerce, "POST", "/c/{token}/orders/{order_number}/cancel", everybody,
               Owner::none, "", "", Media::any},
    AccessRule{Role::ecommerce, "POST", "/c/{token}/waits/{wait_id}/leave", everybody, Owner::none,
               "", "", Media::any},
    AccessRule{Role::ecommerce, "GET", "/buyer-page.css", everybody},
    AccessRule{Role::ecommerce, "GET", "/buyer-page.js", everybody},
    AccessRule{Role::ecommerce, "GET", "/claim/{streamer}", everybody},
    AccessRule{Role::ecommerce, "POST", "/claim/{streamer}", everybody, Owner::none, "", "",
               Media::any},
    AccessRule{Role::ecommerce, "GET", "/claim/{streamer}/{token}", everybody},

    AccessRule{Role::auth, "POST", "/clients/register", everybody},
    // The name of who sold before there was an account is free, so it is not for anyone to take.
    AccessRule{Role::auth, "POST", "/streamers/register", Callers::newcomer | local | operators},
    AccessRule{Role::auth, "POST", "/streamers/{streamer}/members", streamer | admin, Owner::path,
               "streamer"},
    AccessRule{Role::auth, "GET", "/streamers/{streamer}/members", streamer | admin, Owner::path,
               "streamer"},
    AccessRule{Role::auth, "DELETE", "/streamers/{streamer}/members/{id}", streamer | admin,
               Owner::path, "streamer"},
    // Who has the link may choose the password.
    AccessRule{Role::auth, "POST", "/password", everybody, Owner::none, "", "", Media::any},
    AccessRule{Role::auth, "POST", "/password/{token}", everybody, Owner::none, "", "", Media::any},
    AccessRule{Role::dashboard, "GET", "/password", everybody},
    AccessRule{Role::dashboard, "GET", "/password/{token}", everybody},
    AccessRule{Role::auth, "POST", "/login", everybody},
    AccessRule{Role::auth, "POST", "/token/refresh", everybody},
    AccessRule{Role::auth, "POST", "/logout", everybody},
    AccessRule{Role::auth, "POST", "/session", everybody},
    AccessRule{Role::auth, "GET", "/session", everybody},
    AccessRule{Role::auth, "DELETE", "/session", everybody},
    AccessRule{Role::auth, "GET", "/sessions", accounts, Owner::found},
    AccessRule{Role::auth, "DELETE", "/sessions", accounts, Owner::found},
    AccessRule{Role::auth, "DELETE", "/sessions/{id}", accounts, Owner::found},
    AccessRule{Role::auth, "POST", "/purchase", client, Owner::found},
    AccessRule{Role::auth, "POST", "/streamers/go_live", streamer, Owner::found},
    AccessRule{Role::auth, "POST", "/streamers/go_offline", streamer, Owner::found},
    AccessRule{Role::auth, "GET", "/streamers/live_status", streamer, Owner::found},

    AccessRule{Role::dashboard, "GET", "/", everybody},
    AccessRule{Role::dashboard, "GET", "/dashboard", everybody},
    AccessRule{Role::dashboard, "GET", "/app.js", everybody},
    AccessRule{Role::dashboard, "GET", "/style.css", everybody},
    AccessRule{Role::dashboard, "GET", "/favicon.svg", everybody},
    AccessRule{Role::dashboard, "GET", "/overlay/{streamer}", everybody},
    AccessRule{Role::dashboard, "GET", "/overlay.js", everybody},
    AccessRule{Role::dashboard, "GET", "/overlay.css", everybody},
    // Whether there is an administrator is said to, and decided by, who is on this machine.
    AccessRule{Role::dashboard, "GET", "/setup", everybody},
    AccessRule{Role::dashboard, "POST", "/setup", local},
    AccessRule{Role::dashboard, "GET", "/api_tokens", local | streamer | admin, Owner::found},
    AccessRule{Role::dashboard, "POST", "/api_tokens", local | streamer | admin, Owner::found},
    AccessRule{Role::dashboard, "DELETE", "/api_tokens/{prefix}", local | streamer | admin,
               Owner::found},
    AccessRule{Role::dashboard, "GET", "/api/streamers", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/feed", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/totals", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/analytics", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/pulse", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/orders", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/buyers", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/quality", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/gaps", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/context", local | sellers | admin, Owner::query,
               "streamer"},
    AccessRule{Role::dashboard, "GET", "/api/events", local | sellers | admin, Owner::query,
               "streamer"},
};

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
    // The dashboard serves the seller's part of the shop and the login to its page, under the same
    // rules.
    if (role != Role::dashboard) return nullptr;
    const auto* const shop = find_access_rule(Role::ecommerce, method, pattern);
    return shop != nullptr ? shop : find_access_rule(Role::auth, method, pattern);
}

}  // namespace tts
