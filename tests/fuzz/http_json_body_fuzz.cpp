#include "http/json_body.hpp"

#include <cstdint>

using namespace tts::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    JsonBody body(std::string_view(reinterpret_cast<const char*>(data), size));
    body.text("a", {.length_max = 20});
    body.optional_text("b", {.length_min = 0, .allow_line_breaks = true});
    body.integer("c", {.min = -5, .max = 5});
    const auto price = body.money("d");
    if (price.cents() < 0) __builtin_trap();
    body.optional_timestamp("e");
    body.optional_boolean("f");
    body.text_list("g", 3, {});
    if (body.error_response().status != 422) __builtin_trap();
    return 0;
}
