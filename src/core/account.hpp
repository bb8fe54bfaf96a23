#pragma once

#include <string_view>

namespace tts {

// What an account is for: buying or selling.
enum class AccountRole { client, streamer };

constexpr std::string_view to_string(AccountRole role) {
    return role == AccountRole::client ? "client" : "streamer";
}

}  // namespace tts
