#include "webhooks/webhook_signature.hpp"

#include "accounts/secrets.hpp"

namespace tts {

namespace {

constexpr std::size_t secret_bytes = 32;

}  // namespace

std::string webhook_signature(std::string_view secret, std::string_view body, Timestamp at) {
    const std::string time = std::to_string(to_unix_ms(at) / 1'000);
    std::string text = time;
    text.append(".").append(body);
    return "t=" + time + ",v1=" + hex(hmac_sha256(secret, text));
}

std::string new_webhook_secret() {
    return "whsec_" + hex(random_bytes(secret_bytes));
}

}  // namespace tts
