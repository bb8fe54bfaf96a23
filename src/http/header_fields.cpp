#include "http/header_fields.hpp"

namespace tts::http {

HeaderFields::HeaderFields(
    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (const auto& [name, value] : fields) emplace_back(name, value);
}

void HeaderFields::emplace_back(std::string_view name, std::string_view value) {
    Place place;
    place.name_at = static_cast<std::uint32_t>(text_.size());
    place.value_at = place.name_at + static_cast<std::uint32_t>(name.size());
    place.end = place.value_at + static_cast<std::uint32_t>(value.size());
    text_.append(name).append(value);
    for (std::size_t i = place.name_at; i < place.value_at; ++i)
        if (text_[i] >= 'A' && text_[i] <= 'Z') text_[i] = static_cast<char>(text_[i] | 0x20);
    places_.push_back(place);
}

std::optional<std::string_view> HeaderFields::find(std::string_view lower_case_name) const {
    const std::string_view text = text_;
    for (const Place& place : places_)
        if (text.substr(place.name_at, place.value_at - place.name_at) == lower_case_name)
            return text.substr(place.value_at, place.end - place.value_at);
    return std::nullopt;
}

void HeaderFields::clear() {
    text_.clear();
    places_.clear();
}

}  // namespace tts::http
