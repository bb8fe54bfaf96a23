#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts {

// A time in which comments may have been written that never reached us.
struct ChatGap {
    std::string streamer;  // Empty: of every show.
    std::string source;    // Whose word it is: "server", "tiktok_live".
    Timestamp from;
    Timestamp until;
    std::string reason;

    friend bool operator==(const ChatGap&, const ChatGap&) = default;
};

struct GapsQuery {
    std::string streamer;  // Those of every show come along. Empty: of all.
    Timestamp from;
    Timestamp until;  // Not included.
    std::size_t limit = 200;
};

// When the chat was not read. Every adapter passes tests/contract/show_board_contract.hpp. Any
// thread may call it; calls take turns. Errors of every function: Errc::unavailable if the database
// cannot be used right now, Errc::corrupt if what is stored cannot be understood.
class ChatGaps {
public:
    virtual ~ChatGaps() = default;

    // Of the same streamer, source and beginning there is one: it becomes as long as told last.
    virtual Result<void> report(const ChatGap& gap) = 0;

    // Newest first.
    virtual Result<std::vector<ChatGap>> gaps(const GapsQuery& query) = 0;

    // Notes that comments are taken, and tells when that was noted before, by whatever process.
    virtual Result<std::optional<Timestamp>> note_alive(Timestamp at) = 0;
};

}  // namespace tts
