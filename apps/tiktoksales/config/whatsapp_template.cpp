#include "apps/tiktoksales/config/whatsapp_template.hpp"

#include "core/message.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::size_t sid_size = 34;  // "HX" and 32 digits.

bool is_content_sid(std::string_view sid) {
    return sid.size() == sid_size && sid.starts_with("HX") &&
           std::ranges::all_of(sid.substr(2),
                               [](char digit) { return hex_value(digit).has_value(); });
}

}  // namespace

Result<std::pair<std::string, std::string>> parse_whatsapp_template(const std::string& entry) {
    const auto dot = entry.find('.');
    const auto equals = entry.find('=');
    const bool has_parts = dot != std::string::npos && equals != std::string::npos && dot < equals;
    const auto kind = has_parts ? parse_message_kind(entry.substr(0, dot)) : std::nullopt;
    const bool has_language = has_parts && equals > dot + 1;
    if (!kind || kind == MessageKind::text || !has_language ||
        !is_content_sid(std::string_view(entry).substr(equals + 1)))
        return Error(Errc::invalid, "'" + entry + "' is no template");
    return std::pair(entry.substr(0, equals), entry.substr(equals + 1));
}

std::map<std::string, std::string> whatsapp_templates(const std::vector<std::string>& entries) {
    std::map<std::string, std::string> templates;
    for (const auto& entry : entries)
        if (const auto parsed = parse_whatsapp_template(entry)) templates.insert(*parsed);
    return templates;
}

}  // namespace tts
