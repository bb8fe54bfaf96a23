#include "apps/tiktoksales/dashboard_routes.hpp"

#include "apps/tiktoksales/page/page_files.hpp"
#include "dashboard/dashboard_api.hpp"

#include <string>
#include <string_view>

namespace tts {

namespace {

using http::Request;
using http::Response;

// The page shows hostile text: even if some of it became markup, nothing could run or leave.
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

Response serve(const PageFile& file) {
    Response response;
    response.body = file.content;
    response.content_type = content_type(file.name);
    response.headers = {{"Content-Security-Policy", std::string(content_security_policy)},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"},
                        {"Cache-Control", "no-cache"}};
    return response;
}

}  // namespace

void add_page_routes(http::Router& router) {
    for (const PageFile& file : page_files()) {
        const std::string path = file.name == "index.html" ? "/" : "/" + std::string(file.name);
        router.on("GET", path, [&file](const Request&) { return serve(file); });
    }
}

void add_dashboard_routes(http::Router& router, StorePool& stores) {
    add_page_routes(router);
    dashboard::add_dashboard_api(router, stores);
}

}  // namespace tts
