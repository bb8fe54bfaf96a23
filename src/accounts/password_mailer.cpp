#include "accounts/password_mailer.hpp"

#include "accounts/password_desk.hpp"
#include "core/log.hpp"

#include <algorithm>
#include <utility>

namespace tts {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t batch_max = 16;
// Longer than a mail server may take to answer, times the batch.
constexpr std::chrono::minutes lease{10};
constexpr std::chrono::seconds pause_min = 5s;
constexpr std::chrono::seconds pause_max = 300s;
constexpr int doublings_max = 6;

bool is_gone(const Result<Account>& account) {
    return !account && account.error().code() == Errc::not_found;
}

}  // namespace

std::chrono::seconds mail_pause(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, doublings_max);
    return std::min(pause_min * (1 << doublings), pause_max);
}

std::string password_mail(const PasswordLink& link, const std::string& url) {
    const bool is_spanish = link.language == "es";
    if (link.purpose == LinkPurpose::invite)
        return is_spanish ? "Te invitan a ayudar en una tienda\n\nElige tu contraseña aquí, en los "
                            "próximos 7 días:\n" +
                                url + "\n\nSi no esperabas esta invitación, no hagas nada.\n"
                          : "You are invited to help in a shop\n\nChoose your password here, "
                            "within 7 days:\n" +
                                url + "\n\nIf you did not expect this invitation, do nothing.\n";
    return is_spanish ? "Elige una contraseña nueva\n\nEn los próximos 30 minutos, aquí:\n" + url +
                            "\n\nSi no lo has pedido, no hagas nada: tu contraseña sigue siendo "
                            "la misma.\n"
                      : "Choose a new password\n\nWithin 30 minutes, here:\n" + url +
                            "\n\nIf you did not ask for this, do nothing: your password stays as "
                            "it is.\n";
}

Result<std::size_t> PasswordMailer::run_once(Timestamp at) {
    auto due = parts_.links.take_due(at, lease, batch_max);
    if (!due) return due.error();
    for (PasswordLink& link : *due) {
        const auto handled = handle(std::move(link), at);
        if (!handled) return handled.error();
    }
    return due->size();
}

Result<void> PasswordMailer::handle(PasswordLink link, Timestamp at) {
    LinkMailChange change{.link = link.id, .mail = LinkMail::dropped, .due_at = at};
    if (!link.account) {
        const auto account = parts_.accounts.find_by_email(link.email);
        if (is_gone(account)) return parts_.links.settle(change);
        if (!account) return account.error();
        link.account = change.account = AccountRef{.role = account->role, .id = account->id};
    }
    if (link.expires_at <= at) return parts_.links.settle(change);
    // Before it is sent, so that the link works when it is there.
    if (change.account) {
        change.mail = LinkMail::due;
        change.due_at = at + lease;
        const auto known = parts_.links.settle(change);
        if (!known) return known.error();
    }
    const auto sent = send(link, at);
    change.mail = LinkMail::sent;
    if (!sent) {
        const auto next = at + mail_pause(link.mail_attempts);
        const bool is_over = !sent.error().is_transient() || next >= link.expires_at;
        change.mail = is_over ? LinkMail::failed : LinkMail::due;
        change.due_at = next;
        change.error = sent.error().what();
        log_event(Level::warning, "password_mail_failed",
                  {{"link", link.id.to_string()}, {"error", change.error}});
    }
    return parts_.links.settle(change);
}

Result<std::string> PasswordMailer::send(const PasswordLink& link, Timestamp at) {
    Notification mail;
    mail.id = NotificationId{link.id};
    mail.channel = Channel::email;
    mail.recipient = link.email;
    const auto url = parts_.base_url + "/password/" + password_token(parts_.signer, link.id);
    mail.text = password_mail(link, url);
    mail.due_at = mail.created_at = mail.updated_at = at;
    return parts_.mail.send(mail);
}

}  // namespace tts
