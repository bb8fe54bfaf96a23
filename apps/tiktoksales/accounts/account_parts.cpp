#include "apps/tiktoksales/accounts/account_parts.hpp"

#include "accounts/password_mailer.hpp"
#include "apps/tiktoksales/notify/notify_parts.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "core/log.hpp"

#include <algorithm>

namespace tts {

namespace {

using namespace std::chrono_literals;

// A link is of no use to anybody after that; what is left says that it was asked for.
constexpr std::chrono::hours links_kept{24 * 7};
constexpr std::chrono::hours sweep_pause{1};

void run_mailer(const std::stop_token& stop, PasswordMailer& mailer, PasswordLinks& links) {
    Timestamp next_sweep = now();
    for (auto wait = 0ms; sleep_unless_stopped(stop, wait);) {
        const auto handled = mailer.run_once(now());
        if (!handled)
            log_event(Level::warning, "password_mails_not_sent",
                      {{"error", handled.error().what()}});
        wait = !handled ? 2s : *handled > 0 ? 0ms : 500ms;
        if (now() < next_sweep) continue;
        next_sweep = now() + sweep_pause;
        const auto removed = links.remove_ended(now() - links_kept);
        if (!removed)
            log_event(Level::warning, "password_links_not_swept",
                      {{"error", removed.error().what()}});
    }
}

std::string page_base_url(const ServeSettings& settings) {
    const std::string& url = settings.payments.public_base_url;
    if (!url.empty()) return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
    const auto port = settings.ports.find(Role::dashboard);
    return "http://localhost" +
           (port == settings.ports.end() ? "" : ":" + std::to_string(port->second));
}

}  // namespace

Result<std::unique_ptr<AccountParts>> AccountParts::open(const ServeSettings& settings,
                                                         const TokenSigner& signer) {
    auto parts = std::make_unique<AccountParts>();
    auto accounts = open_account_store(settings.storage);
    if (!accounts) return accounts.error().during("opening the accounts");
    parts->accounts_ = std::move(*accounts);
    auto sessions = open_session_store(settings.storage);
    if (!sessions) return sessions.error().during("opening the sessions");
    parts->session_store_ = std::move(*sessions);
    auto members = open_member_store(settings.storage);
    if (!members) return members.error().during("opening the members");
    parts->members_ = std::move(*members);
    auto links = open_password_links(settings.storage);
    if (!links) return links.error().during("opening the links to choose a password");
    parts->links_ = std::move(*links);
    auto privacy = open_privacy_store(settings.storage);
    if (!privacy) return privacy.error().during("opening what is kept on buyers");
    parts->privacy_ = std::move(*privacy);
    parts->desk_ = std::make_unique<AccountDesk>(*parts->accounts_);
    parts->sessions_ =
        std::make_unique<SessionDesk>(*parts->session_store_, *parts->accounts_, signer);
    parts->passwords_ = std::make_unique<PasswordDesk>(
        PasswordStores{*parts->links_, *parts->members_}, *parts->desk_, signer);
    const auto& channels = settings.notify.channels;
    parts->sends_mail_ = std::find(channels.begin(), channels.end(), "email") != channels.end();
    parts->base_url_ = page_base_url(settings);
    return parts;
}

void start_password_mailer(Background& background,
                           const AccountParts& parts,
                           const ServeSettings& settings,
                           const TokenSigner& signer,
                           ProviderMeters& meters) {
    if (!parts.sends_mail()) return;
    background.start([&parts, settings, &signer, &meters](const std::stop_token& stop) {
        const auto notify =
            NotifyParts::open(settings.notify, settings.payments.public_base_url, meters);
        Notifier* mail = notify ? (*notify)->notifier(Channel::email) : nullptr;
        if (mail == nullptr) {
            log_event(Level::error, "password_mails_not_sent",
                      {{"error", notify ? what_to_set_up(Channel::email) : notify.error().what()}});
            return;
        }
        PasswordMailer mailer({parts.links(), parts.accounts(), *mail, signer, parts.base_url()});
        run_mailer(stop, mailer, parts.links());
    });
}

}  // namespace tts
