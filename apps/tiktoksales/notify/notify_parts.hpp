#pragma once

#include "adapters/curl/http_client_pool.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "notify/dispatcher.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tts {

// How buyers are told, as the settings say. A channel whose provider is not set up has the log's
// notifier, unless notify.channels leaves the log out. Belongs to one thread.
class NotifyParts {
public:
    // The meters outlive it.
    static Result<std::unique_ptr<NotifyParts>> open(const NotifySettings& settings,
                                                     const std::string& public_base_url,
                                                     ProviderMeters& meters);

    const Notifiers& notifiers() const { return notifiers_; }
    // Null: not set up; missing(channel) says what to set.
    Notifier* notifier(Channel channel) const;

private:
    explicit NotifyParts(ProviderMeters& meters);
    void add(Channel channel, std::unique_ptr<Notifier> notifier);

    HttpClientPool http_;
    MeteredHttpCaller twilio_;
    std::vector<std::unique_ptr<Notifier>> owned_;
    Notifiers notifiers_;
};

// "SMS is not set up: set TWILIO_ACCOUNT_SID, ...".
std::string what_to_set_up(Channel channel);

// Where Twilio reports to; empty without a public address.
std::string twilio_callback_url(const std::string& public_base_url);

}  // namespace tts
