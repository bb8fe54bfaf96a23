#pragma once

#include <optional>
#include <string_view>

namespace tts {

// What an account is for: buying, selling, or helping one streamer to sell.
enum class AccountRole { client, streamer, assistant };

constexpr std::string_view to_string(AccountRole role) {
    if (role == AccountRole::client) return "client";
    return role == AccountRole::streamer ? "streamer" : "assistant";
}

constexpr std::optional<AccountRole> parse_account_role(std::string_view text) {
    for (const auto role : {AccountRole::client, AccountRole::streamer, AccountRole::assistant})
        if (to_string(role) == text) return role;
    return std::nullopt;
}

// True for who works on a streamer's things.
constexpr bool sells(AccountRole role) {
    return role != AccountRole::client;
}

}  // namespace tts
