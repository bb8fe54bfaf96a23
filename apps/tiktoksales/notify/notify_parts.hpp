#pragma once

#include "adapters/curl/http_client_pool.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "notify/delivery_plan.hpp"

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

    // How buyers are reached outside of the program, in the order in which it is tried.
    const std::vector<ChannelSetup>& channels() const { return channels_; }
    // What is only shown in the program.
    Notifier& in_app() const { return *in_app_; }
    // Null: not set up; what_to_set_up(channel) says what to set.
    Notifier* notifier(Channel channel) const;

private:
    explicit NotifyParts(ProviderMeters& meters);
    Result<void> add(const std::string& name,
                     const NotifySettings& settings,
                     const std::string& public_base_url,
                     ProviderMeters& meters);
    void add(ChannelSetup setup, std::unique_ptr<Notifier> notifier);
    void add_log();

    HttpClientPool http_;
    MeteredHttpCaller twilio_;
    std::unique_ptr<Notifier> in_app_;
    std::vector<std::unique_ptr<Notifier>> owned_;
    std::vector<ChannelSetup> channels_;
};

// "SMS is not set up: set TWILIO_ACCOUNT_SID, ...".
std::string what_to_set_up(Channel channel);

// Where Twilio reports to; empty without a public address.
std::string twilio_callback_url(const std::string& public_base_url);

}  // namespace tts
