#include "accounts/ended_sessions.hpp"

#include "accounts/token.hpp"

#include <algorithm>

namespace tts {

namespace {

// After that, its tokens have ended by themselves.
constexpr std::chrono::seconds remembered =
    life_of(TokenUse::browser) + TokenSigner::leeway + std::chrono::minutes(5);

// The clocks of those who write may differ, and what was written may be committed late.
constexpr std::chrono::seconds overlap{60};

}  // namespace

bool EndedSessions::has(const Uuid& session) const {
    const std::lock_guard lock(mutex_);
    return ended_.contains(session);
}

Result<void> EndedSessions::refresh(SessionStore& store, Timestamp now) {
    const Timestamp earliest = now - remembered;
    const auto ended = store.ended_since(std::max(earliest, read_until_ - overlap));
    if (!ended) return ended.error();
    read_until_ = std::max(now, Timestamp());
    const std::lock_guard lock(mutex_);
    for (const EndedSession& session : *ended) ended_.emplace(session.id, session.at);
    std::erase_if(ended_, [&](const auto& entry) { return entry.second < earliest; });
    return {};
}

}  // namespace tts
