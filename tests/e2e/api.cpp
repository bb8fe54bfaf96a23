#include "e2e/api.hpp"

#include "core/json_writer.hpp"

#include <stdexcept>

namespace tts::test {

namespace {

HttpRequest with_json(const std::string& method, const std::string& url, const std::string& json) {
    return {.method = method,
            .url = url,
            .headers = {{"content-type", "application/json"}},
            .body = json};
}

Result<HttpAnswer> send(const HttpRequest& request) {
    // One client per thread, so that connections stay open between calls.
    thread_local HttpClient client;
    return client.send(request);
}

Answer attempt(const HttpRequest& request) {
    const auto answer = send(request);
    return answer ? Answer{*answer} : Answer{};
}

}  // namespace

Answer call(const HttpRequest& request) {
    const auto answer = send(request);
    if (!answer) throw std::runtime_error(answer.error().what());
    return {*answer};
}

Answer get(const std::string& url) {
    return call({.method = "GET", .url = url, .headers = {}, .body = {}});
}

Answer post(const std::string& url, const std::string& json) {
    return call(with_json("POST", url, json));
}

Answer put(const std::string& url, const std::string& json) {
    return call(with_json("PUT", url, json));
}

Answer try_get(const std::string& url) {
    return attempt({.method = "GET", .url = url, .headers = {}, .body = {}});
}

Answer try_post(const std::string& url, const std::string& json) {
    return attempt(with_json("POST", url, json));
}

std::string object(const std::vector<std::pair<std::string, std::string>>& members) {
    JsonWriter json;
    json.object();
    for (const auto& [name, value] : members) json.member(name, value);
    return json.end().take();
}

}  // namespace tts::test
