#include "apps/tiktoksales/openapi/endpoint.hpp"

namespace tts::openapi {

namespace {

constexpr std::string_view html = "text/html; charset=utf-8";

Schema readiness() {
    return object({{"dependencies", map_of(text())}, {"ready", boolean()}});
}

Endpoint health() {
    return {.method = "GET",
            .pattern = "/health",
            .summary = "Whether the process is alive",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "It is.",
                         .schema = object({{"status", names({"ok", "healthy"})},
                                           {"service", text()},
                                           optional("ok", boolean())})}}};
}

Endpoint ready() {
    return {.method = "GET",
            .pattern = "/ready",
            .summary = "Whether everything that this role needs answers",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {{.description = "All of it does.", .schema = readiness()},
                        {.status = 503,
                         .description = "Something does not; its error stands at its name.",
                         .schema = readiness()}}};
}

Endpoint openapi_json() {
    return {.method = "GET",
            .pattern = "/openapi.json",
            .summary = "This document",
            .description = "",
            .parameters = {},
            .bodies = {},
            .answers = {
                {.description = "OpenAPI 3.1.",
                 .schema = object(
                     {{"openapi", text()}, {"info", map_of(anything())}, {"paths", anything()}})}}};
}

}  // namespace

Endpoint text_file(std::string_view pattern,
                   std::string_view summary,
                   std::string_view content_type) {
    return {
        .method = "GET",
        .pattern = pattern,
        .summary = summary,
        .description = "",
        .parameters = {},
        .bodies = {},
        .answers = {{.description = "The file.", .schema = text(), .content_type = content_type}}};
}

std::vector<Endpoint> common_endpoints() {
    return {health(),
            ready(),
            text_file("/metrics", "The figures of this process, for Prometheus", "text/plain"),
            openapi_json(),
            text_file("/docs", "This document, for people", html),
            text_file("/docs.js", "The script of that page", "text/javascript; charset=utf-8"),
            text_file("/docs.css", "The style of that page", "text/css; charset=utf-8")};
}

std::vector<Endpoint> status_endpoints(Role role) {
    const bool is_chat = role == Role::chat;
    const auto schema = is_chat ? object({{"service", text()},
                                          {"version", text()},
                                          {"database", text()},
                                          {"queue", text()},
                                          {"nlp_service", text()},
                                          {"vision_service", text()},
                                          {"redis_url", text()}})
                                : object({{"service", text()},
                                          {"version", text()},
                                          {"database", text()},
                                          {"queue", text()},
                                          {"stripe_configured", boolean()},
                                          {"twilio_configured", boolean()},
                                          {"whatsapp_configured", boolean()},
                                          {"supabase_configured", boolean()}});
    return {{.method = "GET",
             .pattern = "/status",
             .summary = "The version, and what is configured and connected",
             .description = "Credentials are masked.",
             .parameters = {},
             .bodies = {},
             .answers = {{.description = "The state.", .schema = schema}}}};
}

std::vector<Endpoint> endpoints_of(Role role) {
    std::vector<Endpoint> all = common_endpoints();
    const auto add = [&all](std::vector<Endpoint> more) {
        for (Endpoint& endpoint : more) all.push_back(std::move(endpoint));
    };
    if (role == Role::chat || role == Role::ecommerce) add(status_endpoints(role));
    if (role == Role::chat) add(chat_endpoints());
    if (role == Role::chat) add(seller_endpoints());
    if (role == Role::auth) add(auth_endpoints());
    if (role == Role::auth || role == Role::dashboard) add(session_endpoints());
    if (role == Role::auth || role == Role::dashboard) add(account_endpoints());
    if (role == Role::dashboard) add(password_page_endpoints());
    if (role == Role::nlp) add(nlp_endpoints());
    if (role == Role::vision) add(vision_endpoints());
    if (role == Role::ecommerce) add(payment_endpoints());
    if (role == Role::ecommerce) add(notify_endpoints());
    if (role == Role::ecommerce) add(buyer_page_endpoints());
    if (role == Role::dashboard) {
        add(dashboard_endpoints());
        add(show_board_endpoints());
        add(setup_endpoints());
    }
    // What a seller does in the page, the page does by the shop's own endpoints.
    if (role == Role::ecommerce || role == Role::dashboard) {
        add(order_endpoints());
        add(feedback_endpoints());
        add(rules_endpoints());
        add(review_endpoints());
        add(capture_endpoints());
        add(seller_order_endpoints());
        add(message_endpoints());
        add(catalogue_endpoints());
        add(variant_endpoints());
        add(discount_endpoints());
        add(picture_endpoints());
    }
    return all;
}

}  // namespace tts::openapi
