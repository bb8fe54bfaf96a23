#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

// JSON Schemas (as of OpenAPI 3.1), written in C++ so that limits are those that the code checks.

namespace tts::openapi {

struct Schema {
    std::string json;  // The schema, as text.
};

struct Member {
    std::string_view name;
    Schema schema;
    bool is_required = true;
};

struct Length {
    std::size_t min = 0;
    std::size_t max = 0;
};

struct Range {
    std::int64_t min = 0;
    std::int64_t max = 0;
};

Schema anything();
Schema text();
Schema text(Length length);
Schema date_time();
Schema uuid();
Schema picture();  // Bytes of an image.
Schema boolean();
Schema integer();
Schema integer(Range range);
Schema amount();       // Of money: a number with two decimals.
Schema probability();  // 0 to 1.
Schema names(std::initializer_list<std::string_view> allowed);
Schema array_of(const Schema& item);
Schema array_of(const Schema& item, Length length);
Schema map_of(const Schema& value);  // An object with any names.
Schema object(std::initializer_list<Member> members);
Schema or_null(const Schema& schema);
Schema either(std::initializer_list<Schema> schemas);
Schema reference(std::string_view component);  // To one of components().

Member optional(std::string_view name, const Schema& schema);

}  // namespace tts::openapi
