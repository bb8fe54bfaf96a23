#pragma once

#include "intent/corpus.hpp"
#include "ports/intent_reader.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace tts {

struct IntentFigures {
    double precision = 0, recall = 0, f1 = 0;
};

struct WrongReading {
    LabelledText row;
    Intent read_as = Intent::none;
    double score = 0;
};

// How well a reader reads labelled messages, one at a time.
struct IntentEvaluation {
    std::size_t n = 0;
    std::array<std::array<std::size_t, 5>, 5> confusion{};  // [label][read as].
    std::array<IntentFigures, 5> intents{};
    double macro_f1 = 0;             // Over the intents that the file has.
    double ece = 0;                  // Of the winning score, 10 bins.
    IntentFigures buy_at_threshold;  // Buy with a score over 0.5, the rule for orders.
    double false_buys_per_1000 = 0;  // Of the messages labelled none.
    double messages_per_second = 0;  // One thread, the whole step.
    double p99_us = 0;
    std::vector<WrongReading> worst;  // The surest mistakes first.
    std::map<std::string, IntentFigures> buy_by_language;
    std::map<std::string, double> false_buys_by_language;  // Per 1,000 none-messages.
};

IntentEvaluation evaluate_intent(const IntentReader& reader,
                                 const std::vector<LabelledText>& rows,
                                 const ClaimVocabulary& vocabulary);

}  // namespace tts
