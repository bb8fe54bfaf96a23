#pragma once

#include "dashboard/live_ring.hpp"
#include "http/body_stream.hpp"
#include "ports/live_log.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tts::dashboard {

struct LiveHubLimits {
    std::chrono::milliseconds poll_time{200};  // Between two looks at the log.
    std::chrono::seconds beat_time{10};    // Those who hear nothing for longer know we are gone.
    std::chrono::minutes stream_time{15};  // Then a follower comes back, and is let in anew.
    std::size_t followers_max = 500;
    std::size_t things_kept = 5'000;          // Comments, orders...: what those in step read from.
    std::size_t waiting_bytes_max = 1 << 20;  // Of a follower; behind them it has to wait.
};

// Whom a stream is for and from where on.
struct Following {
    std::string streamer;
    std::optional<LiveCursor> after;  // Nothing: from now on.
};

struct LiveHubFigures {
    std::size_t followers = 0;
    std::uint64_t events = 0;    // Sent.
    std::uint64_t resets = 0;    // Followers who had been away for too long.
    std::uint64_t too_slow = 0;  // Followers who did not read, and were let go to come back.
};

// Tells what changes to those who follow a show, as server-sent events. One thread reads the log
// for all of them, and only while there are any. Each event has the place in the log behind it as
// its id, so that who comes back, to this process or another, goes on where it stopped.
class LiveHub {
public:
    explicit LiveHub(std::unique_ptr<LiveLog> log, LiveHubLimits limits = {});

    // Any thread; does not block. Answers with a stream, or with 503 if there are too many.
    void follow(Following following, http::Respond respond);

    // The thread of the hub: until it is asked to stop.
    void run(const std::stop_token& stop);
    // One look at the log.
    void run_once();

    LiveHubFigures figures() const;  // Any thread.

private:
    using Clock = std::chrono::steady_clock;

    struct Newcomer {
        Following following;
        http::Respond respond;
    };
    struct Follower {
        std::string streamer;
        LiveCursor place;  // All up to it was written.
        http::BodyStream stream;
        Clock::time_point until;
        Clock::time_point heard_at;
    };

    void admit_newcomers();
    Result<void> catch_up_with_log();
    Result<void> admit(Newcomer& newcomer);
    bool serve(Follower& follower);
    Result<void> send_changes(Follower& follower);
    Result<void> send_older(Follower& follower);
    void send(Follower& follower, const std::string& event);
    void wait(const std::stop_token& stop);

    const std::unique_ptr<LiveLog> log_;
    const LiveHubLimits limits_;

    // Of the hub's thread.
    LiveRing ring_;
    std::vector<Follower> followers_;
    bool is_failing_ = false;  // The last look at the log failed, and the log of ours says so.

    mutable std::mutex mutex_;
    std::condition_variable_any came_;
    std::vector<Newcomer> newcomers_;  // Guarded by mutex_.
    LiveHubFigures figures_;           // Guarded by mutex_.
};

}  // namespace tts::dashboard
