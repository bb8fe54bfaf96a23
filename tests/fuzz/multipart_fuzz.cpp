#include "http/multipart.hpp"

#include <cstdint>
#include <cstdlib>

// Whatever the bytes are, each part's content lies inside the body and the limits hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(bytes), size);
    (void)tts::http::multipart_boundary(input);

    const tts::http::MultipartLimits limits{.parts_max = 8, .headers_max = 12};
    const auto parts = tts::http::parse_multipart("multipart/form-data; boundary=b", input, limits);
    if (!parts) return 0;
    if (parts->size() > limits.parts_max) std::abort();
    for (const auto& part : *parts) {
        const bool inside =
            part.content.data() >= input.data() &&
            part.content.data() + part.content.size() <= input.data() + input.size();
        if (part.name.empty() || !inside) std::abort();
    }
    return 0;
}
