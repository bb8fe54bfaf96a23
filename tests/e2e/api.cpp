#include "e2e/api.hpp"

#include "core/json_writer.hpp"
#include "support/api_document.hpp"

#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <optional>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace tts::test {

namespace {

HttpRequest with_json(const std::string& method, const std::string& url, const std::string& json) {
    return {.method = method,
            .url = url,
            .headers = {{"content-type", "application/json"}},
            .body = json};
}

std::string header_of(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

Result<HttpAnswer> send(const HttpRequest& request) {
    // One client per thread, so that connections stay open between calls.
    thread_local HttpClient client(patient);
    return client.send(request);
}

struct Target {
    std::string server;  // "http://127.0.0.1:18081".
    std::string path;    // Without the query.
};

Target target_of(const std::string& url) {
    const auto path = std::min(url.find('/', url.find("//") + 2), url.size());
    const auto query = std::min(url.find('?', path), url.size());
    return {.server = url.substr(0, path), .path = url.substr(path, query - path)};
}

// What the server says about its API, asked for once. Nothing if it has no such document.
std::shared_ptr<const ApiDocument> document_of(const std::string& server) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const ApiDocument>> known;
    const std::lock_guard lock(mutex);
    const auto found = known.find(server);
    if (found != known.end()) return found->second;
    const auto answer =
        send({.method = "GET", .url = server + "/openapi.json", .headers = {}, .body = {}});
    if (!answer || answer->status != 200) return nullptr;
    return known[server] = std::make_shared<ApiDocument>(Json::parse(answer->body));
}

void expect_described(const HttpRequest& request, const HttpAnswer& answer) {
    const auto target = target_of(request.url);
    const auto document = document_of(target.server);
    if (!document) return;
    for (const auto& violation :
         document->violations({.method = request.method, .path = target.path},
                              {.status = answer.status,
                              .content_type = header_of(answer, "content-type"),
                              .body = answer.body}))
        ADD_FAILURE() << request.method << " " << request.url << " answers " << answer.status << " "
                      << answer.body.substr(0, 500) << ": " << violation;
}

Answer attempt(const HttpRequest& request) {
    const auto answer = send(request);
    return answer ? Answer{*answer} : Answer{};
}

}  // namespace

Answer call(const HttpRequest& request) {
    const auto answer = send(request);
    if (!answer) throw std::runtime_error(answer.error().what());
    expect_described(request, *answer);
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
