#include "http/message.hpp"

#include "http/field_errors.hpp"

#include <cassert>

namespace tts::http {

namespace {

std::optional<std::string_view> first_of(const Fields& fields, std::string_view name) {
    for (const auto& [key, value] : fields)
        if (key == name) return value;
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view lower_case_name) const {
    return headers.find(lower_case_name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    return first_of(query, name);
}

const std::string& Request::path_value(std::string_view name) const {
    for (const auto& [key, value] : path_parameters)
        if (key == name) return value;
    assert(false && "the route has no such parameter");
    static const std::string nothing;
    return nothing;
}

Response Response::error(int status, std::string_view detail) {
    JsonWriter json;
    json.object().member("detail", detail).end();
    return Response::json(status, json.take());
}

void write_field_errors(JsonWriter& json, const std::vector<FieldError>& errors) {
    json.array();
    for (const auto& error : errors) {
        json.object().key("loc").array();
        for (const auto& step : error.location) json.value(step);
        json.end().member("msg", error.message).member("type", error.type).end();
    }
    json.end();
}

Response validation_error(const std::vector<FieldError>& errors) {
    JsonWriter json;
    json.object().key("detail");
    write_field_errors(json, errors);
    json.end();
    return Response::json(422, json.take());
}

}  // namespace tts::http
