#include "apps/tiktoksales/demo/api_call.hpp"

#include "core/percent_encoding.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <thread>

namespace tts::demo {

namespace {

using simdjson::dom::element;

constexpr std::size_t quoted_bytes_max = 300;
constexpr std::chrono::seconds retry_patience{30};

// How long the server wants us to wait before we ask again; nothing if it does not say so.
std::optional<std::chrono::seconds> retry_after(const HttpAnswer& answer) {
    if (answer.status != status_too_many && answer.status != status_unavailable) return {};
    for (const auto& [name, value] : answer.headers) {
        if (name != "retry-after") continue;
        int seconds = 0;
        const char* const end = value.data() + value.size();
        if (std::from_chars(value.data(), end, seconds).ec != std::errc()) return {};
        return std::chrono::seconds(seconds);
    }
    return {};
}

}  // namespace

HttpRequest get_request(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    return request;
}

HttpRequest json_request(std::string method, std::string url, std::string body) {
    return {.method = std::move(method),
            .url = std::move(url),
            .headers = {{"Content-Type", "application/json"}},
            .body = std::move(body)};
}

HttpRequest form_request(std::string url, const FormFields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + name + "=" + percent_encoded(value);
    return {.method = "POST",
            .url = std::move(url),
            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
            .body = std::move(body)};
}

Result<HttpAnswer> send(HttpClient& http, const HttpRequest& request) {
    const auto deadline = std::chrono::steady_clock::now() + retry_patience;
    for (;;) {
        auto answer = http.send(request);
        if (!answer) return answer;
        const auto pause = retry_after(*answer);
        if (!pause || std::chrono::steady_clock::now() + *pause > deadline) return answer;
        std::this_thread::sleep_for(*pause);
    }
}

Result<HttpAnswer> call(HttpClient& http, const HttpRequest& request, int status_wanted) {
    auto answer = send(http, request);
    if (!answer) return answer.error();
    if (answer->status != status_wanted)
        return Error(Errc::invalid, request.method + " " + request.url + " answered " +
                                        std::to_string(answer->status) + ": " +
                                        answer->body.substr(0, quoted_bytes_max));
    return answer;
}

Result<std::unique_ptr<Json>> parse_json(const std::string& body) {
    auto json = std::make_unique<Json>();
    if (json->parser.parse(body).get(json->root) != simdjson::SUCCESS)
        return Error(Errc::invalid, "not JSON: " + body.substr(0, quoted_bytes_max));
    return json;
}

Result<std::unique_ptr<Json>> call_json(HttpClient& http,
                                        const HttpRequest& request,
                                        int status_wanted) {
    const auto answer = call(http, request, status_wanted);
    if (!answer) return answer.error();
    auto json = parse_json(answer->body);
    if (!json) return json.error().during(request.method + " " + request.url);
    return json;
}

std::string text(const element& object, std::string_view name) {
    std::string_view value;
    return object[name].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::int64_t integer(const element& object, std::string_view name) {
    std::int64_t value = 0;
    return object[name].get(value) == simdjson::SUCCESS ? value : 0;
}

double number(const element& object, std::string_view name) {
    double value = 0;
    return object[name].get(value) == simdjson::SUCCESS ? value : 0;
}

// Exact: amounts have two decimals and are far below the 15 digits that a double keeps.
Money money(const element& object, std::string_view name) {
    return Money::from_cents(std::llround(number(object, name) * 100));
}

std::vector<element> items(const element& object, std::string_view name) {
    simdjson::dom::array array;
    if (object[name].get(array) != simdjson::SUCCESS) return {};
    return {array.begin(), array.end()};
}

std::string without_slash(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url;
}

}  // namespace tts::demo
