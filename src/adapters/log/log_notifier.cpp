#include "adapters/log/log_notifier.hpp"

#include "core/log.hpp"

namespace tts {

Result<std::string> LogNotifier::send(const Notification& notification) {
    const bool is_number =
        notification.channel == Channel::sms || notification.channel == Channel::whatsapp;
    log_event(Level::info, "notification",
              {{"id", notification.id.to_string()},
               {"channel", to_string(notification.channel)},
               {"recipient", is_number ? mask_phone(notification.recipient) : "(hidden)"},
               {"characters", notification.text.size()}});
    return "log-" + notification.id.to_string();
}

}  // namespace tts
