#pragma once

#include "intent/corpus_check.hpp"
#include "intent/evaluate_intent.hpp"
#include "intent/evaluate_slots.hpp"

#include <string>

namespace tts {

// What `eval intent`, `eval slots` and `check corpus` print.

std::string evaluation_json(const IntentEvaluation& evaluation);
void print_evaluation(const IntentEvaluation& evaluation, bool by_language);

std::string slots_json(const SlotEvaluation& evaluation);
void print_slots(const SlotEvaluation& evaluation);

std::string corpus_json(const CorpusReport& report);
void print_corpus(const CorpusReport& report);

}  // namespace tts
