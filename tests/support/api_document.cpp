#include "support/api_document.hpp"

#include "support/json_schema.hpp"

#include <algorithm>

namespace tts::test {

namespace {

// Takes the first segment off a path that begins with '/'.
std::string next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const std::string segment(path.substr(0, end));
    path.remove_prefix(end);
    return segment;
}

// '1' for each fixed segment and '0' for each parameter: a greater text fits better. Nothing if
// the pattern does not fit.
std::optional<std::string> fit(std::string_view pattern, std::string_view path) {
    std::string quality;
    while (!pattern.empty() && !path.empty()) {
        const auto expected = next_segment(pattern);
        const auto actual = next_segment(path);
        const bool is_parameter = expected.starts_with('{');
        if (!is_parameter && expected != actual) return std::nullopt;
        if (is_parameter && actual.empty()) return std::nullopt;
        quality += is_parameter ? '0' : '1';
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return quality;
}

std::string lower_case(std::string text) {
    for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

// "text/plain; version=0.0.4" is text/plain; "image/jpeg" is image/*.
bool is_of_type(const std::string& actual, const std::string& described) {
    if (described.ends_with("/*"))
        return actual.starts_with(described.substr(0, described.size() - 1));
    return actual == described || actual.starts_with(described + ";");
}

std::vector<std::string> content_violations(const Json& content,
                                            const ApiDocument::Reply& reply,
                                            const Json& document) {
    for (const auto& [type, media] : content.members()) {
        if (!is_of_type(reply.content_type, type)) continue;
        if (type != "application/json") return {};
        return violations(Json::parse(reply.body), media["schema"], document);
    }
    return {"its type " + reply.content_type + " is none of " + content.dump().substr(0, 200)};
}

}  // namespace

std::optional<Json> ApiDocument::operation(const Question& question) const {
    const std::string method =
        question.method == "HEAD" ? std::string("get") : lower_case(question.method);
    std::optional<Json> best;
    std::string best_quality;
    for (const auto& [pattern, operations] : document_["paths"].members()) {
        const auto quality = fit(pattern, question.path);
        if (!quality || !operations.has(method) || (best && *quality <= best_quality)) continue;
        best = operations[method];
        best_quality = *quality;
    }
    return best;
}

std::vector<std::string> ApiDocument::violations(const Question& question,
                                                 const Reply& reply) const {
    const auto described = operation(question);
    if (!described) {
        const bool refused = reply.status >= 400 && reply.status < 500;
        return refused ? std::vector<std::string>() : std::vector<std::string>{"is not described"};
    }
    if (question.method == "HEAD" || described->has("x-websocket")) return {};
    const auto responses = (*described)["responses"];
    const auto status = std::to_string(reply.status);
    if (responses.has(status))
        return content_violations(responses[status]["content"], reply, document_);
    if (reply.status < 400) return {"its status " + status + " is not described"};
    return content_violations(responses["default"]["content"], reply, document_);
}

std::vector<std::string> ApiDocument::message_violations(const std::string& path,
                                                         const std::string& answer) const {
    const auto described = operation({.method = "GET", .path = path});
    if (!described || !described->has("x-websocket")) return {path + " is no WebSocket"};
    return test::violations(Json::parse(answer), (*described)["x-websocket"]["answer"], document_);
}

std::vector<std::string> ApiDocument::gaps() const {
    std::vector<std::string> found;
    for (const auto& [pattern, operations] : document_["paths"].members())
        for (const auto& [method, operation] : operations.members()) {
            const auto name = method + " " + pattern + ": ";
            for (const char* mark : {"x-undescribed", "x-not-served"})
                if (operation.has(mark)) found.push_back(name + mark);
            if (!operation.has("summary") || operation["summary"].text().empty())
                found.push_back(name + "no summary");
            if (operation["responses"].members().size() < 2)
                found.push_back(name + "says nothing about its answers");
        }
    return found;
}

}  // namespace tts::test
