#pragma once

#include <map>
#include <string>
#include <string_view>

// Who may call which route, said once more and by hand: what the table of the program is held
// against, and what the running program is asked.

namespace tts::test {

struct ExpectedAccess {
    // o: anyone without a token, l: without a token from a trusted machine, c: a client, s: a
    // streamer, h: an assistant who helps one, i: a source of comments, v: a service, a: an
    // administrator.
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
        {"* GET /health", {"olcshiva", '='}},
        {"* GET /ready", {"olcshiva", '='}},
        {"* GET /metrics", {"lva", '='}},
        {"* GET /openapi.json", {"olcshiva", '='}},
        {"* GET /docs", {"olcshiva", '='}},
        {"* GET /docs.css", {"olcshiva", '='}},
        {"* GET /docs.js", {"olcshiva", '='}},
        {"chat GET /status", {"lva", '='}},
        {"chat POST /comments", {"lsi", '>'}},
        {"chat POST /comments/batch", {"lsi", '!'}},
        {"chat WS /ws/comments", {"lsi", '!'}},
        {"chat POST /gaps", {"lsi", '>'}},
        {"chat POST /chat", {"lcshv", '>'}},
        {"chat POST /process_queue", {"lcshv", '>'}},
        {"chat GET /buyers/{streamer}", {"lsha", '!'}},
        {"chat PATCH /buyers/{id}/status", {"lsh", '='}},
        {"nlp POST /predict_intent", {"lshva", '='}},
        {"vision POST /match_product", {"lshva", '>'}},
        {"vision POST /analyze_product", {"lshva", '>'}},
        {"vision GET /capture_frame", {"lshva", '!'}},
        {"vision POST /frames", {"lsv", '='}},
        {"ecommerce GET /status", {"lva", '='}},
        {"ecommerce POST /order/create", {"lcshv", '>'}},
        {"ecommerce GET /orders", {"lcsha", '!'}},
        {"ecommerce GET /orders/{order_number}", {"lcsha", '='}},
        {"ecommerce PATCH /orders/{order_number}", {"lsha", '='}},
        {"ecommerce GET /orders/picklist", {"lsha", '!'}},
        {"ecommerce GET /orders/{order_number}/slip", {"lsha", '='}},
        {"ecommerce GET /streamers/{streamer}/statement", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/statement.csv", {"lsa", '!'}},
        {"ecommerce POST /streamers/{streamer}/webhooks", {"sa", '!'}},
        {"ecommerce GET /streamers/{streamer}/webhooks", {"sa", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/webhooks/{id}", {"sa", '!'}},
        {"ecommerce GET /streamers/{streamer}/webhooks/deliveries", {"sa", '!'}},
        {"ecommerce POST /streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay",
         {"sa", '!'}},
        {"ecommerce GET /trace/{order_number}", {"lsha", '='}},
        {"ecommerce GET /c", {"olcshiva", '='}},
        {"ecommerce GET /c/{token}", {"olcshiva", '='}},
        {"ecommerce GET /c/{token}/details", {"olcshiva", '='}},
        {"ecommerce POST /c/{token}/details", {"olcshiva", '='}},
        {"ecommerce GET /c/{token}/orders/{order_number}/pay", {"olcshiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/pay", {"olcshiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/quantity", {"olcshiva", '='}},
        {"ecommerce POST /c/{token}/orders/{order_number}/cancel", {"olcshiva", '='}},
        {"ecommerce POST /c/{token}/waits/{wait_id}/leave", {"olcshiva", '='}},
        {"ecommerce GET /buyer-page.css", {"olcshiva", '='}},
        {"ecommerce GET /buyer-page.js", {"olcshiva", '='}},
        {"ecommerce GET /claim/{streamer}", {"olcshiva", '='}},
        {"ecommerce POST /claim/{streamer}", {"olcshiva", '='}},
        {"ecommerce GET /claim/{streamer}/{token}", {"olcshiva", '='}},
        {"ecommerce GET /streamers/{username}", {"lsha", '!'}},
        {"ecommerce PUT /streamers/{username}", {"lsa", '!'}},
        {"ecommerce PUT /streamers/{username}/pin", {"lsh", '!'}},
        {"ecommerce GET /streamers/{streamer}/rules", {"lsha", '!'}},
        {"ecommerce PUT /streamers/{streamer}/rules", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/review", {"lsha", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/order", {"lsha", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/dismiss", {"lsha", '!'}},
        {"ecommerce POST /streamers/{streamer}/comments/{comment}/reopen", {"lsha", '!'}},
        {"ecommerce POST /streamers/{streamer}/overlay_token", {"lsa", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/overlay_token", {"lsa", '!'}},
        {"ecommerce GET /overlay/{streamer}/state", {"olcshiva", '='}},
        {"ecommerce GET /streamers/{streamer}/capture", {"lsha", '!'}},
        {"ecommerce PUT /streamers/{streamer}/capture", {"lsa", '!'}},
        {"ecommerce GET /streamers/{streamer}/blocked", {"lsha", '!'}},
        {"ecommerce PUT /streamers/{streamer}/blocked/{buyer}", {"lsha", '!'}},
        {"ecommerce DELETE /streamers/{streamer}/blocked/{buyer}", {"lsha", '!'}},
        {"ecommerce POST /payment/process", {"lcv", '>'}},
        {"ecommerce GET /payment/{payment_id}", {"lcsha", '='}},
        {"ecommerce POST /webhooks/stripe", {"olcshiva", '='}},
        {"ecommerce POST /webhooks/twilio", {"olcshiva", '='}},
        {"ecommerce GET /webhooks/stripe/events", {"la", '='}},
        {"ecommerce POST /orders/{order_number}/refund", {"sa", '='}},
        {"ecommerce POST /orders/{order_number}/payment/confirm", {"sa", '='}},
        {"ecommerce POST /notify/sms", {"lva", '='}},
        {"ecommerce POST /notify/whatsapp", {"lva", '='}},
        {"ecommerce POST /notify/email", {"lva", '='}},
        {"ecommerce POST /intents/feedback", {"lsha", '>'}},
        {"ecommerce GET /intents/feedback", {"lsha", '!'}},
        {"ecommerce POST /products/upload", {"lsh", '='}},
        {"ecommerce GET /products/item/{streamer}/{sku}", {"olcshiva", '='}},
        {"ecommerce GET /products/streamer/{streamer}", {"olcshiva", '='}},
        {"ecommerce GET /products/view/{streamer}", {"olcshiva", '='}},
        {"ecommerce GET /products/streamer/{streamer}/export.csv", {"lsha", '!'}},
        {"ecommerce PATCH /products/item/{streamer}/{sku}", {"lsh", '!'}},
        {"ecommerce POST /products/item/{streamer}/{sku}/archive", {"lsh", '!'}},
        {"ecommerce POST /products/item/{streamer}/{sku}/unarchive", {"lsh", '!'}},
        {"ecommerce GET /productos", {"sh", '='}},
        {"ecommerce GET /images/products/{streamer}/{sku}/{file}", {"olcshiva", '='}},
        {"ecommerce GET /images/frames/{streamer}/{file}", {"olcshiva", '='}},
        {"auth POST /clients/register", {"olcshiva", '='}},
        {"auth POST /streamers/register", {"lva", '='}},
        {"auth POST /streamers/{streamer}/members", {"sa", '!'}},
        {"auth GET /streamers/{streamer}/members", {"sa", '!'}},
        {"auth DELETE /streamers/{streamer}/members/{id}", {"sa", '!'}},
        {"auth POST /password", {"olcshiva", '='}},
        {"auth POST /password/{token}", {"olcshiva", '='}},
        {"dashboard GET /password", {"olcshiva", '='}},
        {"dashboard GET /password/{token}", {"olcshiva", '='}},
        {"auth POST /login", {"olcshiva", '='}},
        {"auth POST /token/refresh", {"olcshiva", '='}},
        {"auth POST /logout", {"olcshiva", '='}},
        {"auth POST /session", {"olcshiva", '='}},
        {"auth GET /session", {"olcshiva", '='}},
        {"auth DELETE /session", {"olcshiva", '='}},
        {"auth GET /sessions", {"csh", '='}},
        {"auth DELETE /sessions", {"csh", '='}},
        {"auth DELETE /sessions/{id}", {"csh", '='}},
        {"auth POST /purchase", {"c", '='}},
        {"auth POST /streamers/go_live", {"s", '='}},
        {"auth POST /streamers/go_offline", {"s", '='}},
        {"auth GET /streamers/live_status", {"s", '='}},
        {"dashboard GET /", {"olcshiva", '='}},
        {"dashboard GET /dashboard", {"olcshiva", '='}},
        {"dashboard GET /app.js", {"olcshiva", '='}},
        {"dashboard GET /style.css", {"olcshiva", '='}},
        {"dashboard GET /favicon.svg", {"olcshiva", '='}},
        {"dashboard GET /overlay/{streamer}", {"olcshiva", '='}},
        {"dashboard GET /overlay.js", {"olcshiva", '='}},
        {"dashboard GET /overlay.css", {"olcshiva", '='}},
        {"dashboard GET /api/streamers", {"lsha", '!'}},
        {"dashboard GET /api/feed", {"lsha", '!'}},
        {"dashboard GET /api/totals", {"lsha", '!'}},
        {"dashboard GET /api/analytics", {"lsha", '!'}},
        {"dashboard GET /api/pulse", {"lsha", '!'}},
        {"dashboard GET /api/orders", {"lsha", '!'}},
        {"dashboard GET /api/buyers", {"lsha", '!'}},
        {"dashboard GET /api/quality", {"lsha", '!'}},
        {"dashboard GET /api/gaps", {"lsha", '!'}},
        {"dashboard GET /api/context", {"lsha", '!'}},
        {"dashboard GET /api/events", {"lsha", '!'}},
    };
    return table;
}

}  // namespace tts::test
