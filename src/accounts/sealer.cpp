#include "accounts/sealer.hpp"

#include "accounts/secrets.hpp"
#include "core/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tts {

namespace {

constexpr std::string_view mark = "sealed:v1:";
constexpr std::size_t id_digits = 8;
constexpr std::size_t nonce_bytes = 12;  // 96 bits, as NIST SP 800-38D recommends.
constexpr std::size_t tag_bytes = 16;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

CipherContext new_context() {
    CipherContext context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    if (!context) throw std::bad_alloc();
    return context;
}

std::string authenticated_of(std::string_view id, std::string_view place) {
    return std::string(mark) + std::string(id) + ":" + std::string(place);
}

// What is encrypted, under what.
struct Sealing {
    std::string_view key;
    std::string_view nonce;
    std::string_view authenticated;
};

// The encrypted text and its tag.
std::string encrypt(const Sealing& sealing, std::string_view text) {
    const auto context = new_context();
    std::string sealed(text.size() + tag_bytes, '\0');
    int size = 0;
    const bool done =
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(sealing.key),
                           bytes_of(sealing.nonce)) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &size, bytes_of(sealing.authenticated),
                          static_cast<int>(sealing.authenticated.size())) == 1 &&
        EVP_EncryptUpdate(context.get(), bytes_of(sealed), &size, bytes_of(text),
                          static_cast<int>(text.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), bytes_of(sealed) + text.size(), &size) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_bytes),
                            bytes_of(sealed) + text.size()) == 1;
    if (!done) throw std::runtime_error("OpenSSL does not encrypt with AES-256-GCM");
    return sealed;
}

// Nothing if it is not what encrypt() made.
std::optional<std::string> decrypt(const Sealing& sealing, std::string_view sealed) {
    const auto context = new_context();
    std::string tag(sealed.substr(sealed.size() - tag_bytes));
    const auto text_size = sealed.size() - tag_bytes;
    std::string text(text_size, '\0');
    int size = 0;
    const bool done =
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(sealing.key),
                           bytes_of(sealing.nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &size, bytes_of(sealing.authenticated),
                          static_cast<int>(sealing.authenticated.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes_of(text), &size, bytes_of(sealed),
                          static_cast<int>(text_size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_bytes),
                            tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes_of(text) + text_size, &size) == 1;
    if (!done) return std::nullopt;
    return text;
}

// Base64, for URLs or not, padded or not.
std::optional<std::string> from_any_base64(std::string text) {
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (text.ends_with('=')) text.pop_back();
    return from_base64url(text);
}

struct SealedParts {
    std::string id;
    std::string nonce;
    std::string encrypted;
};

// Nothing if the text does not look like a sealed one.
std::optional<SealedParts> parts_of(std::string_view text) {
    if (!text.starts_with(mark)) return std::nullopt;
    text.remove_prefix(mark.size());
    if (text.size() <= id_digits || text[id_digits] != ':') return std::nullopt;
    const auto bytes = from_base64url(text.substr(id_digits + 1));
    if (!bytes || bytes->size() <= nonce_bytes + tag_bytes) return std::nullopt;
    return SealedParts{.id = std::string(text.substr(0, id_digits)),
                       .nonce = bytes->substr(0, nonce_bytes),
                       .encrypted = bytes->substr(nonce_bytes)};
}

}  // namespace

Result<Sealer> Sealer::of(const std::vector<std::string>& keys) {
    Sealer sealer;
    for (const std::string& key : keys) {
        auto bytes = from_any_base64(key);
        if (!bytes || bytes->size() != key_bytes)
            return Error(Errc::invalid,
                         "a data key is not 32 bytes in base64, as 'openssl rand -base64 32' "
                         "prints them");
        auto id = sha256_hex("name of a data key " + *bytes).substr(0, id_digits);
        sealer.keys_.push_back({.id = std::move(id), .bytes = std::move(*bytes)});
    }
    return sealer;
}

const Sealer::Key* Sealer::find(std::string_view id) const {
    const auto found =
        std::find_if(keys_.begin(), keys_.end(), [id](const Key& key) { return key.id == id; });
    return found == keys_.end() ? nullptr : &*found;
}

std::string Sealer::seal(std::string_view text, std::string_view place) const {
    if (!seals() || text.empty()) return std::string(text);
    const Key& key = keys_.front();
    const auto nonce = random_bytes(nonce_bytes);
    const auto authenticated = authenticated_of(key.id, place);
    const auto encrypted =
        encrypt({.key = key.bytes, .nonce = nonce, .authenticated = authenticated}, text);
    return std::string(mark) + key.id + ":" + base64url(nonce + encrypted);
}

Result<std::string> Sealer::open(const std::string& text, std::string_view place) const {
    const auto parts = parts_of(text);
    if (!parts) return text;
    const Key* key = find(parts->id);
    if (key == nullptr)
        return Error(Errc::corrupt, std::string(place) + " is sealed with the data key " +
                                        parts->id +
                                        ", which is not in storage.data_keys: add it there");
    const auto authenticated = authenticated_of(parts->id, place);
    auto opened =
        decrypt({.key = key->bytes, .nonce = parts->nonce, .authenticated = authenticated},
                parts->encrypted);
    if (!opened)
        return Error(Errc::corrupt, std::string(place) + " was changed since it was sealed");
    return std::move(*opened);
}

}  // namespace tts
