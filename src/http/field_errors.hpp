#pragma once

#include "core/json_writer.hpp"
#include "http/message.hpp"

namespace tts::http {

// Writes [{"loc":[...],"msg":"...","type":"..."}], which is what stands under "detail".
void write_field_errors(JsonWriter& json, const std::vector<FieldError>& errors);

}  // namespace tts::http
