#pragma once

#include "core/intent.hpp"

#include <span>
#include <string_view>

namespace tts {

// Understands messages. Every text has an answer, so nothing here fails; any thread may call it.
class IntentReader {
public:
    virtual ~IntentReader() = default;

    // Reads the messages of one client, oldest first, as one thought. The parts are UTF-8; bytes
    // that are not are skipped.
    virtual IntentReading read(std::span<const std::string_view> burst,
                               const ClaimVocabulary& vocabulary) const = 0;
};

}  // namespace tts
