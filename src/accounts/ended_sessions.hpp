#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"
#include "ports/session_store.hpp"

#include <mutex>
#include <unordered_map>

namespace tts {

// The sessions whose tokens would still be good if they had not been ended, so that a request can
// be checked without asking the database. Any thread may call it.
class EndedSessions {
public:
    bool has(const Uuid& session) const;

    // Takes over what the store knows. Called twice a second: that is how long a token of a session
    // that was ended still works.
    Result<void> refresh(SessionStore& store, Timestamp now);

private:
    mutable std::mutex mutex_;
    std::unordered_map<Uuid, Timestamp> ended_;  // Guarded by mutex_.
    Timestamp read_until_{};                     // Of the one thread that refreshes.
};

}  // namespace tts
