#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// Encrypts what is stored about people, so that a copy of the database alone does not tell it:
// AES-256-GCM with a random nonce of 96 bits. Any thread may use it.
//
// A sealed text is "sealed:v1:KEY:BYTES": eight hexadecimal digits that name the key, and, in
// base64 for URLs, the nonce, the encrypted text and the tag. The name of the key and the place are
// authenticated, so that nothing opens under another column.
class Sealer {
public:
    static constexpr std::size_t key_bytes = 32;

    // With no keys: it seals nothing, and opens what is not sealed.
    Sealer() = default;

    // Each is 32 bytes in base64. The first one seals, all of them open: a new one goes in front of
    // the old ones. Errc::invalid, without a word of the key.
    static Result<Sealer> of(const std::vector<std::string>& keys);

    bool seals() const { return !keys_.empty(); }

    // `place` is the column, as in "order_addresses.street". Nothing stays nothing.
    std::string seal(std::string_view text, std::string_view place) const;

    // A text that is not sealed is given back as it is. Errc::corrupt if it was sealed with a key
    // that is not here, or changed since.
    Result<std::string> open(const std::string& text, std::string_view place) const;

private:
    struct Key {
        std::string id;
        std::string bytes;
    };

    const Key* find(std::string_view id) const;

    std::vector<Key> keys_;
};

}  // namespace tts
