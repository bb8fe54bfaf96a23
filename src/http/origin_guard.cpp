#include "http/origin_guard.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace tts::http {

namespace {

// "localhost:8081" without the port, "[::1]:8081" likewise; empty if it is malformed.
std::string_view host_name(std::string_view authority) {
    const auto bracket = authority.find(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const auto name = authority.substr(0, colon);
    if (colon == std::string_view::npos) return name;
    const auto port = authority.substr(colon + 1);
    const bool is_port = port.find_first_not_of("0123456789") == std::string_view::npos;
    return is_port ? name : std::string_view();
}

bool is_own_name(std::string_view name, const OriginRules& rules) {
    if (name == "localhost" || name == "127.0.0.1" || name == "[::1]") return true;
    return std::any_of(rules.hosts.begin(), rules.hosts.end(),
                       [&](const auto& host) { return ascii_lower(host) == name; });
}

bool is_own_origin(std::string_view origin, std::string_view host, const OriginRules& rules) {
    const auto scheme_end = origin.find("://");
    if (scheme_end == std::string_view::npos) return false;
    const auto scheme = origin.substr(0, scheme_end);
    if (scheme != "http" && scheme != "https") return false;
    const auto authority = origin.substr(scheme_end + 3);
    if (authority == host) return true;
    return std::any_of(rules.hosts.begin(), rules.hosts.end(),
                       [&](const auto& own) { return ascii_lower(own) == authority; });
}

}  // namespace

std::optional<Response> refuse_foreign_page(const Request& request, const OriginRules& rules) {
    const std::string host = ascii_lower(request.header("host").value_or(""));
    const bool any_host = !rules.is_loopback && rules.hosts.empty();
    if (!any_host && !is_own_name(host_name(host), rules))
        return Response::error(403, "the Host header does not name this server");
    const auto origin = request.header("origin");
    if (origin && !foreign_origin(request, rules) &&
        !is_own_origin(ascii_lower(*origin), host, rules))
        return Response::error(403, "requests from pages of another origin are refused");
    return std::nullopt;
}

const std::string* foreign_origin(const Request& request, const OriginRules& rules) {
    if (rules.cors_origins.empty()) return nullptr;
    const std::string origin = ascii_lower(request.header("origin").value_or(""));
    const auto& allowed = rules.cors_origins;
    const auto found = std::find_if(allowed.begin(), allowed.end(), [&](const auto& known) {
        return ascii_lower(known) == origin;
    });
    return found == allowed.end() ? nullptr : &*found;
}

std::optional<Response> answer_preflight(const Request& request, const OriginRules& rules) {
    const bool is_preflight =
        request.method == "OPTIONS" && request.header("access-control-request-method");
    if (!is_preflight || !foreign_origin(request, rules)) return std::nullopt;
    Response answer;
    answer.status = 204;
    answer.headers = {{"Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE"},
                      {"Access-Control-Allow-Headers",
                       "Authorization, Content-Type, Idempotency-Key, X-Request-Id, traceparent"},
                      {"Access-Control-Max-Age", "600"}};
    return answer;
}

void allow_reading(Response& response, const std::string& origin) {
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    response.headers.emplace_back("Vary", "Origin");
}

}  // namespace tts::http
