#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "apps/tiktoksales/version.hpp"
#include "core/json_writer.hpp"

#include <algorithm>
#include <map>

namespace tts::openapi {

namespace {

// OpenAPI knows no WebSockets: they begin as a GET.
std::string operation_name(std::string_view method) {
    if (method == "WS") return "get";
    std::string name(method);
    for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return name;
}

// "post_products_upload".
std::string operation_id(std::string_view method, std::string_view pattern) {
    std::string id = operation_name(method);
    for (const char c : pattern) {
        const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (is_word) {
            id += c;
        } else if (!id.ends_with('_')) {
            id += '_';
        }
    }
    while (id.ends_with('_')) id.pop_back();
    return id;
}

void write_path_parameters(JsonWriter& json, std::string_view pattern) {
    for (auto open = pattern.find('{'); open != std::string_view::npos;
         open = pattern.find('{', open + 1)) {
        const auto close = pattern.find('}', open);
        json.object().member("name", pattern.substr(open + 1, close - open - 1));
        json.member("in", "path").member("required", true);
        json.key("schema").raw(text().json).end();
    }
}

void write_parameters(JsonWriter& json, const Endpoint& endpoint) {
    json.key("parameters").array();
    write_path_parameters(json, endpoint.pattern);
    for (const Parameter& parameter : endpoint.parameters) {
        json.object().member("name", parameter.name);
        json.member("in", parameter.in == In::query ? "query" : "header");
        json.member("required", parameter.is_required);
        json.member("description", parameter.description);
        json.key("schema").raw(parameter.schema.json).end();
    }
    json.end();
}

void write_content(JsonWriter& json, std::string_view content_type, const Schema& schema) {
    json.key(content_type).object().key("schema").raw(schema.json).end();
}

void write_body(JsonWriter& json, const std::vector<Body>& bodies) {
    if (bodies.empty()) return;
    json.key("requestBody").object().member("required", true).key("content").object();
    for (const Body& body : bodies) write_content(json, body.content_type, body.schema);
    json.end().end();
}

void write_answer(JsonWriter& json, std::string_view status, const Answer& answer) {
    json.key(status).object().member("description", answer.description).key("content").object();
    write_content(json, answer.content_type, answer.schema);
    json.end().end();
}

void write_answers(JsonWriter& json, const Endpoint& endpoint) {
    json.key("responses").object();
    bool describes_422 = false;
    for (const Answer& answer : endpoint.answers) {
        write_answer(json, std::to_string(answer.status), answer);
        describes_422 = describes_422 || answer.status == 422;
    }
    const bool takes_input = !endpoint.bodies.empty() || !endpoint.parameters.empty();
    if (takes_input && !describes_422)
        write_answer(json, "422",
                     {.description = "A field breaks a rule; each is named with the rule.",
                      .schema = reference("ValidationError")});
    write_answer(json, "default",
                 {.description = "An error: 404 unknown, 405 wrong method, 413 too large, 429 or "
                                 "503 come back later, 500 our fault.",
                  .schema = reference("Error")});
    json.end();
}

void write_socket(JsonWriter& json, const Endpoint& endpoint) {
    json.key("x-websocket").object();
    if (!endpoint.bodies.empty()) json.key("message").raw(endpoint.bodies.front().schema.json);
    if (!endpoint.answers.empty()) json.key("answer").raw(endpoint.answers.front().schema.json);
    json.end().key("responses").object();
    json.key("101").object().member("description", "Switching to WebSocket.").end();
    write_answer(json, "default",
                 {.description = "Refused: 426 if no WebSocket was asked for.",
                  .schema = reference("Error")});
    json.end();
}

void write_operation(JsonWriter& json, const Endpoint& endpoint, bool is_served) {
    json.key(operation_name(endpoint.method)).object();
    json.member("operationId", operation_id(endpoint.method, endpoint.pattern));
    json.member("summary", endpoint.summary);
    if (!endpoint.description.empty()) json.member("description", endpoint.description);
    if (!is_served) json.member("x-not-served", true);
    if (endpoint.needs_token) {
        json.key("security").array().object().key("bearer").array();
        json.end().end().end();
    }
    if (endpoint.method == "WS") {
        write_socket(json, endpoint);
    } else {
        write_parameters(json, endpoint);
        write_body(json, endpoint.bodies);
        write_answers(json, endpoint);
    }
    json.end();
}

void write_undescribed(JsonWriter& json, const http::Router::Route& route) {
    json.key(operation_name(route.method)).object().member("x-undescribed", true);
    json.key("responses").object();
    write_answer(json, "default", {.description = "Not described.", .schema = anything()});
    json.end().end();
}

// What is known about one path.
struct Path {
    std::vector<const Endpoint*> endpoints;
    std::vector<const http::Router::Route*> undescribed;
};

bool is_served(const Endpoint& endpoint, const std::vector<http::Router::Route>& served) {
    return std::any_of(served.begin(), served.end(), [&](const http::Router::Route& route) {
        return route.method == endpoint.method && route.pattern == endpoint.pattern;
    });
}

std::map<std::string, Path> paths_of(const std::vector<Endpoint>& described,
                                     const std::vector<http::Router::Route>& served) {
    std::map<std::string, Path> paths;
    for (const Endpoint& endpoint : described)
        paths[std::string(endpoint.pattern)].endpoints.push_back(&endpoint);
    for (const http::Router::Route& route : served) {
        Path& path = paths[route.pattern];
        const bool is_described =
            std::any_of(path.endpoints.begin(), path.endpoints.end(),
                        [&](const Endpoint* one) { return one->method == route.method; });
        if (!is_described) path.undescribed.push_back(&route);
    }
    return paths;
}

void write_components(JsonWriter& json) {
    json.key("components").object().key("schemas").object();
    for (const auto& [name, schema] : components()) json.key(name).raw(schema.json);
    json.end().key("securitySchemes").object().key("bearer").object();
    json.member("type", "http").member("scheme", "bearer").member("bearerFormat", "JWT");
    json.end().end().end();
}

}  // namespace

std::string document(Role role,
                     const std::vector<Endpoint>& described,
                     const std::vector<http::Router::Route>& served) {
    JsonWriter json;
    json.object().member("openapi", "3.1.0").key("info").object();
    json.member("title", "TikTokSales: " + std::string(to_string(role)));
    json.member("version", version);
    json.member("description",
                "Bodies are JSON in UTF-8 unless said otherwise. Amounts are exact numbers with "
                "two decimals, times are ISO 8601 in UTC.");
    json.key("license").object().member("name", "Apache-2.0");
    json.member("identifier", "Apache-2.0").end().end();
    json.key("servers").array().object().member("url", "/").end().end();
    json.key("paths").object();
    for (const auto& [pattern, path] : paths_of(described, served)) {
        json.key(pattern).object();
        for (const Endpoint* endpoint : path.endpoints)
            write_operation(json, *endpoint, is_served(*endpoint, served));
        for (const auto* route : path.undescribed) write_undescribed(json, *route);
        json.end();
    }
    json.end();
    write_components(json);
    return json.end().take();
}

}  // namespace tts::openapi
