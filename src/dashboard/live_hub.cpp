#include "dashboard/live_hub.hpp"

#include "core/log.hpp"

#include <utility>

namespace tts::dashboard {

namespace {

// A browser comes back after this long.
constexpr std::string_view preamble = "retry: 1000\n\n";
// More pages than that in one look would let those wait who are in step.
constexpr int pages_at_once = 8;

http::Response stream_head() {
    http::Response head;
    head.content_type = "text/event-stream";
    head.headers = {{"Cache-Control", "no-store"},
                    {"X-Accel-Buffering", "no"}};  // nginx would hold events back.
    head.body = preamble;
    return head;
}

http::Response unavailable(const char* detail) {
    auto response = http::Response::error(503, detail);
    response.headers.emplace_back("Retry-After", "2");
    return response;
}

}  // namespace

LiveHub::LiveHub(std::unique_ptr<LiveLog> log, LiveHubLimits limits)
    : log_(std::move(log)), limits_(limits), ring_(limits.things_kept) {}

void LiveHub::follow(Following following, http::Respond respond) {
    {
        const std::lock_guard lock(mutex_);
        if (figures_.followers + newcomers_.size() < limits_.followers_max) {
            newcomers_.push_back({std::move(following), std::move(respond)});
            came_.notify_all();
            return;
        }
    }
    respond(unavailable("too many pages follow a show here"));
}

LiveHubFigures LiveHub::figures() const {
    const std::lock_guard lock(mutex_);
    return figures_;
}

void LiveHub::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        run_once();
        wait(stop);
    }
}

// Until somebody comes, if nobody is there.
void LiveHub::wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto has_come = [this] { return !newcomers_.empty(); };
    if (followers_.empty())
        came_.wait(lock, stop, has_come);
    else
        came_.wait_for(lock, stop, limits_.poll_time, has_come);
}

void LiveHub::run_once() {
    admit_newcomers();
    const auto read = catch_up_with_log();
    if (!read && !is_failing_)
        log_event(Level::warning, "live_log_failed", {{"error", read.error().what()}});
    is_failing_ = !read;
    std::erase_if(followers_, [this](Follower& follower) { return !serve(follower); });
    const std::lock_guard lock(mutex_);
    figures_.followers = followers_.size();
}

void LiveHub::admit_newcomers() {
    std::vector<Newcomer> newcomers;
    {
        const std::lock_guard lock(mutex_);
        newcomers.swap(newcomers_);
    }
    if (newcomers.empty()) return;
    if (followers_.empty()) {  // Nobody looked at the log meanwhile.
        const auto newest = log_->newest();
        if (newest) {
            ring_.restart(*newest);
        } else {
            for (auto& one : newcomers) one.respond(unavailable("the database is not reachable"));
            return;
        }
    }
    for (Newcomer& newcomer : newcomers) {
        const auto admitted = admit(newcomer);
        if (!admitted) newcomer.respond(unavailable("the database is not reachable"));
    }
}

Result<void> LiveHub::admit(Newcomer& newcomer) {
    const auto& after = newcomer.following.after;
    bool is_known = false;
    if (after) {
        const auto reaches = log_->reaches_back_to(*after);
        if (!reaches) return reaches.error();
        is_known = *reaches;
    }
    const auto now = Clock::now();
    followers_.push_back({.streamer = std::move(newcomer.following.streamer),
                          .place = is_known ? *after : ring_.newest(),
                          .stream = http::BodyStream(newcomer.respond, stream_head()),
                          .until = now + limits_.stream_time,
                          .heard_at = now});
    Follower& follower = followers_.back();
    const char* const name = !after ? "hello" : is_known ? "resumed" : "reset";
    send(follower, server_sent_event(follower.place, name, "{}"));
    const std::lock_guard lock(mutex_);
    if (after && !is_known) ++figures_.resets;
    return {};
}

Result<void> LiveHub::catch_up_with_log() {
    if (followers_.empty()) return {};
    for (int i = 0; i < pages_at_once; ++i) {
        const LiveCursor before = ring_.newest();
        auto changes = log_->changes({.after = before});
        if (!changes) return changes.error();
        if (changes->upto == before) return {};
        const bool is_full = changes->is_full;
        ring_.push(LivePage(before, std::move(*changes)));
        if (!is_full) return {};
    }
    return {};
}

// False: the follower is let go.
bool LiveHub::serve(Follower& follower) {
    const auto now = Clock::now();
    if (follower.stream.is_over()) return false;
    if (now >= follower.until) return false;
    if (follower.stream.waiting_bytes() > limits_.waiting_bytes_max) {
        if (now - follower.heard_at < limits_.beat_time) return true;
        const std::lock_guard lock(mutex_);
        ++figures_.too_slow;
        return false;
    }
    const auto sent = send_changes(follower);
    if (sent && now - follower.heard_at >= limits_.beat_time)
        send(follower, server_sent_event(follower.place, "beat", "{}"));
    return true;  // A log that cannot be read now is read in the next turn.
}

Result<void> LiveHub::send_changes(Follower& follower) {
    while (follower.place < ring_.newest() &&
           follower.stream.waiting_bytes() <= limits_.waiting_bytes_max) {
        LivePage* const page = ring_.page_after(follower.place);
        if (!page) {
            const auto sent = send_older(follower);
            if (!sent) return sent.error();
            continue;
        }
        send(follower, page->event_for(follower.streamer));
        follower.place = page->upto();
    }
    return {};
}

// What the ring does not have, up to where one of its pages begins.
Result<void> LiveHub::send_older(Follower& follower) {
    const LiveRange range{.after = follower.place, .until = ring_.next_boundary(follower.place)};
    auto changes = log_->changes(range);
    if (!changes) return changes.error();
    if (!changes->is_full) changes->upto = range.until;
    LivePage page(follower.place, std::move(*changes));
    send(follower, page.event_for(follower.streamer));
    follower.place = page.upto();
    return {};
}

void LiveHub::send(Follower& follower, const std::string& event) {
    if (event.empty()) return;
    follower.stream.write(event);
    follower.heard_at = Clock::now();
    const std::lock_guard lock(mutex_);
    ++figures_.events;
}

}  // namespace tts::dashboard
