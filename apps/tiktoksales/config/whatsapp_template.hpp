#pragma once

#include "core/result.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// {"paid.es", "HX..."} of "paid.es=HX...". Errc::invalid if it is not like that.
Result<std::pair<std::string, std::string>> parse_whatsapp_template(const std::string& entry);

// Those of a list that was checked.
std::map<std::string, std::string> whatsapp_templates(const std::vector<std::string>& entries);

}  // namespace tts
