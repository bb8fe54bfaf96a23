#pragma once

#include "core/result.hpp"
#include "intent/corpus.hpp"
#include "intent/intent_model.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace tts {

struct TrainSettings {
    std::string corpus_dir;  // Holds train/*.tsv and concepts/*.tsv.
    std::string model_path;
    std::vector<LabelledText> corrections{};  // Of sellers, learned beside the corpus.
};

struct TrainReport {
    std::size_t messages = 0;  // Of the corpus.
    std::size_t corrections = 0;
    std::size_t model_bytes = 0;
    std::string model_version;
    std::chrono::milliseconds duration{0};
};

// Makes the model from the corpus. The same corpus makes the same bytes. Errc::not_found or
// Errc::invalid for the corpus, Errc::unavailable if the model cannot be written.
Result<TrainReport> train_intent(const TrainSettings& settings);

}  // namespace tts
