#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The queue between ingest and the workers. Comments of one client wait in a list of their own, in
// the order of arrival; lists belong to shards (a hash of the streamer); a worker leases a shard
// before it takes from it. Delivery is at least once: effects must be keyed by the comment's id.
// Every adapter passes tests/contract/comment_queue_contract.hpp. Times come from the caller, so
// that tests own the clock. Errors of every function: Errc::unavailable if the server or the disk
// cannot be used right now, Errc::corrupt if what is stored cannot be understood.

namespace tts {

struct QueueSettings {
    int shards = 64;  // Fixed for the life of a deployment: it decides where lists are scheduled.
    std::chrono::milliseconds settle{750};   // A list is due this long after its first comment.
    std::chrono::milliseconds linger{1500};  // A committed comment stays visible to this age.
    // What a dead worker held is idle until then, and for the quarter of it that others take to
    // look; with this, work goes on within five seconds.
    std::chrono::milliseconds lease_time{3'000};
    std::chrono::seconds list_time_to_live{604'800};
    std::chrono::hours duplicate_memory{48};  // How long (source, message id) is remembered.
    std::size_t bursts_max = 256;             // In one batch.
    std::size_t comments_max = 1'000;         // In one batch, and of one list in one batch.
    std::size_t entry_bytes_max = 16'384;  // A longer entry of an outside producer is quarantined.
    int attempts_max = 5;
};

// The shard of a streamer: 64-bit FNV-1a of the name, modulo the number of shards.
constexpr int shard_of(std::string_view streamer, int shards) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : streamer) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3U;
    }
    return static_cast<int>(hash % static_cast<std::uint64_t>(shards));
}

// An answer to one appended comment.
struct Appended {
    CommentId id;            // The first comment's id if this one is a duplicate.
    bool duplicate = false;  // (source, source_message_id) was accepted before.
};

// The producers' side. An instance belongs to one thread.
class CommentProducer {
public:
    virtual ~CommentProducer() = default;

    // Stores the comments, in this order, as one write. On return they are durable; on an error
    // none may be acknowledged, and some may be stored all the same (the ids make a repeat
    // harmless).
    virtual Result<std::vector<Appended>> append(std::span<const Comment> comments) = 0;
};

// What one client said since it was last served, oldest first. Never empty.
struct Burst {
    std::string streamer;
    std::string client;
    std::vector<Comment> comments;
    int attempt = 1;  // 2 or more: a worker failed or died with it before.
};

struct Batch {
    int shard = 0;
    std::vector<Burst> bursts;          // Empty: nothing is due.
    std::optional<Timestamp> next_due;  // When the shard's next list falls due, if one is known.
};

// Which bursts go first when more is due than one round of work may hold: those that want something
// do, in the order of arrival; the others are set aside, and come later, oldest first.
struct Precedence {
    // True if all that is to be done for the burst is to store it. It is asked on the thread of the
    // caller, of all that waits of one client, so that no comment overtakes another of its client,
    // and seldom again of the same. Empty: nothing may wait.
    std::function<bool(const Burst&)> may_wait;
    // Of the batches of one round together. An eighth of it is for what was set aside, if anything
    // was, so that it cannot starve.
    std::size_t comments_max = std::numeric_limits<std::size_t>::max();

    std::size_t comments_reserved() const { return comments_max / 8; }
};

struct LeaseChange {
    std::vector<int> gained;
    std::vector<int> lost;
};

// A worker's side. An instance belongs to one thread.
class CommentConsumer {
public:
    virtual ~CommentConsumer() = default;

    // Renews this worker's leases, takes free shards up to its fair share among the live workers
    // and gives up what exceeds it. Call it at least every third of the lease time. A shard that it
    // reports as gained must get a new fencing token from the store before it is worked on.
    virtual Result<LeaseChange> balance(Timestamp now) = 0;

    // The due bursts of a leased shard, up to the limits; the attempt is counted durably first.
    // At most one batch of a shard is out at a time: finish it before taking the next. A burst that
    // failed before comes in a batch of its own, from its third attempt one comment at a time; one
    // that would exceed attempts_max goes to the dead letters instead. Errc::conflict if the shard
    // is not leased.
    virtual Result<Batch> take(int shard, Timestamp now) = 0;

    // take() for each of the shards, which must differ, in as few round trips or transactions as
    // one take() needs. One answer for each shard, in order. A batch that failed before is not
    // counted in precedence.comments_max, and a list that is longer than all of it comes in parts.
    virtual std::vector<Result<Batch>> take_all(std::span<const int> shards,
                                                Timestamp now,
                                                const Precedence& precedence) = 0;

    // The comments of the batch are committed: they leave their lists, now or when they have
    // lingered. Until then take() does not return them again.
    virtual Result<void> acknowledge(const Batch& batch, Timestamp now) = 0;

    // acknowledge() for each of the batches, which are of different shards, likewise.
    virtual Result<void> acknowledge_all(std::span<const Batch> batches, Timestamp now) = 0;

    // The batch could not be worked on for a reason that is not its own (a database is down): it
    // comes again after `delay`, and the attempt does not count.
    virtual Result<void> put_back(const Batch& batch,
                                  Timestamp now,
                                  std::chrono::milliseconds delay) = 0;

    // The batch failed for a reason of its own: the attempt counts, `error` is kept for the dead
    // letter.
    virtual Result<void> fail(const Batch& batch, Timestamp now, const std::string& error) = 0;

    // Gives all leases back at once, for a graceful stop.
    virtual Result<void> release() = 0;
};

struct QueueDepth {
    std::size_t lists = 0;  // With a schedule.
    std::optional<Timestamp> oldest_due;
    std::size_t dead_letters = 0;
    std::size_t quarantined = 0;
};

// Housekeeping that no comment waits for. One thread of a process calls it; several processes may.
class QueueKeeper {
public:
    virtual ~QueueKeeper() = default;

    // Errc::invalid, saying what to change, if the server would lose comments as it is configured.
    virtual Result<void> check_settings() = 0;

    // One bounded step of the search for lists without a schedule (outside producers, crashes
    // between two writes): entries without an id get one and go to the audit stream; unreadable
    // ones go to quarantine. Returns how long to wait before the next step.
    virtual Result<std::chrono::milliseconds> sweep(Timestamp now) = 0;

    // Trims the audit stream: entries older than `age` that every consumer group has read.
    virtual Result<std::size_t> trim_stream(Timestamp now, std::chrono::hours age) = 0;

    virtual Result<QueueDepth> depth() = 0;

    // The comments in the client's list, in its order, at most comments_max: those that wait, and
    // those that were committed and linger. One of an outside producer has a nil id until sweep()
    // or take() came across it; what cannot be read is left out.
    virtual Result<std::vector<Comment>> waiting(const std::string& streamer,
                                                 const std::string& client) = 0;
};

struct DeadLetter {
    Comment comment;
    std::string error;
    int attempts = 0;
    Timestamp buried_at;
};

class DeadLetters {
public:
    virtual ~DeadLetters() = default;

    virtual Result<std::vector<DeadLetter>> list(std::size_t limit) = 0;  // Oldest first.
    virtual Result<DeadLetter> find(const CommentId& id) = 0;             // Errc::not_found.
    // Puts the comment back into its list with its attempts forgotten. Errc::not_found.
    virtual Result<void> replay(const CommentId& id, Timestamp now) = 0;
    virtual Result<void> drop(const CommentId& id) = 0;  // Errc::not_found.
};

// Makes the sides of one queue. Any thread may call it; what it makes belongs to one thread.
class CommentQueue {
public:
    virtual ~CommentQueue() = default;

    virtual Result<std::unique_ptr<CommentProducer>> producer() = 0;
    // `worker` names the consumer among all of the deployment: host, process and thread.
    virtual Result<std::unique_ptr<CommentConsumer>> consumer(const std::string& worker) = 0;
    virtual Result<std::unique_ptr<QueueKeeper>> keeper() = 0;
    virtual Result<std::unique_ptr<DeadLetters>> dead_letters() = 0;
};

}  // namespace tts
