#include "accounts/token.hpp"

#include "accounts/secrets.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tts {

namespace {

constexpr std::string_view issuer = "tiktoksales";
constexpr std::size_t token_bytes_max = 4'096;
constexpr std::size_t key_id_digits = 8;
constexpr std::string_view program_role = "program";

constexpr std::string_view opaque_mark = "ttr_";
constexpr std::size_t uuid_bytes = 16;
constexpr std::size_t salt_bytes = 20;  // 160 bits.
constexpr std::size_t opaque_bytes = uuid_bytes + salt_bytes + 32;

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

// Where a key may be found (jku, jwk, x5u) is not for the sender to say, and not looked at.
bool names_our_way(std::string_view header, std::string_view key_id) {
    const auto json = from_base64url(header);
    if (!json) return false;
    simdjson::dom::parser parser;
    simdjson::dom::object document;
    std::string_view algorithm;
    if (parser.parse(*json).get_object().get(document)) return false;
    if (document["alg"].get(algorithm) || algorithm != "HS256") return false;
    simdjson::dom::element unused;
    // RFC 7515, 4.1.11: who does not understand a critical extension refuses; we have none.
    if (!document["crit"].get(unused)) return false;
    std::string_view key;
    if (document["kid"].get(unused)) return true;
    return !unused.get(key) && key == key_id;
}

struct TimedClaims {
    Claims claims;
    std::int64_t not_before = 0;  // Seconds, likewise below.
    std::int64_t expires = 0;
};

std::optional<TokenUse> parse_use(std::string_view text) {
    for (const auto use : {TokenUse::access, TokenUse::browser, TokenUse::ticket})
        if (to_string(use) == text) return use;
    return std::nullopt;
}

// Whom the token speaks for. False if it does not say.
bool read_subject(const simdjson::dom::object& document, Claims& claims) {
    std::string_view subject;
    std::string_view role;
    std::string_view name;
    if (document["sub"].get(subject) || document["role"].get(role) || document["name"].get(name))
        return false;
    if (role == program_role) {
        claims.program = subject;
        return !subject.empty();
    }
    const auto account = Uuid::parse(subject);
    const auto known_role = parse_account_role(role);
    if (!account || !known_role || name.empty()) return false;
    claims.account = {.account = *account, .role = *known_role, .name = std::string(name)};
    return true;
}

std::optional<Uuid> read_uuid(const simdjson::dom::object& document, std::string_view name) {
    std::string_view text;
    if (document[name].get(text)) return std::nullopt;
    const auto uuid = Uuid::parse(text);
    return uuid ? std::optional(*uuid) : std::nullopt;
}

std::optional<TimedClaims> read_claims(const std::string& json) {
    simdjson::dom::parser parser;
    simdjson::dom::object document;
    if (parser.parse(json).get_object().get(document)) return std::nullopt;
    std::string_view by;
    std::string_view audience;
    std::string_view use;
    std::string_view language;
    TimedClaims read;
    if (document["iss"].get(by) || document["aud"].get(audience) || document["use"].get(use) ||
        document["lang"].get(language) || document["nbf"].get(read.not_before) ||
        document["exp"].get(read.expires))
        return std::nullopt;
    const auto known_use = parse_use(use);
    const auto session = read_uuid(document, "sid");
    const auto id = read_uuid(document, "jti");
    if (by != issuer || audience != issuer || !known_use || !session || !id) return std::nullopt;
    if (!read_subject(document, read.claims)) return std::nullopt;
    read.claims.use = *known_use;
    read.claims.session = *session;
    read.claims.id = *id;
    read.claims.language = language;
    // What is later than we can count does not end.
    constexpr std::int64_t latest = 253'402'300'799;  // The end of the year 9999.
    if (read.expires < 0 || read.expires > latest) return std::nullopt;
    read.claims.expires_at = from_unix_ms(read.expires * 1'000);
    return read;
}

std::int64_t to_seconds(Timestamp time) {
    return to_unix_ms(time) / 1'000;
}

}  // namespace

TokenSigner::TokenSigner(std::string secret)
    : secret_(std::move(secret)), key_id_(sha256_hex(secret_ + " id").substr(0, key_id_digits)) {}

Result<TokenSigner> TokenSigner::make(std::string secret) {
    if (secret.size() < secret_bytes_min)
        return Error(Errc::invalid, "JWT_SECRET must have at least " +
                                        std::to_string(secret_bytes_min) + " bytes");
    return TokenSigner(std::move(secret));
}

std::string TokenSigner::sign(const Claims& claims, Timestamp now) const {
    JsonWriter header;
    header.object().member("alg", "HS256").member("typ", "JWT").member("kid", key_id_).end();
    JsonWriter json;
    json.object().member("iss", issuer).member("aud", issuer);
    if (claims.account)
        json.member("sub", claims.account->account)
            .member("role", to_string(claims.account->role))
            .member("name", claims.account->name);
    else
        json.member("sub", claims.program).member("role", program_role).member("name", "");
    json.member("use", to_string(claims.use))
        .member("sid", claims.session)
        .member("lang", claims.language)
        .member("iat", to_seconds(now))
        .member("nbf", to_seconds(now))
        .member("exp", to_seconds(now + life_of(claims.use)))
        .member("jti", Uuid::next())
        .end();
    const auto text = base64url(header.take()) + "." + base64url(json.take());
    return text + "." + signature_of(text);
}

Result<Claims> TokenSigner::verify(std::string_view token, TokenUse use, Timestamp now) const {
    if (token.size() > token_bytes_max) return refused();
    const auto parts = split(token);
    if (!parts || !names_our_way(parts->header, key_id_)) return refused();
    if (!is_same_secret(signature_of(parts->signed_text), parts->signature)) return refused();
    const auto json = from_base64url(parts->claims);
    if (!json) return refused();
    auto read = read_claims(*json);
    if (!read || read->claims.use != use) return refused();
    if (to_seconds(now + leeway) < read->not_before || to_seconds(now - leeway) >= read->expires)
        return refused();
    return std::move(read->claims);
}

std::string TokenSigner::make_opaque(std::string_view purpose, const Uuid& subject) const {
    return opaque(purpose, subject, random_bytes(salt_bytes));
}

std::string TokenSigner::opaque_for(std::string_view purpose, const Uuid& subject) const {
    const auto seed = hmac_sha256(secret_, "salt " + std::string(purpose) + subject.to_string());
    return opaque(purpose, subject, std::string_view(seed).substr(0, salt_bytes));
}

Result<Uuid> TokenSigner::subject_of_opaque(std::string_view purpose,
                                            std::string_view token) const {
    if (!token.starts_with(opaque_mark) || token.size() > token_bytes_max) return refused();
    const auto bytes = from_base64url(token.substr(opaque_mark.size()));
    if (!bytes || bytes->size() != opaque_bytes) return refused();
    const auto text = std::string_view(*bytes).substr(0, uuid_bytes + salt_bytes);
    const auto expected = hmac_sha256(secret_, std::string(purpose) + "\n" + std::string(text));
    if (!is_same_secret(expected, std::string_view(*bytes).substr(text.size()))) return refused();
    std::string digits;
    constexpr std::string_view hex = "0123456789abcdef";
    for (std::size_t i = 0; i < uuid_bytes; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) digits += '-';
        const auto byte = static_cast<unsigned char>((*bytes)[i]);
        digits += hex[byte >> 4U];
        digits += hex[byte & 0xfU];
    }
    return Uuid::parse(digits);
}

std::string TokenSigner::opaque(std::string_view purpose,
                                const Uuid& subject,
                                std::string_view salt) const {
    std::string bytes(subject.bytes().begin(), subject.bytes().end());
    bytes += salt;
    bytes += hmac_sha256(secret_, std::string(purpose) + "\n" + bytes);
    return std::string(opaque_mark) + base64url(bytes);
}

std::string TokenSigner::signature_of(std::string_view text) const {
    return base64url(hmac_sha256(secret_, text));
}

}  // namespace tts
