#include "adapters/opencv/clean_picture.hpp"

#include "adapters/opencv/image_codec.hpp"

namespace tts {

Result<std::string> clean_picture(std::string_view bytes, const CleanPictureLimits& limits) {
    DecodeRequest request;
    request.limits.bytes_max = limits.bytes_max;
    request.pixels_wanted = limits.pixels_kept;
    const auto picture = decode_image(bytes, request);
    if (!picture) return picture.error();
    return encode_jpeg(*picture);
}

}  // namespace tts
