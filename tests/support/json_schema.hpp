#pragma once

#include "support/json.hpp"

#include <string>
#include <vector>

namespace tts::test {

// What is wrong with a value, as "$.items[2].price: is not a number"; empty if it is as the schema
// says. Knows the part of JSON Schema that our API's description uses, and complains about any
// other, so that nothing goes unchecked. References lead into `document`.
std::vector<std::string> violations(const Json& value, const Json& schema, const Json& document);

}  // namespace tts::test
