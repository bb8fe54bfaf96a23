#include "accounts/account_desk.hpp"

#include "accounts/email.hpp"
#include "accounts/password.hpp"

namespace tts {

namespace {

constexpr std::ptrdiff_t hashers_max = 2;

// Holds one of a semaphore's places.
class Place {
public:
    explicit Place(std::counting_semaphore<>& semaphore) : semaphore_(semaphore) {
        semaphore_.acquire();
    }
    ~Place() { semaphore_.release(); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

private:
    std::counting_semaphore<>& semaphore_;
};

// The key by which attempts are counted, also of texts that are no addresses.
std::string login_key(const std::string& email) {
    const auto parsed = parse_email(email);
    return parsed ? *parsed : email.substr(0, email_bytes_max);
}

Error refused() {
    return {Errc::denied, "the e-mail address or the password is wrong"};
}

}  // namespace

AccountDesk::AccountDesk(AccountStore& accounts, AccountLimits limits)
    : accounts_(accounts),
      by_account_(limits.logins_of_account),
      by_address_(limits.logins_from_address),
      account_failures_(limits.failures_of_account),
      address_failures_(limits.failures_from_address),
      hashers_(hashers_max) {
    // Its first call takes longer than the others, which would tell something about an account.
    verify_nothing("");
}

Result<Account> AccountDesk::register_client(NewClient account, const std::string& password) {
    auto hashed = hash(password);
    if (!hashed) return hashed.error();
    account.password_hash = std::move(*hashed);
    return accounts_.add_client(account);
}

Result<Account> AccountDesk::register_streamer(NewStreamer account, const std::string& password) {
    auto hashed = hash(password);
    if (!hashed) return hashed.error();
    account.password_hash = std::move(*hashed);
    return accounts_.add_streamer(account);
}

std::optional<std::chrono::seconds> AccountDesk::refuse_login(const std::string& email,
                                                              const std::string& address,
                                                              RateLimit::Clock::time_point now) {
    const auto key = login_key(email);
    if (const auto wait = address_failures_.refuse(address, now)) return wait;
    if (const auto wait = account_failures_.refuse(key, now)) return wait;
    if (const auto wait = by_address_.refuse(address, now)) return wait;
    return by_account_.refuse(key, now);
}

std::optional<std::chrono::seconds> AccountDesk::refuse_address(const std::string& address,
                                                                RateLimit::Clock::time_point now) {
    return by_address_.refuse(address, now);
}

Result<Account> AccountDesk::login(const LoginAttempt& attempt) {
    auto account = verified(attempt.email, attempt.password);
    const auto key = login_key(attempt.email);
    if (account) {
        account_failures_.succeeded(key);
    } else if (account.error().code() == Errc::denied) {
        account_failures_.failed(key, attempt.at);
        address_failures_.failed(attempt.address, attempt.at);
    }
    return account;
}

Result<Account> AccountDesk::verified(const std::string& email, const std::string& password) {
    const auto parsed = parse_email(email);
    auto account = parsed ? accounts_.find_by_email(*parsed)
                          : Result<Account>(Error(Errc::not_found, "no address"));
    if (!account && account.error().code() != Errc::not_found) return account.error();

    const Place place(hashers_);
    if (!account) {
        verify_nothing(password);
        return refused();
    }
    if (!verify_password(account->password_hash, password)) return refused();
    return std::move(*account);
}

Result<std::string> AccountDesk::hash(const std::string& password) {
    const Place place(hashers_);
    return hash_password(password);
}

}  // namespace tts
