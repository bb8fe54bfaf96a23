#pragma once

#include "pipeline/decide.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// What a message would lead to, were it written in the live chat now.
struct ChatPreview {
    bool wants_to_buy = false;
    std::int32_t quantity = 0;  // 0: wants nothing.
    Timestamp timestamp;        // The message's.
    std::optional<Product> product;
    std::vector<Product> recommended;  // Others that are in stock, the pinned one first.
    bool payment_ready = false;        // The wish is sure, and there is enough in stock.
    std::string text;                  // In the language of the message.
};

constexpr std::size_t recommendations_max = 3;

// By the rules of the worker's path; nothing is stored or ordered.
ChatPreview preview(const Comment& comment,
                    const ShowIndex& show,
                    const IntentReader& intents,
                    const DecisionSettings& settings);

}  // namespace tts
