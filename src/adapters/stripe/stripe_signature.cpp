#include "adapters/stripe/stripe_signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <vector>

namespace tts {

namespace {

constexpr std::size_t header_bytes_max = 2'048;
constexpr std::size_t signatures_max = 16;

struct Parts {
    std::string_view time_text;
    std::int64_t time = 0;  // Seconds since 1970.
    std::vector<std::string_view> signatures;
};

Error refused(const char* why) {
    return {Errc::denied, std::string("Stripe-Signature: ") + why};
}

bool read_part(std::string_view part, Parts& parts) {
    if (part.starts_with("v1=")) parts.signatures.push_back(part.substr(3));
    if (!part.starts_with("t=")) return true;
    if (!parts.time_text.empty()) return false;
    parts.time_text = part.substr(2);
    const auto* const end = parts.time_text.data() + parts.time_text.size();
    const auto read = std::from_chars(parts.time_text.data(), end, parts.time);
    return read.ec == std::errc() && read.ptr == end && parts.time >= 0;
}

Result<Parts> split(std::string_view header) {
    if (header.empty()) return refused("missing");
    if (header.size() > header_bytes_max) return refused("too long");
    Parts parts;
    while (!header.empty()) {
        const auto comma = std::min(header.find(','), header.size());
        if (!read_part(header.substr(0, comma), parts)) return refused("the time is none");
        header.remove_prefix(std::min(comma + 1, header.size()));
    }
    if (parts.time_text.empty()) return refused("there is no time");
    if (parts.signatures.empty() || parts.signatures.size() > signatures_max)
        return refused("there is no v1");
    return parts;
}

std::string hex_hmac(const std::string& secret, const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    const auto* const made = HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
                                  reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                  digest.data(), &length);
    if (made == nullptr) throw std::runtime_error("OpenSSL computes no HMAC-SHA-256");
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < length; ++i) {
        hex += digits[digest.at(i) >> 4U];
        hex += digits[digest.at(i) & 15U];
    }
    return hex;
}

bool is_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<void> check_stripe_signature(std::span<const std::string> secrets,
                                    std::string_view header,
                                    std::string_view body,
                                    Timestamp now) {
    const auto parts = split(header);
    if (!parts) return parts.error();
    std::string signed_text(parts->time_text);
    signed_text.append(".").append(body);
    bool fits = false;
    for (const auto& secret : secrets) {
        const auto expected = hex_hmac(secret, signed_text);
        for (const auto signature : parts->signatures)
            if (is_equal(expected, signature)) fits = true;
    }
    if (!fits) return refused("does not fit the body");
    const std::int64_t tolerance = std::chrono::seconds(stripe_signature_tolerance).count();
    const std::int64_t seconds = to_unix_ms(now) / 1'000;
    if (parts->time < seconds - tolerance) return refused("too old");
    if (parts->time > seconds + tolerance) return refused("from the future");
    return {};
}

std::string make_stripe_signature(const std::string& secret, std::string_view body, Timestamp at) {
    const std::string time = std::to_string(to_unix_ms(at) / 1'000);
    std::string signed_text = time;
    signed_text.append(".").append(body);
    return "t=" + time + ",v1=" + hex_hmac(secret, signed_text);
}

}  // namespace tts
