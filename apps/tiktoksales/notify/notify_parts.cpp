#include "apps/tiktoksales/notify/notify_parts.hpp"

#include "adapters/log/log_notifier.hpp"
#include "adapters/smtp/smtp_notifier.hpp"
#include "adapters/twilio/twilio_notifier.hpp"
#include "apps/tiktoksales/config/whatsapp_template.hpp"

#include <algorithm>
#include <cmath>

namespace tts {

using namespace std::chrono_literals;

namespace {

constexpr HttpClientLimits twilio_limits{
    .connect_timeout = 1s, .total_timeout = 10s, .body_bytes_max = 4 * 1024 * 1024};

std::int64_t in_micros(double price) {
    return std::llround(price * 1'000'000);
}

TwilioSettings twilio_settings(const NotifySettings& settings,
                               const std::string& from,
                               const std::string& public_base_url) {
    return {.account_sid = settings.twilio_account_sid,
            .auth_token = settings.twilio_auth_token,
            .from = from,
            .api_base = settings.twilio_api_base,
            .status_callback = twilio_callback_url(public_base_url),
            .templates = whatsapp_templates(settings.whatsapp_templates)};
}

}  // namespace

NotifyParts::NotifyParts(ProviderMeters& meters)
    : http_(twilio_limits),
      twilio_(http_, meters.twilio),
      in_app_(std::make_unique<LogNotifier>()) {}

void NotifyParts::add(ChannelSetup setup, std::unique_ptr<Notifier> notifier) {
    setup.notifier = notifier.get();
    channels_.push_back(std::move(setup));
    owned_.push_back(std::move(notifier));
}

Notifier* NotifyParts::notifier(Channel channel) const {
    const auto found = std::ranges::find(channels_, channel, &ChannelSetup::channel);
    return found == channels_.end() ? nullptr : found->notifier;
}

// Stands in for what has no provider.
void NotifyParts::add_log() {
    for (const Channel channel : {Channel::whatsapp, Channel::sms, Channel::email})
        if (notifier(channel) == nullptr)
            add({.channel = channel, .provider = "log"}, std::make_unique<LogNotifier>());
}

Result<void> NotifyParts::add(const std::string& name,
                              const NotifySettings& settings,
                              const std::string& public_base_url,
                              ProviderMeters& meters) {
    if (name == "sms")
        add({.channel = Channel::sms,
             .provider = "twilio",
             .per_second = settings.sms_per_second,
             .price_micros = in_micros(settings.sms_price),
             .is_real = true},
            std::make_unique<TwilioNotifier>(
                twilio_settings(settings, settings.twilio_sms_from, public_base_url), twilio_));
    if (name == "whatsapp")
        add({.channel = Channel::whatsapp,
             .provider = "twilio",
             .per_second = settings.whatsapp_per_second,
             .price_micros = in_micros(settings.whatsapp_price),
             .is_real = true},
            std::make_unique<TwilioNotifier>(
                twilio_settings(settings, settings.twilio_whatsapp_from, public_base_url),
                twilio_));
    if (name != "email") return {};
    auto from = parse_mailbox(settings.smtp_from);
    if (!from) return from.error().during("reading SMTP_FROM");
    SmtpSettings smtp;
    smtp.url = settings.smtp_url;
    smtp.from = std::move(*from);
    smtp.ca_file = settings.smtp_ca;
    add({.channel = Channel::email,
         .provider = "smtp",
         .per_second = settings.email_per_second,
         .is_real = true},
        std::make_unique<MeteredNotifier>(std::make_unique<SmtpNotifier>(std::move(smtp)),
                                          meters.smtp));
    return {};
}

Result<std::unique_ptr<NotifyParts>> NotifyParts::open(const NotifySettings& settings,
                                                       const std::string& public_base_url,
                                                       ProviderMeters& meters) {
    // NOLINTNEXTLINE(modernize-make-unique): its constructor is private.
    std::unique_ptr<NotifyParts> parts(new NotifyParts(meters));
    for (const auto& name : settings.channels) {
        const auto added = parts->add(name, settings, public_base_url, meters);
        if (!added) return added.error();
    }
    if (std::ranges::find(settings.channels, "log") != settings.channels.end()) parts->add_log();
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
