#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts::http {

// The header fields of a request in the order in which they came. Their text lies in one buffer
// that clear() keeps: a connection reads many requests, one after the other.
class HeaderFields {
public:
    HeaderFields() = default;
    HeaderFields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

    // Names and values are at most 4 GiB together.
    void emplace_back(std::string_view name, std::string_view value);
    // A whole line of a request's head, of which name and value are parts.
    void add_line(std::string_view line, std::string_view name, std::string_view value);

    // Puts the field in the place of all that have its name, in any case.
    void set(std::string_view lower_case_name, std::string_view value);

    // The value of the first field of that name, in any case, or nothing. Valid until the fields
    // change.
    std::optional<std::string_view> find(std::string_view lower_case_name) const;

    void clear();

private:
    struct Place {
        std::uint32_t name_at = 0;
        std::uint32_t name_size = 0;
        std::uint32_t value_at = 0;
        std::uint32_t value_size = 0;
    };

    std::string text_;
    std::vector<Place> places_;
};

}  // namespace tts::http
