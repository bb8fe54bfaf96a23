#pragma once

#include "accounts/growing_delay.hpp"
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
    // An account cannot be kept from its owner for longer than this, whoever guesses.
    GrowingDelay::Rule failures_of_account{.free_failures = 5, .longest = std::chrono::minutes(1)};
    GrowingDelay::Rule failures_from_address{.free_failures = 20,
                                             .longest = std::chrono::minutes(15)};
};

struct LoginAttempt {
    std::string email;
    std::string password;
    std::string address = {};  // Where it comes from.
    RateLimit::Clock::time_point at = {};
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

    // Nothing if somebody at `address` may try to log in now; otherwise when to come back: after
    // too many attempts, or after passwords that were wrong, longer each time.
    std::optional<std::chrono::seconds> refuse_login(const std::string& email,
                                                     const std::string& address,
                                                     RateLimit::Clock::time_point now);

    // The same for who comes with something else than a password.
    std::optional<std::chrono::seconds> refuse_address(const std::string& address,
                                                       RateLimit::Clock::time_point now);

    // Errc::denied if there is no such account or the password is wrong: the answer and the time it
    // takes do not tell which.
    Result<Account> login(const LoginAttempt& attempt);

    // Errc::invalid if the password is too short or too long.
    Result<std::string> hash(const std::string& password);

private:
    Result<Account> verified(const std::string& email, const std::string& password);

    AccountStore& accounts_;
    RateLimit by_account_;
    RateLimit by_address_;
    GrowingDelay account_failures_;
    GrowingDelay address_failures_;
    // Each hash takes 19 MiB and a core: a flood of logins must not take them all.
    std::counting_semaphore<> hashers_;
};

}  // namespace tts
