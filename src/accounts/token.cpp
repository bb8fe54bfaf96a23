#include "accounts/token.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <simdjson.h>

#include <array>
#include <optional>
#include <stdexcept>

namespace tts {

namespace {

constexpr std::string_view issuer = "tiktoksales";
constexpr std::size_t token_bytes_max = 4'096;

Error refused() {
    // One text for every reason: a forger learns nothing from it.
    return {Errc::denied, "the token is not valid"};
}

struct Parts {
    std::string_view header;
    std::string_view claims;
    std::string_view signature;
    std::string_view signed_text;
};

// Exactly three parts.
std::optional<Parts> split(std::string_view token) {
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto signature = token.substr(second + 1);
    if (signature.find('.') != std::string_view::npos) return std::nullopt;
    return Parts{.header = token.substr(0, first),
                 .claims = token.substr(first + 1, second - first - 1),
                 .signature = signature,
                 .signed_text = token.substr(0, second)};
}

bool names_our_algorithm(std::string_view header) {
    const auto json = from_base64url(header);
    if (!json) return false;
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    std::string_view algorithm;
    if (parser.parse(*json).get(document)) return false;
    if (document["alg"].get(algorithm)) return false;
    return algorithm == "HS256";
}

struct Claims {
    Identity identity;
    std::int64_t not_before = 0;  // Seconds, likewise below.
    std::int64_t expires = 0;
};

std::optional<Claims> read_claims(const std::string& json) {
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    if (parser.parse(json).get(document)) return std::nullopt;
    std::string_view by;
    std::string_view subject;
    std::string_view role;
    std::string_view name;
    Claims claims;
    if (document["iss"].get(by) || document["sub"].get(subject) || document["role"].get(role) ||
        document["name"].get(name) || document["nbf"].get(claims.not_before) ||
        document["exp"].get(claims.expires))
        return std::nullopt;
    const auto account = Uuid::parse(subject);
    const bool known_role = role == "client" || role == "streamer";
    if (by != issuer || !account || !known_role) return std::nullopt;
    claims.identity = {.account = *account,
                       .role = role == "client" ? AccountRole::client : AccountRole::streamer,
                       .name = std::string(name)};
    return claims;
}

std::int64_t to_seconds(Timestamp time) {
    return to_unix_ms(time) / 1'000;
}

}  // namespace

Result<TokenSigner> TokenSigner::make(std::string secret) {
    if (secret.size() < secret_bytes_min)
        return Error(Errc::invalid, "JWT_SECRET must have at least " +
                                        std::to_string(secret_bytes_min) + " bytes");
    return TokenSigner(std::move(secret));
}

std::string TokenSigner::sign(const Identity& identity, Timestamp now) const {
    JsonWriter header;
    header.object().member("alg", "HS256").member("typ", "JWT").end();
    JsonWriter claims;
    claims.object()
        .member("iss", issuer)
        .member("sub", identity.account)
        .member("role", to_string(identity.role))
        .member("name", identity.name)
        .member("iat", to_seconds(now))
        .member("nbf", to_seconds(now))
        .member("exp", to_seconds(now + life))
        .member("jti", Uuid::next())
        .end();
    const auto text = base64url(header.take()) + "." + base64url(claims.take());
    return text + "." + signature_of(text);
}

Result<Identity> TokenSigner::verify(std::string_view token, Timestamp now) const {
    if (token.size() > token_bytes_max) return refused();
    const auto parts = split(token);
    if (!parts || !names_our_algorithm(parts->header)) return refused();
    const auto expected = signature_of(parts->signed_text);
    if (expected.size() != parts->signature.size() ||
        CRYPTO_memcmp(expected.data(), parts->signature.data(), expected.size()) != 0)
        return refused();
    const auto json = from_base64url(parts->claims);
    if (!json) return refused();
    const auto claims = read_claims(*json);
    if (!claims) return refused();
    if (to_seconds(now + leeway) < claims->not_before ||
        to_seconds(now - leeway) >= claims->expires)
        return refused();
    return claims->identity;
}

std::string TokenSigner::signature_of(std::string_view text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const auto* const made = HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
                                  reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                  digest.data(), &size);
    // An empty signature would be equal to the empty signature of a forger.
    if (made == nullptr) throw std::runtime_error("OpenSSL computes no HMAC-SHA-256");
    return base64url({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace tts
