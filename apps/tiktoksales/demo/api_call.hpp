#pragma once

#include "adapters/curl/http_client.hpp"
#include "core/money.hpp"
#include "core/result.hpp"

#include <simdjson.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// How the demo calls servers and reads their answers.

namespace tts::demo {

constexpr int status_ok = 200;
constexpr int status_created = 201;
constexpr int status_see_other = 303;
constexpr int status_too_many = 429;
constexpr int status_unavailable = 503;

HttpRequest get_request(std::string url);
HttpRequest json_request(std::string method, std::string url, std::string body);

// As a browser sends a form without files.
using FormFields = std::vector<std::pair<std::string, std::string>>;
HttpRequest form_request(std::string url, const FormFields& fields);

// A server or a machine that is busy may take its time; the checks say whether all is as it should.
constexpr HttpClientLimits demo_limits{.connect_timeout = std::chrono::seconds(10),
                                       .total_timeout = std::chrono::seconds(60)};

// Whatever is answered. A server that cannot just now (429, 503) is asked again when it says, for
// half a minute. Errc::unavailable if nobody answered.
Result<HttpAnswer> send(HttpClient& http, const HttpRequest& request);

// Errc::unavailable if nobody answered; Errc::invalid, quoting the answer, if it has another status
// than the wanted one.
Result<HttpAnswer> call(HttpClient& http, const HttpRequest& request, int status_wanted);

// A parsed answer; `root` lives in `parser`.
struct Json {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
};

// Errc::invalid if it is not JSON.
Result<std::unique_ptr<Json>> parse_json(const std::string& body);

// Calls, and parses what was answered.
Result<std::unique_ptr<Json>> call_json(HttpClient& http,
                                        const HttpRequest& request,
                                        int status_wanted);

// Members of an object. Missing ones and null read as empty: the checks then say what differs.
std::string text(const simdjson::dom::element& object, std::string_view name);
std::int64_t integer(const simdjson::dom::element& object, std::string_view name);
double number(const simdjson::dom::element& object, std::string_view name);
Money money(const simdjson::dom::element& object, std::string_view name);
std::vector<simdjson::dom::element> items(const simdjson::dom::element& object,
                                          std::string_view name);

// "http://127.0.0.1:8082/" without the slash at its end.
std::string without_slash(std::string url);

}  // namespace tts::demo
