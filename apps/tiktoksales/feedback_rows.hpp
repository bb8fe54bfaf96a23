#pragma once

#include "intent/corpus.hpp"
#include "ports/store.hpp"

#include <span>
#include <string>
#include <vector>

namespace tts {

// Sellers' corrections as the training reads them.

// All of one streamer, or of all if none is named.
Result<std::vector<IntentFeedback>> all_feedback(Store& store, const std::string& streamer);

std::vector<LabelledText> training_rows(std::span<const IntentFeedback> feedback);

// Lines of label, language and text, as in the corpus. Tabs and line breaks become spaces.
std::string feedback_tsv(std::span<const IntentFeedback> feedback);

}  // namespace tts
