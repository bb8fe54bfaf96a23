#pragma once

#include "match/show_index.hpp"
#include "order/allocate.hpp"
#include "ports/comment_queue.hpp"
#include "ports/intent_reader.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace tts {

struct DecisionSettings {
    double buy_score_min = 0.5;            // An order needs a score above it.
    std::int32_t quantity_sure_max = 100;  // A wish for more goes to a person.
};

// What one client's burst means, before anybody looked whether there is stock.
struct DecidedBurst {
    std::vector<DecidedComment> comments;  // By arrival.
    std::vector<Claim> claims;             // One for each thing asked for; none if one is doubtful.
    ProductMatch match;                    // Of the first thing asked for.
    bool cancels = false;                  // Its client wants to give up an order.
    PlatformRules platform = PlatformRules::free;  // What answers in the chat keep to.
    std::string language = "und";
    std::string choices = {};  // "S, M, L", if all that is missing is which of them.
};

// Intent and match of one burst. Pure: the same input gives the same answer.
DecidedBurst decide(const Burst& burst,
                    const ShowIndex& show,
                    const IntentReader& intents,
                    const DecisionSettings& settings);

// Whether decide() would conclude, from the intent alone, that there is nothing to do but to store
// the burst.
bool only_stored(const Burst& burst,
                 const ShowIndex& show,
                 const IntentReader& intents,
                 const DecisionSettings& settings);

// Gives all comments of the burst the same decision.
void conclude(DecidedBurst& burst, Decision decision, const std::string& reason);

// The bursts of the batches as the clients typed them: after an outage one list can hold several,
// minutes apart. A pause longer than `settle` begins a new one. Sorted by the arrival of their
// first comments.
void append_split(std::vector<Burst>& split, const Burst& burst, std::chrono::milliseconds settle);
std::vector<Burst> split_by_pauses(std::span<const Batch> batches,
                                   std::chrono::milliseconds settle);

}  // namespace tts
