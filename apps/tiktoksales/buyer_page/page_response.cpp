#include "apps/tiktoksales/buyer_page/page_response.hpp"

#include "apps/tiktoksales/session_cookie.hpp"
#include "buyer_page/style.hpp"
#include "core/log.hpp"
#include "core/percent_encoding.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::string_view cookie_name = "tts_page";

// Text of others stands on these pages: even if some of it became markup, nothing could run or
// leave.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'";

Response file_response(std::string_view content, const char* content_type) {
    Response response;
    response.body = content;
    response.content_type = content_type;
    response.headers = {{"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Cache-Control", "public, max-age=300"}};
    return response;
}

}  // namespace

Response html_response(int status, std::string page) {
    Response response;
    response.status = status;
    response.body = std::move(page);
    response.content_type = "text/html; charset=utf-8";
    // same-origin: other sites are told nothing; with no-referrer a browser would not say either
    // that our own forms come from our own pages (Fetch, "append a request Origin header").
    response.headers = {{"Content-Security-Policy", std::string(content_security_policy)},
                        {"Referrer-Policy", "same-origin"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Cache-Control", "no-store"}};
    return response;
}

Response see_other(std::string location) {
    auto response = html_response(303, "");
    response.headers.emplace_back("Location", std::move(location));
    return response;
}

PageFrame frame_for(const Request& request, std::string_view comment_language) {
    const auto chosen = request.query_value("lang").value_or("");
    PageFrame frame;
    frame.language =
        choose_language({.chosen = chosen,
                         .accept_language = request.header("accept-language").value_or(""),
                         .comment = comment_language});
    frame.language_is_chosen = parse_page_language(chosen).has_value();
    frame.path = percent_encoded(request.path, "/");
    return frame;
}

Response error_page(const Error& error, const PageFrame& frame) {
    const Words& words = frame.words();
    if (error.code() == Errc::not_found)
        return html_response(404, message_page(frame, words.gone_title, words.gone_why));
    log_event(error.is_transient() ? Level::warning : Level::error, "buyer_page_failed",
              {{"error", error.what()}});
    auto response = html_response(error.is_transient() ? 503 : 500,
                                  message_page(frame, words.down_title, words.down_why));
    if (error.is_transient()) response.headers.emplace_back("Retry-After", "2");
    return response;
}

Response busy_page(const PageFrame& frame) {
    const Words& words = frame.words();
    auto response = html_response(429, message_page(frame, words.busy_title, words.busy_why));
    response.headers.emplace_back("Retry-After", "300");
    return response;
}

std::string set_page_cookie(const std::string& token, bool is_over_tls) {
    // Lax: the browser sends it when the provider's page leads back to ours.
    std::string cookie = std::string(cookie_name) + "=" + token;
    cookie += "; Path=/c; HttpOnly; SameSite=Lax; Max-Age=86400";
    if (is_over_tls) cookie += "; Secure";
    return cookie;
}

std::string page_cookie_of(const Request& request) {
    const auto value = cookie_of(request, cookie_name);
    return std::string(value.value_or(""));
}

void add_page_style(http::Router& router) {
    router.on("GET", "/buyer-page.css", [](const Request&) {
        return file_response(buyer_page_css(), "text/css; charset=utf-8");
    });
    router.on("GET", "/buyer-page.js", [](const Request&) {
        return file_response(buyer_page_js(), "text/javascript; charset=utf-8");
    });
}

}  // namespace tts
