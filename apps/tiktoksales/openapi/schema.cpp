#include "apps/tiktoksales/openapi/schema.hpp"

#include "core/json_writer.hpp"

namespace tts::openapi {

namespace {

Schema type(std::string_view name) {
    JsonWriter json;
    return {json.object().member("type", name).end().take()};
}

Schema formatted_text(std::string_view format) {
    JsonWriter json;
    return {json.object().member("type", "string").member("format", format).end().take()};
}

}  // namespace

Schema anything() {
    return {"{}"};
}

Schema text() {
    return type("string");
}

Schema text(Length length) {
    JsonWriter json;
    json.object().member("type", "string").member("minLength", length.min);
    return {json.member("maxLength", length.max).end().take()};
}

Schema date_time() {
    return formatted_text("date-time");
}

Schema uuid() {
    return formatted_text("uuid");
}

Schema picture() {
    JsonWriter json;
    json.object().member("type", "string").member("contentMediaType", "image/*");
    return {json.end().take()};
}

Schema boolean() {
    return type("boolean");
}

Schema integer() {
    return type("integer");
}

Schema integer(Range range) {
    JsonWriter json;
    json.object().member("type", "integer").member("minimum", range.min);
    return {json.member("maximum", range.max).end().take()};
}

Schema amount() {
    return type("number");
}

Schema probability() {
    JsonWriter json;
    json.object().member("type", "number").member("minimum", 0).member("maximum", 1);
    return {json.end().take()};
}

Schema names(std::initializer_list<std::string_view> allowed) {
    JsonWriter json;
    json.object().member("type", "string").key("enum").array();
    for (const auto name : allowed) json.value(name);
    return {json.end().end().take()};
}

Schema array_of(const Schema& item) {
    JsonWriter json;
    return {json.object().member("type", "array").key("items").raw(item.json).end().take()};
}

Schema array_of(const Schema& item, Length length) {
    JsonWriter json;
    json.object().member("type", "array").key("items").raw(item.json);
    json.member("minItems", length.min).member("maxItems", length.max);
    return {json.end().take()};
}

Schema map_of(const Schema& value) {
    JsonWriter json;
    json.object().member("type", "object").key("additionalProperties").raw(value.json);
    return {json.end().take()};
}

Schema object(std::initializer_list<Member> members) {
    JsonWriter json;
    json.object().member("type", "object").key("required").array();
    for (const Member& member : members)
        if (member.is_required) json.value(member.name);
    json.end().key("properties").object();
    for (const Member& member : members) json.key(member.name).raw(member.schema.json);
    return {json.end().end().take()};
}

Schema or_null(const Schema& schema) {
    return either({schema, type("null")});
}

Schema either(std::initializer_list<Schema> schemas) {
    JsonWriter json;
    json.object().key("anyOf").array();
    for (const Schema& schema : schemas) json.raw(schema.json);
    return {json.end().end().take()};
}

Schema reference(std::string_view component) {
    JsonWriter json;
    json.object().member("$ref", "#/components/schemas/" + std::string(component));
    return {json.end().take()};
}

Member optional(std::string_view name, const Schema& schema) {
    return {.name = name, .schema = schema, .is_required = false};
}

}  // namespace tts::openapi
