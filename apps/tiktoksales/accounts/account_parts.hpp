#pragma once

#include "accounts/account_desk.hpp"
#include "accounts/password_desk.hpp"
#include "accounts/session_desk.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/account_store.hpp"
#include "ports/member_store.hpp"
#include "ports/password_links.hpp"
#include "ports/privacy_store.hpp"
#include "ports/session_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Who has an account, who is logged in, and how a password is chosen. Any thread may use it.
class AccountParts {
public:
    // The signer outlives it.
    static Result<std::unique_ptr<AccountParts>> open(const ServeSettings& settings,
                                                      const TokenSigner& signer);

    AccountStore& accounts() const { return *accounts_; }
    SessionStore& session_store() const { return *session_store_; }
    MemberStore& members() const { return *members_; }
    PasswordLinks& links() const { return *links_; }
    PrivacyStore& privacy() const { return *privacy_; }
    AccountDesk& desk() { return *desk_; }
    SessionDesk& sessions() { return *sessions_; }
    PasswordDesk& passwords() { return *passwords_; }
    // False: a link cannot reach anybody.
    bool sends_mail() const { return sends_mail_; }
    // Where people reach the pages that a mail leads to: the public address, or this machine.
    const std::string& base_url() const { return base_url_; }

private:
    std::unique_ptr<AccountStore> accounts_;
    std::unique_ptr<SessionStore> session_store_;
    std::unique_ptr<MemberStore> members_;
    std::unique_ptr<PasswordLinks> links_;
    std::unique_ptr<PrivacyStore> privacy_;
    std::unique_ptr<AccountDesk> desk_;
    std::unique_ptr<SessionDesk> sessions_;
    std::unique_ptr<PasswordDesk> passwords_;
    bool sends_mail_ = false;
    std::string base_url_;
};

// Sends the links to choose a password, if e-mail is set up, in a thread of its own; everything
// else outlives it.
void start_password_mailer(Background& background,
                           const AccountParts& parts,
                           const ServeSettings& settings,
                           const TokenSigner& signer,
                           ProviderMeters& meters);

}  // namespace tts
