#include "adapters/redis/redis_slots.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cstdint>

namespace tts {

namespace {

constexpr std::array<std::uint16_t, 256> crc16_table = [] {
    constexpr unsigned polynomial = 0x1021;
    std::array<std::uint16_t, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte) {
        unsigned crc = byte << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 0x8000U) != 0 ? (crc << 1) ^ polynomial : crc << 1;
        table[byte] = static_cast<std::uint16_t>(crc & 0xffffU);
    }
    return table;
}();

unsigned crc16(std::string_view text) {
    unsigned crc = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        crc = ((crc << 8) & 0xffffU) ^ crc16_table[((crc >> 8) ^ byte) & 0xffU];
    }
    return crc;
}

std::string_view hashed_part(std::string_view key) {
    const auto open = key.find('{');
    if (open == std::string_view::npos) return key;
    const auto close = key.find('}', open + 1);
    if (close == std::string_view::npos || close == open + 1) return key;
    return key.substr(open + 1, close - open - 1);
}

// Reads what RedisCommands wrote.
class CommandReader {
public:
    explicit CommandReader(std::string_view bytes) : bytes_(bytes) {}

    RoutedCommand next() {
        constexpr std::size_t arguments_looked_at = 4;
        const std::size_t start = at_;
        const std::size_t count = number();
        std::array<std::string_view, arguments_looked_at> arguments;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t size = number();
            if (i < arguments.size()) arguments[i] = bytes_.substr(at_, size);
            at_ += size + line_end;
        }
        return {.bytes = bytes_.substr(start, at_ - start), .slot = slot_of(arguments)};
    }

private:
    static constexpr std::size_t line_end = 2;

    // "*3\r\n" or "$11\r\n".
    std::size_t number() {
        std::size_t value = 0;
        const char* const begin = bytes_.data() + at_ + 1;
        const auto read = std::from_chars(begin, bytes_.data() + bytes_.size(), value);
        assert(read.ec == std::errc());
        at_ += 1 + static_cast<std::size_t>(read.ptr - begin) + line_end;
        return value;
    }

    static std::optional<int> slot_of(const std::array<std::string_view, 4>& arguments) {
        constexpr std::array<std::string_view, 5> without_key = {"CLUSTER", "CONFIG", "INFO",
                                                                 "PING", "SCAN"};
        const std::string_view name = arguments[0];
        if (std::ranges::find(without_key, name) != without_key.end()) return std::nullopt;
        if (name == "EVAL") return redis_slot_of(arguments[3]);
        if (name == "XINFO") return redis_slot_of(arguments[2]);
        return redis_slot_of(arguments[1]);
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

int redis_slot_of(std::string_view key) {
    return static_cast<int>(crc16(hashed_part(key)) % static_cast<unsigned>(redis_slots));
}

// There are more numbers than slots, and CRC16 spreads them: one of the first 200,000 fits.
std::string redis_tag_of_slot(int slot) {
    for (unsigned number = 0;; ++number)
        if (std::string tag = std::to_string(number); redis_slot_of(tag) == slot) return tag;
}

std::vector<RoutedCommand> route(const RedisCommands& commands) {
    std::vector<RoutedCommand> routed;
    routed.reserve(commands.size());
    CommandReader reader(commands.bytes());
    while (routed.size() < commands.size()) routed.push_back(reader.next());
    return routed;
}

}  // namespace tts
