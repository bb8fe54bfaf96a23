#pragma once

#include "ports/live_log.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <string>

namespace tts::dashboard {

// What was read from the log at once, and how it is told to those who follow a streamer.
class LivePage {
public:
    LivePage(LiveCursor before, LiveChanges changes);

    const LiveCursor& before() const { return before_; }
    const LiveCursor& upto() const { return changes_.upto; }
    std::size_t size() const;

    // One server-sent event, written once however many follow the streamer; empty if nothing of
    // the streamer's changed.
    const std::string& event_for(const std::string& streamer);

private:
    LiveCursor before_;
    LiveChanges changes_;
    std::map<std::string, std::string> events_;  // By the streamer.
};

// The newest pages, without a gap between them. It holds a bounded number of things, so who falls
// further behind reads the log again. Belongs to one thread.
class LiveRing {
public:
    explicit LiveRing(std::size_t things_max) : things_max_(things_max) {}

    void restart(const LiveCursor& at);
    void push(LivePage page);

    const LiveCursor& newest() const { return newest_; }
    // The page that begins exactly there, or null.
    LivePage* page_after(const LiveCursor& place);
    // The nearest place after this one where a page begins or the newest ends.
    LiveCursor next_boundary(const LiveCursor& place) const;

private:
    const std::size_t things_max_;
    std::deque<LivePage> pages_;  // Oldest first.
    std::size_t things_ = 0;
    LiveCursor newest_;
};

// A server-sent event; `data` is one line.
std::string server_sent_event(const LiveCursor& id, std::string_view name, std::string_view data);

}  // namespace tts::dashboard
