#pragma once

#include "accounts/rate_limit.hpp"
#include "ports/account_store.hpp"

#include <chrono>
#include <optional>
#include <semaphore>
#include <string>

namespace tts {

struct AccountLimits {
    RateLimit::Rule logins_of_account{.count_max = 5, .window = std::chrono::minutes(1)};
    RateLimit::Rule logins_from_address{.count_max = 20, .window = std::chrono::minutes(1)};
};

// Opens accounts and lets people in. Any thread may call it; what hashes a password takes some
// 60 ms and waits while two others do. What it is given outlives it.
class AccountDesk {
public:
    explicit AccountDesk(AccountStore& accounts, AccountLimits limits = {});

    // The password hash of `account` is set here. Errc::invalid if the password is too short or too
    // long, Errc::conflict if the address or the username is taken.
    Result<Account> register_client(NewClient account, const std::string& password);
    Result<Account> register_streamer(NewStreamer account, const std::string& password);

    // Nothing if somebody at `address` may try to log in now; otherwise when to come back.
    std::optional<std::chrono::seconds> refuse_login(const std::string& email,
                                                     const std::string& address,
                                                     RateLimit::Clock::time_point now);

    // The same for who comes with something else than a password.
    std::optional<std::chrono::seconds> refuse_address(const std::string& address,
                                                       RateLimit::Clock::time_point now);

    // Errc::denied if there is no such account or the password is wrong: the answer and the time it
    // takes do not tell which.
    Result<Account> login(const std::string& email, const std::string& password);

    // Errc::invalid if the password is too short or too long.
    Result<std::string> hash(const std::string& password);

private:
    AccountStore& accounts_;
    RateLimit by_account_;
    RateLimit by_address_;
    // Each hash takes 19 MiB and a core: a flood of logins must not take them all.
    std::counting_semaphore<> hashers_;
};

}  // namespace tts
