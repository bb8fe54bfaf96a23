#pragma once

#include "core/order.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// How far an in_app message got out of the program, to a phone or a mailbox.
enum class Reach {
    none,      // Nobody has tried.
    underway,  // A channel has it, or will be asked.
    sent,      // A provider took it, and did not say that it failed.
    unreached,
};

// "" of none.
constexpr std::string_view to_string(Reach reach) {
    switch (reach) {
        case Reach::none: return "";
        case Reach::underway: return "underway";
        case Reach::sent: return "sent";
        case Reach::unreached: return "unreached";
    }
    return "";
}

// What became of a notification, all of it written at once.
struct OutboxChange {
    // Its status, retry_count, message_sid, last_error, due_at and text are written.
    Notification notification;
    // Of the in_app message that it is, or is about.
    std::optional<Reach> reach = {};
    std::string reach_reason = {};
    std::optional<Notification> next = {};  // The next channel's.
};

// A message that no channel carried to its buyer.
struct Unreached {
    NotificationId id;
    std::string buyer;
    std::string order_number;  // Empty: of no order.
    MessageKind kind = MessageKind::text;
    std::string text;
    std::string reason;
    Timestamp created_at;
};

// What was sent, or is about to be, over one channel or, without one, to one recipient.
struct SentCount {
    std::optional<Channel> channel = {};
    std::string recipient = {};
    Timestamp since = {};
};

// The notifications that wait, and what became of them. Every adapter passes
// tests/contract/outbox_contract.hpp. Any thread may call it; calls take turns. Errors of every
// function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if a stored
// row cannot be understood.
class Outbox {
public:
    virtual ~Outbox() = default;

    virtual Result<void> add(const Notification& notification) = 0;

    // Up to `limit` pending ones that are due, oldest first; nobody else gets them until
    // `now + lease`, so that a dispatcher that dies is followed by another.
    virtual Result<std::vector<Notification>> take_due(Timestamp now,
                                                       std::chrono::milliseconds lease,
                                                       std::size_t limit) = 0;

    // Up to `limit` that carried an in_app message, failed after they were sent, and were not
    // followed by a settle() yet. Several dispatchers may see the same; only one settles it.
    virtual Result<std::vector<Notification>> failed_later(std::size_t limit) = 0;

    // Before each send: counts the attempt and takes the row for that long. False: somebody else
    // did so since it was taken, or it is not pending any more.
    virtual Result<bool> begin_attempt(const Notification& notification, Timestamp until) = 0;

    // Writes what became of notifications. A status that a provider's report set meanwhile stands.
    // One that somebody else has settled for good is left out, with what should follow it.
    virtual Result<void> settle(std::span<const OutboxChange> changes) = 0;

    virtual Result<std::int64_t> count_sent(const SentCount& which) = 0;

    // Of one streamer, newest first.
    virtual Result<std::vector<Unreached>> unreached(const std::string& streamer,
                                                     std::size_t limit) = 0;
};

}  // namespace tts
