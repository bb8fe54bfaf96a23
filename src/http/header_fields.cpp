#include "http/header_fields.hpp"

#include "http/grammar.hpp"

namespace tts::http {

HeaderFields::HeaderFields(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (const auto& [name, value] : fields) emplace_back(name, value);
}

void HeaderFields::emplace_back(std::string_view name, std::string_view value) {
    places_.push_back({.name_at = static_cast<std::uint32_t>(text_.size()),
                       .name_size = static_cast<std::uint32_t>(name.size()),
                       .value_at = static_cast<std::uint32_t>(text_.size() + name.size()),
                       .value_size = static_cast<std::uint32_t>(value.size())});
    text_.append(name).append(value);
}

void HeaderFields::add_line(std::string_view line, std::string_view name, std::string_view value) {
    const auto at = [&](std::string_view part) {
        return static_cast<std::uint32_t>(text_.size() +
                                          static_cast<std::size_t>(part.data() - line.data()));
    };
    places_.push_back({.name_at = at(name),
                       .name_size = static_cast<std::uint32_t>(name.size()),
                       .value_at = at(value),
                       .value_size = static_cast<std::uint32_t>(value.size())});
    text_.append(line);
}

void HeaderFields::set(std::string_view lower_case_name, std::string_view value) {
    std::erase_if(places_, [&](const Place& place) {
        const auto name = std::string_view(text_).substr(place.name_at, place.name_size);
        return is_same_word(name, lower_case_name);
    });
    emplace_back(lower_case_name, value);
}

std::optional<std::string_view> HeaderFields::find(std::string_view lower_case_name) const {
    const std::string_view text = text_;
    for (const Place& place : places_)
        if (is_same_word(text.substr(place.name_at, place.name_size), lower_case_name))
            return text.substr(place.value_at, place.value_size);
    return std::nullopt;
}

void HeaderFields::clear() {
    text_.clear();
    places_.clear();
}

}  // namespace tts::http
