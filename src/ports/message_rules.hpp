#pragma once

#include "core/message.hpp"
#include "core/result.hpp"
#include "core/show_rules.hpp"
#include "core/timestamp.hpp"

#include <compare>
#include <map>
#include <optional>
#include <string>

namespace tts {

// When a seller's buyers are not to be woken. A range that ends before it begins goes past
// midnight.
struct QuietHours {
    std::string time_zone;  // "Europe/Madrid".
    int from = 0;           // In minutes of the day, from 0 to 1439.
    int until = 0;

    friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

struct TemplateKey {
    MessageKind kind = MessageKind::text;
    std::string language;  // "es".

    friend auto operator<=>(const TemplateKey&, const TemplateKey&) = default;
};

// How a seller's buyers are written to.
struct SellerMessages {
    std::optional<QuietHours> quiet = {};
    std::map<TemplateKey, std::string> templates = {};  // Only the seller's own.
    // What may stand where everybody reads it. One of the rules of the show: save() leaves it.
    PlatformRules platform = PlatformRules::free;

    friend bool operator==(const SellerMessages&, const SellerMessages&) = default;
};

// What sellers decided about messages. Every adapter passes
// tests/contract/message_rules_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood.
class MessageRules {
public:
    virtual ~MessageRules() = default;

    // A seller who decided nothing has none of it.
    virtual Result<SellerMessages> find(const std::string& streamer) = 0;

    // Replaces all of it.
    virtual Result<void> save(const std::string& streamer,
                              const SellerMessages& messages,
                              Timestamp at) = 0;
};

}  // namespace tts
