#pragma once

#include "intent/explaining_reader.hpp"
#include "intent/intent_model.hpp"

#include <memory>
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
    // A prepared burst, with all that the grammar and the show's words say about it.
    struct Marked {
        NormalText text;
        MarkedText marked;
    };

    static std::unique_ptr<const Marked> prepared(std::span<const std::string_view> burst,
                                                  const ClaimVocabulary& vocabulary);
    IntentReading judge(const NormalText& text, const MarkedText& marked) const;
    IntentReading judge_burst(std::span<const std::string_view> burst,
                              const ClaimVocabulary& vocabulary,
                              const Marked& whole) const;

    IntentModel model_;
};

}  // namespace tts
