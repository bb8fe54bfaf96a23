#pragma once

#include "core/timestamp.hpp"
#include "http/field_errors.hpp"
#include "http/message.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace tts::dashboard {

// The query of one request; collects what is wrong with it.
class Query {
public:
    explicit Query(const http::Request& request) : request_(request) {}

    std::string text(std::string_view name) const {
        return std::string(request_.query_value(name).value_or(""));
    }

    struct NumberRule {
        std::size_t min = 0;
        std::size_t max = 0;
        std::size_t fallback = 0;
    };
    std::size_t number(std::string_view name, NumberRule rule) {
        const auto text = request_.query_value(name);
        if (!text || text->empty()) return rule.fallback;
        std::size_t number = 0;
        const auto* const last = text->data() + text->size();
        const auto [end, error] = std::from_chars(text->data(), last, number);
        if (error == std::errc() && end == last && number >= rule.min && number <= rule.max)
            return number;
        refuse(name, "must be a whole number from " + std::to_string(rule.min) + " to " +
                         std::to_string(rule.max));
        return rule.fallback;
    }

    // ISO 8601, or `fallback` if it is left out.
    Timestamp time(std::string_view name, Timestamp fallback) {
        const auto text = request_.query_value(name);
        if (!text || text->empty()) return fallback;
        const auto time = parse_timestamp(*text);
        if (time) return *time;
        refuse(name, "must be an ISO 8601 time such as 2026-11-23T18:05:09Z");
        return fallback;
    }

    void refuse(std::string_view name, std::string message) {
        errors_.push_back({.location = {"query", std::string(name)},
                           .message = std::move(message),
                           .type = "value_error"});
    }

    bool ok() const { return errors_.empty(); }
    http::Response error_response() const { return http::validation_error(errors_); }

private:
    const http::Request& request_;
    std::vector<http::FieldError> errors_;
};

// What a caller is told when the database could not answer.
inline http::Response failure(const Error& error) {
    if (error.is_transient()) return http::Response::error(503, "the database is not reachable");
    return http::Response::error(500, "the stored data could not be read");
}

}  // namespace tts::dashboard
