#pragma once

#include "accounts/account_desk.hpp"
#include "accounts/token.hpp"
#include "ports/member_store.hpp"
#include "ports/password_links.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tts {

struct PasswordLimits {
    RateLimit::Rule requests_for_address{.count_max = 3, .window = std::chrono::hours(1)};
    RateLimit::Rule requests_from_address{.count_max = 20, .window = std::chrono::hours(1)};
    // Links that are no links: of one network address.
    RateLimit::Rule misses_from_address{.count_max = 20, .window = std::chrono::minutes(1)};
};

struct PasswordStores {
    PasswordLinks& links;
    MemberStore& members;
};

// Lets people choose a password by a link that only the owner of an e-mail address gets: a new one,
// or the first one of somebody who was invited. Any thread may call it. What it is given outlives
// it.
class PasswordDesk {
public:
    static constexpr std::chrono::minutes reset_life{30};
    static constexpr std::chrono::hours invite_life{24 * 7};

    PasswordDesk(const PasswordStores& stores,
                 AccountDesk& accounts,
                 const TokenSigner& signer,
                 const PasswordLimits& limits = {})
        : stores_(stores),
          accounts_(accounts),
          signer_(signer),
          by_email_(limits.requests_for_address),
          by_address_(limits.requests_from_address),
          misses_(limits.misses_from_address) {}

    // Nothing if somebody at `address` may ask for a link now; otherwise when to come back. Whether
    // anybody has the e-mail address makes no difference.
    std::optional<std::chrono::seconds> refuse_request(const std::string& email,
                                                       const std::string& address,
                                                       RateLimit::Clock::time_point now);
    // Likewise for who comes with a token that is none.
    std::optional<std::chrono::seconds> refuse_miss(const std::string& address,
                                                    RateLimit::Clock::time_point now);

    // Writes down that a link is wanted; PasswordMailer sends it if an account has the address. It
    // does the same for every address, so it takes as long. Errc::invalid if it is none.
    Result<void> request_reset(const std::string& email, const std::string& language, Timestamp at);

    struct Invitation {
        Member member;
        std::string token;
        Timestamp expires_at;
    };
    // `member` has a streamer, an address as parse_email() gives it, and a name. Errc::conflict if
    // the address has an account.
    Result<Invitation> invite(Member member, const std::string& language, Timestamp at);

    // What the token opens. Errc::not_found if it is malformed, forged, used or over.
    Result<PasswordLink> find(std::string_view token, Timestamp at) const;

    // The account that has the password now, and no session. Errors as those of find();
    // Errc::invalid if the password is too short or too long; Errc::conflict if who was invited has
    // another account by now.
    Result<AccountRef> choose(std::string_view token, const std::string& password, Timestamp at);

private:
    PasswordStores stores_;
    AccountDesk& accounts_;
    const TokenSigner& signer_;
    RateLimit by_email_;
    RateLimit by_address_;
    RateLimit misses_;
};

// The token of a link: always the same, so that whoever has the key can send it.
std::string password_token(const TokenSigner& signer, const Uuid& link);

}  // namespace tts
