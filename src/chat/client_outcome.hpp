#pragma once

#include "core/comment.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace tts {

// What a client's comments have led to.
struct ClientOutcome {
    bool wants_to_buy = false;
    std::int32_t quantity = 0;  // 0: wants nothing.
    ProductId product;          // Nil if none was matched.
    bool payment_ready = false;
    // The decision that the rest comes from, and the language of its comment.
    Decision decision = Decision::ignored;
    std::string language = "und";
};

// The one that went furthest; of equals, the newest. `comments` are by arrival.
ClientOutcome outcome_of(std::span<const DecidedComment> comments);

// What the client is told about it; the name is of the product that was matched.
std::string outcome_text(const ClientOutcome& outcome, const std::string& product_name);

}  // namespace tts
