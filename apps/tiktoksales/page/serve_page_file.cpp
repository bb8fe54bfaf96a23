#include "apps/tiktoksales/page/serve_page_file.hpp"

#include <string>
#include <string_view>

namespace tts {

namespace {

// Pages show hostile text: even if some of it became markup, nothing could run or leave.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'";

std::string_view content_type(std::string_view name) {
    if (name.ends_with(".html")) return "text/html; charset=utf-8";
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}

}  // namespace

http::Response serve_page_file(const PageFile& file) {
    http::Response response;
    response.body = file.content;
    response.content_type = content_type(file.name);
    response.headers = {{"Content-Security-Policy", std::string(content_security_policy)},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Cache-Control", "no-cache"}};
    return response;
}

}  // namespace tts
