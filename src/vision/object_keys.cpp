#include "vision/object_keys.hpp"

#include "core/text.hpp"
#include "ports/object_store.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::string_view own_scheme = "object://";
constexpr std::array<std::string_view, 2> bucket_schemes = {"minio://", "s3://"};

bool is_plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
}

std::string hash_of(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return base32({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

std::string object_segment(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string segment;
    for (const char letter : text) {
        if (is_plain(letter)) {
            segment += letter;
            continue;
        }
        const auto code = static_cast<unsigned char>(letter);
        segment += '%';
        segment += digits[code >> 4U];
        segment += digits[code & 15U];
    }
    if (segment.empty()) return "_";
    // The mark keeps a hash from being mistaken for a text that looks like one.
    if (segment.size() > object_segment_bytes_max) return "%sha256-" + hash_of(text);
    return segment;
}

std::string product_image_key(const Product& product, int number, std::string_view extension) {
    return "products/" + object_segment(product.streamer) + "/" + object_segment(product.sku) +
           "/" + std::to_string(number) + "." + std::string(extension);
}

std::string frame_folder(std::string_view streamer) {
    return "frames/" + object_segment(streamer) + "/";
}

std::string frame_key(std::string_view streamer, Timestamp time, std::string_view extension) {
    std::string compact = to_iso8601(time);
    std::erase_if(compact,
                  [](char letter) { return letter == '-' || letter == ':' || letter == '.'; });
    return frame_folder(streamer) + compact + "." + std::string(extension);
}

std::string prepared_key(std::string_view url) {
    return "prepared/" + hash_of(url) + ".bin";
}

std::string object_url(std::string_view key) {
    return std::string(own_scheme) + std::string(key);
}

bool is_object_url(std::string_view url) {
    return url.starts_with(own_scheme) ||
           std::any_of(bucket_schemes.begin(), bucket_schemes.end(),
                       [url](std::string_view scheme) { return url.starts_with(scheme); });
}

Result<std::string> key_of_url(std::string_view url, std::string_view bucket) {
    const std::string shown(url.substr(0, 120));
    std::string_view key = url.substr(0, 0);
    if (url.starts_with(own_scheme)) key = url.substr(own_scheme.size());
    for (const std::string_view scheme : bucket_schemes) {
        if (!url.starts_with(scheme)) continue;
        const std::string_view path = url.substr(scheme.size());
        const auto slash = path.find('/');
        if (!bucket.empty() && path.substr(0, slash) != bucket)
            return Error(Errc::denied, shown + " is not in our bucket");
        key = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    if (!valid_object_key(key)) return Error(Errc::invalid, shown + " names no object");
    return std::string(key);
}

}  // namespace tts
