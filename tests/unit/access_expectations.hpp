#pragma once

#include <map>
#include <string>
#include <string_view>

// Who may call which route, said once more and by hand: what the table of the program is held
// against, and what the running program is asked.

namespace tts::test {

struct ExpectedAccess {
    // o: anyone without a token, l: without a token from a trusted machine, c: a client, s: a
    // streamer, i: a source of comments, v: a service, a: an administrator.
    const char* callers;
    // What happens to an account's request about another's things: '=' nothing, because they are
    // everybody's, or the handler looks for itself; '!' it is refused; '>' it becomes one about the
    // caller's own.
    char others;

    bool lets_in(char caller) const {
        return std::string_view(callers).find(caller) != std::string_view::npos;
    }
};

inline const std::map<std::string, ExpectedAccess>& expected_access() {
    static const std::map<std::string, ExpectedAccess> table = {
        {"* GET /health", {"olcsiva", '='}},
        {"* GET /ready", {"olcsiva", '='}},
        {"* GET /metrics", {"lva", '='}},
        {"* GET /openapi.json", {"olcsiva", '='}},
        {"* GET /docs", {"olcsiva", '='}},
        {"* GET /docs.css", {"olcsiva", '='}},
        {"* GET /docs.js", {"olcsiva", '='}},
        {"chat GET /status", {"lva", '='}},
        {"chat POST /comments", {"lsi", '>'}},
        {"chat POST /comments/batch", {"lsi", '!'}},
        {"chat WS /ws/comments", {"lsi", '!'}},
        {"chat POST /chat", {"lcsv", '>'}},
        {"chat POST /process_queue", {"lcsv", '>'}},
        {"chat GET /buyers/{streamer}", {"lsa", '!'}},
        {"chat PATCH /buyers/{id}/status", {"ls", '='}},
        {"nlp POST /predict_intent", {"lsva", '='}},
        {"vision POST /match_product", {"lsva", '>'}},
        {"vision POST /analyze_product", {"lsva", '>'}},
        {"vision GET /capture_frame", {"lsva", '!'}},
        {"vision POST /frames", {"lsv", '='}},
        {"ecommerce GET /status", {"lva", '='}},
        {"ecommerce POST /order/create", {"lcsv", '>'}},
        {"ecommerce GET /orders", {"lcsa", '!'}},
        {"ecommerce GET /orders/{order_number}", {"lcsa", '='}},
        {"ecommerce PATCH /orders/{order_number}", {"lsa", '='}},
        {"ecommerce GET /orders/picklist", {"lsa", '!'}},
        {"ecommerce GET /orders/{order_number}/slip", {"lsa", '='}},
        {"ecommerce GET /streamers/{streamer}/statement", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/statement.csv", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/webhooks", {"sa", '!'}},
        {"ecommerce GET /streamers/{streamer}/webhooks", {"sa", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/webhooks/{id}", {"sa", '!'}},
        {"ecommerce GET /streamers/{streamer}/webhooks/deliveries", {"sa", '!'}},
        {"ecommerce POST /streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay",
         {"sa", '!'}},
        {"ecommerce GET /trace/{order_number}", {"lsa", '='}},
        {"ecommerce GET /c", {"olcsiva", '='}},
        {"ecommerce GET /c/{token}", {"olcsiva", '='}},
        {"ecommerce GET /c/{token}/details", {"olcsiva", '='}},
        {"ecommerce POST /c/{token}/details", {"olcsiva", '='}},
        {"ecommerce GET /c/{token}/orders/{order_number}/pay", {"olcsiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/pay", {"olcsiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/quantity", {"olcsiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/cancel", {"olcsiva", '='}},
        {"ecommerce POST /c/{token}/waits/{wait_id}/leave", {"olcsiva", '='}},
        {"ecommerce GET /buyer-page.css", {"olcsiva", '='}},
        {"ecommerce GET /buyer-page.js", {"olcsiva", '='}},
        {"ecommerce GET /claim/{streamer}", {"olcsiva", '='}},
        {"ecommerce POST /claim/{streamer}", {"olcsiva", '='}},
        {"ecommerce GET /claim/{streamer}/{token}", {"olcsiva", '='}},
        {"ecommerce GET /streamers/{username}", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{username}", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{username}/pin", {"ls", '!'}},
        {"ecommerce GET /streamers/{streamer}/rules", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{streamer}/rules", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/review", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/order", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/dismiss", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/reopen", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/overlay_token", {"lsa", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/overlay_token", {"lsa", '!'}},
        {"ecommerce GET /overlay/{streamer}/state", {"olcsiva", '='}},
        {"ecommerce GET /streamers/{streamer}/capture", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{streamer}/capture", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/blocked", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{streamer}/blocked/{buyer}", {"lsa", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/blocked/{buyer}", {"lsa", '!'}},
        {"ecommerce POST /payment/process", {"lcv", '>'}},
        {"ecommerce GET /payment/{payment_id}", {"lcsa", '='}},
        {"ecommerce POST /webhooks/stripe", {"olcsiva", '='}},
        {"ecommerce POST /webhooks/twilio", {"olcsiva", '='}},
        {"ecommerce GET /webhooks/stripe/events", {"la", '='}},
        {"ecommerce POST /orders/{order_number}/refund", {"sa", '='}},
        {"ecommerce POST /orders/{order_number}/payment/confirm", {"sa", '='}},
        {"ecommerce POST /notify/sms", {"lva", '='}},
        {"ecommerce POST /notify/whatsapp", {"lva", '='}},
        {"ecommerce POST /notify/email", {"lva", '='}},
        {"ecommerce POST /intents/feedback", {"lsa", '>'}},
        {"ecommerce GET /intents/feedback", {"lsa", '!'}},
        {"ecommerce POST /products/upload", {"ls", '='}},
        {"ecommerce GET /products/item/{streamer}/{sku}", {"olcsiva", '='}},
        {"ecommerce GET /products/streamer/{streamer}", {"olcsiva", '='}},
        {"ecommerce GET /products/view/{streamer}", {"olcsiva", '='}},
        {"ecommerce GET /products/streamer/{streamer}/export.csv", {"lsa", '!'}},
        {"ecommerce PATCH /products/item/{streamer}/{sku}", {"ls", '!'}},
        {"ecommerce POST /products/item/{streamer}/{sku}/archive", {"ls", '!'}},
        {"ecommerce POST /products/item/{streamer}/{sku}/unarchive", {"ls", '!'}},
        {"ecommerce GET /productos", {"s", '='}},
        {"ecommerce GET /images/products/{streamer}/{sku}/{file}", {"olcsiva", '='}},
        {"ecommerce GET /images/frames/{streamer}/{file}", {"olcsiva", '='}},
        {"auth POST /clients/register", {"olcsiva", '='}},
        {"auth POST /streamers/register", {"lva", '='}},
        {"auth POST /login", {"olcsiva", '='}},
        {"auth POST /token/refresh", {"olcsiva", '='}},
        {"auth POST /logout", {"olcsiva", '='}},
        {"auth POST /session", {"olcsiva", '='}},
        {"auth GET /session", {"olcsiva", '='}},
        {"auth DELETE /session", {"olcsiva", '='}},
        {"auth GET /sessions", {"cs", '='}},
        {"auth DELETE /sessions", {"cs", '='}},
        {"auth DELETE /sessions/{id}", {"cs", '='}},
        {"auth POST /purchase", {"c", '='}},
        {"auth POST /streamers/go_live", {"s", '='}},
        {"auth POST /streamers/go_offline", {"s", '='}},
        {"auth GET /streamers/live_status", {"s", '='}},
        {"dashboard GET /", {"olcsiva", '='}},
        {"dashboard GET /dashboard", {"olcsiva", '='}},
        {"dashboard GET /app.js", {"olcsiva", '='}},
        {"dashboard GET /style.css", {"olcsiva", '='}},
        {"dashboard GET /favicon.svg", {"olcsiva", '='}},
        {"dashboard GET /overlay/{streamer}", {"olcsiva", '='}},
        {"dashboard GET /overlay.js", {"olcsiva", '='}},
        {"dashboard GET /overlay.css", {"olcsiva", '='}},
        {"dashboard GET /api/streamers", {"lsa", '!'}},
        {"dashboard GET /api/feed", {"lsa", '!'}},
        {"dashboard GET /api/totals", {"lsa", '!'}},
        {"dashboard GET /api/analytics", {"lsa", '!'}},
        {"dashboard GET /api/events", {"lsa", '!'}},
    };
    return table;
}

}  // namespace tts::test
