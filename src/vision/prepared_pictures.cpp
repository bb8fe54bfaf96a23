#include "vision/prepared_pictures.hpp"

#include "core/text.hpp"
#include "vision/object_keys.hpp"

#include <openssl/sha.h>

#include <array>
#include <string_view>

namespace tts {

namespace {

constexpr std::size_t object_bytes_max = 8 * 1024 * 1024;  // Some 170 KB are usual.

std::string hash_of(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return base32({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// A line before the packed picture: of which version it is, hashed because versions are any text,
// and a check of the bytes behind it.
std::string head_of(const std::string& version, std::string_view packed) {
    return "tts-prepared " + hash_of(version) + " " + hash_of(packed) + "\n";
}

}  // namespace

Result<PreparedPicturePtr> PreparedPictures::find(const std::string& url,
                                                  const std::string& version) {
    const auto object = objects_.get(prepared_key(url), object_bytes_max);
    if (!object) return object.error();
    const std::string_view bytes = *object;
    const auto head_size = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const auto packed = bytes.empty() ? bytes : bytes.substr(head_size);
    if (bytes.empty() || bytes.substr(0, head_size) != head_of(version, packed))
        return Error(Errc::not_found, "no preparation of this version is kept");
    auto picture = matcher_.unpack_reference(packed);
    if (!picture) return Error(Errc::not_found, picture.error().what());
    return picture;
}

Result<void> PreparedPictures::keep(const std::string& url,
                                    const std::string& version,
                                    const PreparedPicture& picture) {
    const std::string packed = matcher_.pack_reference(picture);
    return objects_.put(prepared_key(url), head_of(version, packed) + packed);
}

}  // namespace tts
