#include "apps/tiktoksales/notify/notify_parts.hpp"

#include "adapters/log/log_notifier.hpp"
#include "adapters/smtp/smtp_notifier.hpp"
#include "adapters/twilio/twilio_notifier.hpp"

#include <algorithm>

namespace tts {

using namespace std::chrono_literals;

namespace {

constexpr HttpClientLimits twilio_limits{
    .connect_timeout = 1s, .total_timeout = 10s, .body_bytes_max = 4 * 1024 * 1024};

bool is_chosen(const NotifySettings& settings, std::string_view name) {
    return std::find(settings.channels.begin(), settings.channels.end(), name) !=
           settings.channels.end();
}

TwilioSettings twilio_settings(const NotifySettings& settings,
                               const std::string& from,
                               const std::string& public_base_url) {
    return {.account_sid = settings.twilio_account_sid,
            .auth_token = settings.twilio_auth_token,
            .from = from,
            .api_base = settings.twilio_api_base,
            .status_callback = twilio_callback_url(public_base_url)};
}

}  // namespace

NotifyParts::NotifyParts(ProviderMeters& meters)
    : http_(twilio_limits), twilio_(http_, meters.twilio) {}

void NotifyParts::add(Channel channel, std::unique_ptr<Notifier> notifier) {
    notifiers_[channel] = notifier.get();
    owned_.push_back(std::move(notifier));
}

Notifier* NotifyParts::notifier(Channel channel) const {
    const auto found = notifiers_.find(channel);
    return found == notifiers_.end() ? nullptr : found->second;
}

Result<std::unique_ptr<NotifyParts>> NotifyParts::open(const NotifySettings& settings,
                                                       const std::string& public_base_url,
                                                       ProviderMeters& meters) {
    // NOLINTNEXTLINE(modernize-make-unique): its constructor is private.
    std::unique_ptr<NotifyParts> parts(new NotifyParts(meters));
    // What nothing else delivers stays in the program: the page shows it, and the log counts it.
    parts->add(Channel::in_app, std::make_unique<LogNotifier>());
    if (is_chosen(settings, "log"))
        for (const Channel channel : {Channel::sms, Channel::whatsapp, Channel::email})
            parts->add(channel, std::make_unique<LogNotifier>());
    if (is_chosen(settings, "sms"))
        parts->add(Channel::sms,
                   std::make_unique<TwilioNotifier>(
                       twilio_settings(settings, settings.twilio_sms_from, public_base_url),
                       parts->twilio_));
    if (is_chosen(settings, "whatsapp"))
        parts->add(Channel::whatsapp,
                   std::make_unique<TwilioNotifier>(
                       twilio_settings(settings, settings.twilio_whatsapp_from, public_base_url),
                       parts->twilio_));
    if (is_chosen(settings, "email")) {
        auto from = parse_mailbox(settings.smtp_from);
        if (!from) return from.error().during("reading SMTP_FROM");
        SmtpSettings smtp;
        smtp.url = settings.smtp_url;
        smtp.from = std::move(*from);
        parts->add(Channel::email,
                   std::make_unique<MeteredNotifier>(
                       std::make_unique<SmtpNotifier>(std::move(smtp)), meters.smtp));
    }
    return parts;
}

std::string what_to_set_up(Channel channel) {
    const std::string twilio = "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and ";
    switch (channel) {
        case Channel::sms:
            return "SMS is not set up: add sms to notify.channels, and set " + twilio +
                   "TWILIO_SMS_FROM";
        case Channel::whatsapp:
            return "WhatsApp is not set up: add whatsapp to notify.channels, and set " + twilio +
                   "TWILIO_WHATSAPP_FROM";
        case Channel::email:
            return "e-mail is not set up: add email to notify.channels, and set SMTP_URL and "
                   "SMTP_FROM";
        case Channel::in_app: break;
    }
    return "the channel is not set up";
}

std::string twilio_callback_url(const std::string& public_base_url) {
    return public_base_url.empty() ? std::string() : public_base_url + "/webhooks/twilio";
}

}  // namespace tts
