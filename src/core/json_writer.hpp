#pragma once

#include "core/money.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tts {

// Builds a JSON text by appending; it allocates nothing but the text. The caller opens and closes
// in the right order; text() asserts that everything is closed. Text that is not valid UTF-8 is
// written with U+FFFD in place of each bad byte, so that the output is always valid JSON.
//
//     JsonWriter json;
//     json.object().member("ok", true).member("id", id).end();
class JsonWriter {
public:
    JsonWriter& object();
    JsonWriter& array();
    JsonWriter& end();  // Of the innermost object or array.
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(std::same_as<bool> auto flag) { return raw(flag ? "true" : "false"); }
    JsonWriter& value(std::nullptr_t) { return raw("null"); }
    JsonWriter& value(double number);  // null if it is not finite.
    JsonWriter& value(std::integral auto number) requires(!std::same_as<decltype(number), bool>) {
        return raw(std::to_string(number));
    }
    JsonWriter& value(Money amount) { return raw(amount.to_string()); }  // A number: 12.50.
    JsonWriter& value(Percentage share) { return raw(share.to_string()); }
    JsonWriter& value(Timestamp time) { return value(to_iso8601(time)); }
    JsonWriter& value(const Uuid& id) { return value(id.to_string()); }
    template <class Tag>
    JsonWriter& value(const Id<Tag>& id) {
        return value(id.value);
    }
    template <class T>
    JsonWriter& value(const std::optional<T>& maybe) {
        return maybe ? value(*maybe) : value(nullptr);
    }

    // A text that is JSON already, written as it is.
    JsonWriter& raw(std::string_view json);

    template <class T>
    JsonWriter& member(std::string_view name, const T& member_value) {
        return key(name).value(member_value);
    }

    const std::string& text() const;
    std::string take();

private:
    void separate();

    std::string text_;
    std::string open_;  // The closing brackets still owed, innermost last.
    bool needs_comma_ = false;
};

// Appends the JSON string form of `text`, quotes included.
void append_json_string(std::string& out, std::string_view text);

}  // namespace tts
