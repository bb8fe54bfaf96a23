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

// What the rule "buy if its score is above `threshold`" would give.
struct ThresholdFigures {
    double threshold = 0;
    IntentFigures buy;
    double false_buys_per_1000 = 0;
};

struct LanguageFigures {
    std::size_t n = 0;
    std::array<IntentFigures, 5> intents{};
    double macro_f1 = 0;
    IntentFigures buy_at_threshold;
    double false_buys_per_1000 = 0;
};

// How well a reader reads labelled messages, one at a time.
struct IntentEvaluation {
    std::size_t n = 0;
    std::array<std::array<std::size_t, 5>, 5> confusion{};  // [label][read as].
    std::array<IntentFigures, 5> intents{};
    double macro_f1 = 0;             // Over the intents that the file has.
    double ece = 0;                  // Of the winning score, 10 bins, each message counted once.
    double live_ece = 0;             // The same with the intents as frequent as in a show.
    IntentFigures buy_at_threshold;  // Buy with a score over 0.5, the rule for orders.
    double false_buys_per_1000 = 0;  // Of the messages labelled none.
    std::vector<ThresholdFigures> thresholds;  // 0.05, 0.1, ... 0.95.
    double buy_average_precision = 0;          // Area under the curve of precision over recall.
    double messages_per_second = 0;            // One thread, the whole step.
    double p99_us = 0;
    std::vector<WrongReading> worst;  // The surest mistakes first.
    std::map<std::string, LanguageFigures> by_language;
};

IntentEvaluation evaluate_intent(const IntentReader& reader,
                                 const std::vector<LabelledText>& rows,
                                 const ClaimVocabulary& vocabulary);

}  // namespace tts
