#include "apps/tiktoksales/health_routes.hpp"

#include "apps/tiktoksales/version.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

std::string health_json(Role role) {
    JsonWriter json;
    json.object();
    switch (role) {
        case Role::chat: json.member("status", "ok").member("service", "chat-product"); break;
        case Role::ecommerce:
            json.member("status", "healthy").member("service", "ecommerce");
            break;
        case Role::auth: json.member("status", "ok").member("service", "auth-service"); break;
        default: json.member("ok", true).member("status", "ok").member("service", to_string(role));
    }
    return json.end().take();
}

Response ready(const ReadinessChecks& checks) {
    JsonWriter json;
    bool all_good = true;
    json.object().key("dependencies").object();
    for (const auto& [name, check] : checks) {
        const auto answered = check();
        all_good = all_good && answered.has_value();
        json.member(name, answered ? "ok" : answered.error().what());
    }
    json.end().member("ready", all_good).end();
    return Response::json(all_good ? 200 : 503, json.take());
}

std::string state_of(const ReadinessChecks& checks, std::string_view name) {
    for (const auto& [known, check] : checks)
        if (known == name) return check() ? "connected" : "unavailable";
    return "not used by this role";
}

std::string status_json(Role role, const ServeSettings& settings, const ReadinessChecks& checks) {
    const StorageSettings& storage = settings.storage;
    const NotifySettings& notify = settings.notify;
    const bool has_twilio = !notify.twilio_account_sid.empty() && !notify.twilio_auth_token.empty();
    JsonWriter json;
    json.object()
        .member("service", role == Role::chat ? "chat-product" : to_string(role))
        .member("version", version)
        .member("database", state_of(checks, "database"))
        .member("queue", state_of(checks, "queue"));
    if (role == Role::chat) {
        // Both are steps inside of this program; nothing has to be reached over the network.
        json.member("nlp_service", "in process")
            .member("vision_service", "in process")
            .member("redis_url", storage.redis_url.empty() ? "embedded queue, no Redis"
                                                           : mask_url(storage.redis_url));
    } else {
        json.member("stripe_configured", settings.payments.provider == PaymentChoice::stripe)
            .member("twilio_configured", has_twilio && !notify.twilio_sms_from.empty())
            .member("whatsapp_configured", has_twilio && !notify.twilio_whatsapp_from.empty())
            .member("supabase_configured",
                    !storage.supabase_url.empty() ||
                        storage.database_url.find(".supabase.co") != std::string::npos);
    }
    return json.end().take();
}

}  // namespace

void add_health_routes(http::Router& router, Role role, ReadinessChecks checks) {
    router.on("GET", "/health",
              [role](const Request&) { return Response::json(health_json(role)); });
    router.on("GET", "/ready",
              [checks = std::move(checks)](const Request&) { return ready(checks); });
}

void add_status_route(http::Router& router,
                      Role role,
                      const ServeSettings& settings,
                      const ReadinessChecks& checks) {
    router.on("GET", "/status", [role, settings, checks](const Request&) {
        return Response::json(status_json(role, settings, checks));
    });
}

}  // namespace tts
