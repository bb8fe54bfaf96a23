#pragma once

#include "accounts/token.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "ports/account_store.hpp"
#include "ports/notifier.hpp"
#include "ports/password_links.hpp"

#include <cstddef>
#include <string>

namespace tts {

// What the mailer works with; all of it outlives it.
struct MailerParts {
    PasswordLinks& links;
    AccountStore& accounts;
    Notifier& mail;
    const TokenSigner& signer;
    std::string base_url;  // "https://shop.example": before "/password/...".
};

// Sends the links by which people choose a password. Several may run: a mail is taken by one of
// them. Belongs to one thread.
class PasswordMailer {
public:
    explicit PasswordMailer(MailerParts parts) : parts_(std::move(parts)) {}

    // How many were looked at. Errors as those of the stores.
    Result<std::size_t> run_once(Timestamp at);

private:
    Result<void> handle(PasswordLink link, Timestamp at);
    Result<std::string> send(const PasswordLink& link, Timestamp at);

    MailerParts parts_;
};

// What the mail says, in Spanish for "es" and in English otherwise. Its first line is its subject.
std::string password_mail(const PasswordLink& link, const std::string& url);

// When the next attempt is due, after that many that failed.
std::chrono::seconds mail_pause(int attempts);

}  // namespace tts
