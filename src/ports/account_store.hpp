#pragma once

#include "core/account.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tts {

// Who may log in. E-mail addresses come in the one form that accounts/email.hpp gives them.
struct Account {
    Uuid id;
    AccountRole role = AccountRole::client;
    std::string email;
    std::string name;  // A streamer's username.
    std::string password_hash;
    std::string streamer = {};       // An assistant's: for whom they act.
    std::int64_t token_version = 0;  // Raised when all its sessions end.

    friend bool operator==(const Account&, const Account&) = default;
};

struct NewClient {
    std::string email;
    std::string name;
    std::string password_hash = {};
    std::string phone = {};  // May be empty.
};

struct NewStreamer {
    std::string email;
    std::string username;
    std::string password_hash = {};
    std::string platform = "tiktok";
    std::int64_t follower_count = 0;
};

// Whether a streamer is on air, and since when.
struct LiveStatus {
    std::optional<Timestamp> started_at;  // Nothing: offline.

    friend bool operator==(const LiveStatus&, const LiveStatus&) = default;
};

// The accounts of buyers and streamers. Every adapter passes
// tests/contract/account_store_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood.
class AccountStore {
public:
    virtual ~AccountStore() = default;

    // Errc::conflict if the address is taken, in whatever role.
    virtual Result<Account> add_client(const NewClient& client) = 0;

    // Errc::conflict if the address or the username is taken. The name of a streamer who sold
    // before there was an account is free, and what is stored about the streamer stays.
    virtual Result<Account> add_streamer(const NewStreamer& streamer) = 0;

    // Of any role. Errc::not_found, also of who was invited and has not come yet.
    virtual Result<Account> find_by_email(const std::string& email) = 0;
    virtual Result<Account> find_by_id(AccountRole role, const Uuid& id) = 0;  // Errc::not_found.

    // Errc::not_found if there is no such streamer. One who is on air stays there since the time
    // that was given first.
    virtual Result<LiveStatus> go_live(const Uuid& streamer, Timestamp at) = 0;
    virtual Result<LiveStatus> go_offline(const Uuid& streamer) = 0;
    virtual Result<LiveStatus> live_status(const Uuid& streamer) = 0;
};

}  // namespace tts
