#pragma once

#include "apps/tiktoksales/config/option.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts::config {

// How a value is written in the file, and what the documentation calls it.
enum class Kind { text, list, boolean, integer, number };

Kind kind_of(const Option& option);

// Sets the option's field from a text; a list has commas between its elements. Errc::invalid
// saying what the value must be. Never repeats a secret.
Result<void> set_value(const Option& option, std::string_view text, ServeSettings& settings);

// What set_value() would read, in full: also secrets.
std::string value_text(const Option& option, const ServeSettings& settings);

// The same for people: a secret is masked, and empty if it is not set.
std::string shown_value(const Option& option, const ServeSettings& settings);

// The default for the documentation.
std::string default_text(const Option& option);

// The words that the value or a list's elements may be; none: any.
std::vector<std::string_view> choices_of(const Option& option);

// "from 1 to 64".
std::string range_text(const Rule& rule);

// "a, b,c" -> {"a", "b", "c"}: trimmed; empty elements are left out.
std::vector<std::string> split_list(std::string_view text);

}  // namespace tts::config
