#pragma once

#include "http/header_fields.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Requests and responses as handlers see them. Nothing here names Boost.

namespace tts::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;  // "GET".
    std::string path;    // Percent-decoded, without the query: "/buyers/ana".
    Fields query;        // Decoded, in order.
    HeaderFields headers;
    Fields path_parameters;  // What the route's {names} matched.
    std::string body;
    std::string remote_address;

    // The first of that name, or nothing.
    std::optional<std::string_view> header(std::string_view lower_case_name) const;
    std::optional<std::string_view> query_value(std::string_view name) const;
    // A parameter of the matched route; naming another one is a mistake of ours.
    const std::string& path_value(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string body;
    std::string content_type = {};  // Empty: application/json.
    Fields headers = {};

    static Response json(std::string body) { return {.body = std::move(body)}; }
    static Response json(int status, std::string body) {
        return {.status = status, .body = std::move(body)};
    }
    // {"detail": "..."}, the shape of every error that is not a 422.
    static Response error(int status, std::string_view detail);
};

// What is wrong with one field of a body or query.
struct FieldError {
    std::vector<std::string> location;  // {"body", "message"}.
    std::string message;                // "must not be blank".
    std::string type;                   // "value_error.missing", in pydantic's words.
};

// 422 {"detail":[{"loc":[...],"msg":"...","type":"..."}]}.
Response validation_error(const std::vector<FieldError>& errors);

}  // namespace tts::http
