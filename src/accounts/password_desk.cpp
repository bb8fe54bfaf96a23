#include "accounts/password_desk.hpp"

#include "accounts/email.hpp"
#include "accounts/password.hpp"

#include <utility>

namespace tts {

namespace {

constexpr std::string_view purpose = "password";

Error no_link() {
    return {Errc::not_found, "the link was used, is over, or is none of ours"};
}

}  // namespace

std::string password_token(const TokenSigner& signer, const Uuid& link) {
    return signer.opaque_for(purpose, link);
}

std::optional<std::chrono::seconds> PasswordDesk::refuse_request(const std::string& email,
                                                                 const std::string& address,
                                                                 RateLimit::Clock::time_point now) {
    if (const auto wait = by_address_.refuse(address, now)) return wait;
    const auto parsed = parse_email(email);
    return by_email_.refuse(parsed ? *parsed : email.substr(0, email_bytes_max), now);
}

std::optional<std::chrono::seconds> PasswordDesk::refuse_miss(const std::string& address,
                                                              RateLimit::Clock::time_point now) {
    return misses_.refuse(address, now);
}

Result<void> PasswordDesk::request_reset(const std::string& email,
                                         const std::string& language,
                                         Timestamp at) {
    const auto parsed = parse_email(email);
    if (!parsed) return parsed.error();
    return stores_.links.add({.id = Uuid::next(),
                              .purpose = LinkPurpose::reset,
                              .email = *parsed,
                              .language = language,
                              .created_at = at,
                              .expires_at = at + reset_life});
}

Result<PasswordDesk::Invitation> PasswordDesk::invite(Member member,
                                                      const std::string& language,
                                                      Timestamp at) {
    member.id = Uuid::next();
    member.created_at = at;
    const PasswordLink link{.id = Uuid::next(),
                            .purpose = LinkPurpose::invite,
                            .email = member.email,
                            .language = language,
                            .created_at = at,
                            .expires_at = at + invite_life};
    auto invited = stores_.members.invite(member, link);
    if (!invited) return invited.error();
    return Invitation{.member = std::move(*invited),
                      .token = password_token(signer_, link.id),
                      .expires_at = link.expires_at};
}

Result<PasswordLink> PasswordDesk::find(std::string_view token, Timestamp at) const {
    const auto id = signer_.subject_of_opaque(purpose, token);
    if (!id) return no_link();
    return stores_.links.find(*id, at);
}

Result<AccountRef> PasswordDesk::choose(std::string_view token,
                                        const std::string& password,
                                        Timestamp at) {
    // Looked at first: hashing takes a core for a while, and is for those who have a link.
    const auto link = find(token, at);
    if (!link) return link.error();
    auto hash = accounts_.hash(password);
    if (!hash) return hash.error();
    auto account =
        stores_.links.use({.link = link->id, .password_hash = std::move(*hash), .at = at});
    if (!account && account.error().code() == Errc::denied) return no_link();
    return account;
}

}  // namespace tts
