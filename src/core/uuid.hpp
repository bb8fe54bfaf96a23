#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tts {

// A 128-bit identifier (RFC 9562), compared byte by byte. The ones that we make are version 7:
// they begin with the time, so that their order is the order in which they were made.
class Uuid {
public:
    constexpr Uuid() = default;  // All zero: no id.

    // The next version 7 id. Ids made by one process strictly increase, even if the clock is set
    // back. Any thread may call it.
    static Uuid next();

    // Reads the 36-character form. Errc::invalid otherwise.
    static Result<Uuid> parse(std::string_view text);

    std::string to_string() const;

    // Another id of the same time, always the same for the same `n`; sibling(0) is the id itself.
    Uuid sibling(std::uint8_t n) const;

    // When the id was made; meaningful for version 7 only.
    Timestamp time() const;

    const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
    bool is_nil() const { return *this == Uuid(); }

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

private:
    std::array<std::uint8_t, 16> bytes_{};
};

// An id that cannot be passed where the id of another kind of thing is meant.
template <class Tag>
struct Id {
    Uuid value;

    static Id next() { return Id{Uuid::next()}; }
    static Result<Id> parse(std::string_view text) {
        const auto uuid = Uuid::parse(text);
        if (!uuid) return uuid.error();
        return Id{*uuid};
    }

    std::string to_string() const { return value.to_string(); }
    bool is_nil() const { return value.is_nil(); }

    friend auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace tts

template <>
struct std::hash<tts::Uuid> {
    std::size_t operator()(const tts::Uuid& id) const noexcept {
        // The last eight bytes are random.
        std::size_t seed = 0;
        for (std::size_t i = 8; i < 16; ++i) seed = (seed << 8) | id.bytes()[i];
        return seed;
    }
};

template <class Tag>
struct std::hash<tts::Id<Tag>> {
    std::size_t operator()(const tts::Id<Tag>& id) const noexcept {
        return std::hash<tts::Uuid>()(id.value);
    }
};
