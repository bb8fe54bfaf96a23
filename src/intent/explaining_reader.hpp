#pragma once

#include "ports/intent_reader.hpp"

#include <string>

namespace tts {

// A reader that can say why. Any thread may call it.
class ExplainingReader : public IntentReader {
public:
    // As read(), with the evidence filled.
    virtual IntentReading explain(std::span<const std::string_view> burst,
                                  const ClaimVocabulary& vocabulary) const = 0;
    virtual const std::string& model_version() const = 0;
};

}  // namespace tts
