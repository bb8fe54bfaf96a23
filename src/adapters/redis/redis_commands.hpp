#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace tts {

// Commands for one round trip. Arguments are bytes of any kind: each is sent with its length, so no
// text can become part of a command.
class RedisCommands {
public:
    void add(std::initializer_list<std::string_view> arguments);
    void add(std::span<const std::string_view> arguments);

    // What is added from here on takes effect after what was added before. One server does what it
    // is sent in order anyway; the nodes of a cluster are sent it once the others have answered.
    // Once for each instance.
    void then() { first_part_ = size_; }
    std::size_t first_part() const { return std::min(first_part_, size_); }  // How many commands.

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::size_t size_ = 0;
    std::size_t first_part_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace tts
