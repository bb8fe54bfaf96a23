#include "core/uuid.hpp"

#include "core/text.hpp"

#include <sys/random.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace tts {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool is_dash_position(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

void fill_randomly(void* bytes, std::size_t size) {
    if (getrandom(bytes, size, 0) != static_cast<ssize_t>(size))
        throw std::runtime_error("the kernel gives no random bytes");
}

struct Tick {
    std::uint64_t milliseconds = 0;
    std::uint16_t counter = 0;  // 12 bits, the "rand_a" field: method 1 of RFC 9562, section 6.2.
};

// Hands out (time, counter) pairs that only grow.
class Clock {
public:
    Tick next() {
        const auto wall = static_cast<std::uint64_t>(to_unix_ms(now()));
        const std::lock_guard lock(mutex_);
        if (wall > last_.milliseconds) {
            last_ = {wall, 0};
        } else if (++last_.counter > counter_max) {
            last_ = {last_.milliseconds + 1, 0};
        }
        return last_;
    }

private:
    static constexpr std::uint16_t counter_max = 0xfff;

    std::mutex mutex_;
    Tick last_;  // Guarded by mutex_.
};

// The random half of an id, from a block so that the kernel is asked once per 128 ids.
std::array<std::uint8_t, 8> random_half() {
    constexpr std::size_t block_size = 1024;
    thread_local std::array<std::uint8_t, block_size> block{};
    thread_local std::size_t used = block_size;
    if (used == block_size) {
        for (std::size_t at = 0; at < block_size; at += 256) fill_randomly(&block[at], 256);
        used = 0;
    }
    std::array<std::uint8_t, 8> half{};
    std::copy_n(block.begin() + static_cast<std::ptrdiff_t>(used), half.size(), half.begin());
    used += half.size();
    return half;
}

}  // namespace

Uuid Uuid::next() {
    static Clock clock;
    const Tick tick = clock.next();
    Uuid id;
    for (unsigned i = 0; i < 6; ++i)
        id.bytes_[i] = static_cast<std::uint8_t>(tick.milliseconds >> (8 * (5 - i)));
    id.bytes_[6] = static_cast<std::uint8_t>(0x70 | (tick.counter >> 8));
    id.bytes_[7] = static_cast<std::uint8_t>(tick.counter & 0xff);
    const auto half = random_half();
    std::copy(half.begin(), half.end(), id.bytes_.begin() + 8);
    id.bytes_[8] = static_cast<std::uint8_t>((id.bytes_[8] & 0x3f) | 0x80);
    return id;
}

Result<Uuid> Uuid::parse(std::string_view text) {
    Error error(Errc::invalid, "not a UUID");
    if (text.size() != 36) return error;
    Uuid id;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i)) {
            if (text[i] != '-') return error;
            continue;
        }
        const auto value = hex_value(text[i]);
        if (!value) return error;
        auto& byte = id.bytes_[nibble / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | *value);
        ++nibble;
    }
    return id;
}

std::string Uuid::to_string() const {
    std::string text(36, '-');
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i)) continue;
        const auto byte = bytes_[nibble / 2];
        text[i] = hex_digits[nibble % 2 == 0 ? byte >> 4 : byte & 0xf];
        ++nibble;
    }
    return text;
}

Uuid Uuid::sibling(std::uint8_t n) const {
    Uuid other = *this;
    other.bytes_.back() ^= n;
    return other;
}

Timestamp Uuid::time() const {
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | bytes_[i];
    return from_unix_ms(milliseconds);
}

}  // namespace tts
