#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts::http {

// The header fields of a request in the order in which they came, names in lower case. Their text
// lies in one buffer that clear() keeps: a connection reads many requests, one after the other.
class HeaderFields {
public:
    HeaderFields() = default;
    HeaderFields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

    // The name is put into lower case. Names and values are at most 4 GiB together.
    void emplace_back(std::string_view name, std::string_view value);

    // The value of the first field of that name, or nothing. Valid until the fields change.
    std::optional<std::string_view> find(std::string_view lower_case_name) const;

    void clear();

private:
    struct Place {
        std::uint32_t name_at = 0;
        std::uint32_t value_at = 0;
        std::uint32_t end = 0;
    };

    std::string text_;
    std::vector<Place> places_;
};

}  // namespace tts::http
