#pragma once

#include "adapters/smtp/smtp_message.hpp"
#include "ports/notifier.hpp"

#include <chrono>
#include <string>

namespace tts {

struct SmtpSettings {
    std::string url;  // "smtps://user:password@host:465", or smtp:// for STARTTLS.
    Mailbox from = {};
    std::string ca_file = {};  // Certificates to trust besides the system's; empty: none.
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds total_timeout{20'000};
};

// E-mail over SMTP, always encrypted, except to this machine. The id that it gives is the message's
// Message-ID.
class SmtpNotifier final : public Notifier {
public:
    explicit SmtpNotifier(SmtpSettings settings) : settings_(std::move(settings)) {}

    Result<std::string> send(const Notification& notification) override;

private:
    const SmtpSettings settings_;
};

}  // namespace tts
