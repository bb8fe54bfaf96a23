#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <string>

namespace tts {

// Lets a program that shows a streamer's overlay read what belongs on it, and nothing else.
struct OverlayToken {
    std::string streamer;
    std::string sha256;        // Of the token, in hexadecimal digits; the token itself is not kept.
    bool shows_names = false;  // Otherwise buyers are shown by their first letter.
    Timestamp created_at;

    friend bool operator==(const OverlayToken&, const OverlayToken&) = default;
};

// One token a streamer. Every adapter passes tests/contract/overlay_tokens_contract.hpp. Any thread
// may call it; calls take turns. Errors of every function: Errc::unavailable if the database cannot
// be used right now.
class OverlayTokens {
public:
    virtual ~OverlayTokens() = default;

    // The one before is good for nothing from now on.
    virtual Result<void> save(const OverlayToken& token) = 0;

    virtual Result<OverlayToken> find(const std::string& streamer) = 0;  // Errc::not_found.

    // Also if there is none.
    virtual Result<void> remove(const std::string& streamer) = 0;
};

}  // namespace tts
