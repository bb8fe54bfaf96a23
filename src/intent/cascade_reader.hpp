#pragma once

#include "intent/explaining_reader.hpp"
#include "intent/intent_model.hpp"

#include <utility>

namespace tts {

// The cascade: normaliser, claim parser and grammar, classifier, and a fusion of both to one
// calibrated probability per intent.
class CascadeReader final : public ExplainingReader {
public:
    explicit CascadeReader(IntentModel model) : model_(std::move(model)) {}

    IntentReading read(std::span<const std::string_view> burst,
                       const ClaimVocabulary& vocabulary) const override;
    IntentReading explain(std::span<const std::string_view> burst,
                          const ClaimVocabulary& vocabulary) const override;
    const std::string& model_version() const override { return model_.version; }

private:
    IntentReading judge(const NormalText& text, const MarkedText& marked) const;

    IntentModel model_;
};

}  // namespace tts
