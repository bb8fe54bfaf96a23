#pragma once

#include "ports/http_caller.hpp"
#include "ports/notifier.hpp"

#include <map>
#include <string>

namespace tts {

struct TwilioSettings {
    std::string account_sid;
    std::string auth_token;
    std::string from;  // E.164, without a prefix.
    std::string api_base = "https://api.twilio.com";
    std::string status_callback;  // Where Twilio reports how far a message got; empty: nowhere.
    // Approved WhatsApp templates: HX... by "paid.es". They take the kind's variables, in the order
    // of template_variables(), as {{1}}, {{2}}...
    std::map<std::string, std::string> templates = {};
};

// SMS and WhatsApp over Twilio's REST API. Twilio has no key under which a message is sent once, so
// a repeat first looks whether the same text, or a template's text that names the same order, went
// to the same number since the notification was made. A template is used where one is set.
class TwilioNotifier final : public Notifier {
public:
    // The caller outlives the notifier.
    TwilioNotifier(TwilioSettings settings, HttpCaller& caller)
        : settings_(std::move(settings)), caller_(caller) {}

    Result<std::string> send(const Notification& notification) override;
    bool can_begin(const Message& message) const override;

private:
    std::string template_of(const Notification& notification) const;
    HttpRequest request(const std::string& method, const std::string& query) const;
    Result<std::string> find_sent(const Notification& notification, const std::string& to);

    const TwilioSettings settings_;
    HttpCaller& caller_;
};

}  // namespace tts
