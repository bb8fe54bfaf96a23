#include "apps/tiktoksales/page/serve_page_file.hpp"

#include <algorithm>
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

// "gzip, deflate, br;q=0.9". Who names it with a weight of 0 does not want it.
bool takes_gzip(const http::Request& request) {
    auto list = request.header("accept-encoding").value_or("");
    while (!list.empty()) {
        const auto size = std::min(list.find(','), list.size());
        auto one = list.substr(0, size);
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        if (one == "gzip" || (one.starts_with("gzip;") && !one.ends_with("q=0"))) return true;
        list.remove_prefix(std::min(size + 1, list.size()));
    }
    return false;
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

http::Response serve_page_file(const PageFile& file,
                               const PageFile& packed,
                               const http::Request& request) {
    auto response = serve_page_file(file);
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!takes_gzip(request)) return response;
    response.body = packed.content;
    response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
}

}  // namespace tts
