#include "support/codec_readings.hpp"

#include <cstdint>

// The readers of HTTP and of WebSocket: the pieces in which bytes come must make no difference.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const bool is_http = (data[0] & 1) != 0;
    const tts::test::Sizes sizes = {std::size_t{data[0]} / 2 + 1, std::size_t{data[1]} + 1};
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
    const auto read = is_http ? tts::test::requests_in : tts::test::messages_in;
    if (read(bytes, sizes) != read(bytes, {bytes.size() + 1})) __builtin_trap();
    return 0;
}
