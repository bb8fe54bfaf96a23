#pragma once

#include "ports/buyer_contacts.hpp"
#include "ports/message_rules.hpp"
#include "ports/notifier.hpp"
#include "ports/outbox.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tts {

// A way to a buyer.
struct ChannelSetup {
    Channel channel = Channel::in_app;
    Notifier* notifier = nullptr;   // Outlives whoever uses it.
    std::string provider = {};      // "twilio": what fails together.
    double per_second = 0;          // 0: no limit.
    std::int64_t price_micros = 0;  // Of one message, about, in millionths of the account's unit.
    bool is_real = false;           // It leaves this machine, so that limits count.
};

struct DeliveryLimits {
    int per_destination_max = 3;  // Within 24 hours; 0: no limit. Likewise below.
    std::int64_t cost_micros_max = 0;
};

// Why a message leaves the program over none of these channels, if no address of its buyer is
// known.
std::string no_address_reason(std::span<const ChannelSetup> channels);

// Which channel comes next for a message, and what it says there. Belongs to one thread.
class DeliveryPlan {
public:
    // All of it outlives the plan. Channels are tried in this order.
    DeliveryPlan(Outbox& outbox,
                 BuyerContacts& contacts,
                 MessageRules& rules,
                 std::vector<ChannelSetup> channels,
                 DeliveryLimits limits)
        : outbox_(outbox),
          contacts_(contacts),
          rules_(rules),
          channels_(std::move(channels)),
          limits_(limits) {}

    struct Choice {
        std::optional<Notification> next = {};
        std::string why_not = {};  // Of each channel that was passed over: "sms: ...; email: ...".
    };

    // The first channel that can reach the buyer of this message; after the one that it went over.
    Result<Choice> next(const Notification& message, Timestamp now);

    // The text in the seller's words, as the platform of the show lets it stand in the program,
    // where it may be read out or shown on the stream.
    Result<std::string> public_text_of(const std::string& streamer, const Message& message);

    // Nothing: the buyer may be called now.
    Result<std::optional<Timestamp>> quiet_until(const std::string& streamer, Timestamp now);

    // What sellers decided is read again afterwards.
    void forget() { known_.clear(); }

    const std::vector<ChannelSetup>& channels() const { return channels_; }

private:
    struct Buyer {
        BuyerContact contact;
        AddressState phone;
        std::string email;
    };

    Result<Buyer> buyer_of(const Notification& message);
    // Why not; empty: nothing is against it.
    Result<std::string> objection(const ChannelSetup& setup,
                                  const Buyer& buyer,
                                  const Message& message,
                                  Timestamp now);
    Result<std::string> limit_objection(const ChannelSetup& setup,
                                        const std::string& recipient,
                                        Timestamp now);
    // The text in the seller's words.
    Result<std::string> text_of(const std::string& streamer, const Message& message);
    Result<const SellerMessages*> rules_of(const std::string& streamer);

    Outbox& outbox_;
    BuyerContacts& contacts_;
    MessageRules& rules_;
    const std::vector<ChannelSetup> channels_;
    const DeliveryLimits limits_;
    std::map<std::string, SellerMessages> known_;
};

}  // namespace tts
