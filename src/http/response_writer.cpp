#include "http/response_writer.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace tts::http {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 32> reasons = {{
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view reason_of(int status) {
    for (const auto& [code, reason] : reasons)
        if (code == status) return reason;
    return "Status";
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

bool is_safe(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void append_number(std::string& out, std::size_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (name.empty() || !is_safe(name) || !is_safe(value)) return;
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

void append_response(std::string& out, const Response& response, ResponseManner manner) {
    constexpr std::size_t usual_header_bytes = 160;
    const bool sends_body = has_body(response.status);
    if (out.capacity() - out.size() < response.body.size() + usual_header_bytes)
        out.reserve(2 * out.size() + response.body.size() + usual_header_bytes);
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::size_t>(response.status));
    out.append(" ").append(reason_of(response.status)).append("\r\n");
    if (sends_body) {
        if (response.content_type.empty()) {
            out.append("Content-Type: application/json\r\n");
        } else {
            append_field(out, "Content-Type", response.content_type);
        }
        if (!manner.is_streamed) {
            out.append("Content-Length: ");
            append_number(out, response.body.size());
            out.append("\r\n");
        }
    }
    out.append("X-Content-Type-Options: nosniff\r\n");
    for (const auto& [name, value] : response.headers) append_field(out, name, value);
    if (manner.closes) {
        out.append("Connection: close\r\n");
    } else if (manner.is_http_1_0) {
        out.append("Connection: keep-alive\r\n");
    }
    out.append("\r\n");
    if (sends_body && !manner.is_head) out.append(response.body);
}

}  // namespace tts::http
