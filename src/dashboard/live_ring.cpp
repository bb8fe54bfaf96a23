#include "dashboard/live_ring.hpp"

#include "dashboard/read_models.hpp"

#include <utility>

namespace tts::dashboard {

LivePage::LivePage(LiveCursor before, LiveChanges changes)
    : before_(before), changes_(std::move(changes)) {}

std::size_t LivePage::size() const {
    return changes_.comments.size() + changes_.orders.size() + changes_.products.size() +
           changes_.pins.size() + changes_.payments.size();
}

const std::string& LivePage::event_for(const std::string& streamer) {
    const auto [found, is_new] = events_.try_emplace(streamer);
    if (is_new) {
        const std::string json = changes_json(streamer, changes_);
        if (!json.empty()) found->second = server_sent_event(upto(), "changes", json);
    }
    return found->second;
}

void LiveRing::restart(const LiveCursor& at) {
    pages_.clear();
    things_ = 0;
    newest_ = at;
}

void LiveRing::push(LivePage page) {
    newest_ = page.upto();
    things_ += page.size();
    pages_.push_back(std::move(page));
    while (things_ > things_max_ && pages_.size() > 1) {
        things_ -= pages_.front().size();
        pages_.pop_front();
    }
}

LivePage* LiveRing::page_after(const LiveCursor& place) {
    for (LivePage& page : pages_)
        if (page.before() == place) return &page;
    return nullptr;
}

LiveCursor LiveRing::next_boundary(const LiveCursor& place) const {
    for (const LivePage& page : pages_)
        if (page.before() > place) return page.before();
    return newest_;
}

std::string server_sent_event(const LiveCursor& id, std::string_view name, std::string_view data) {
    std::string event = "id: " + to_string(id) + "\nevent: ";
    event.append(name).append("\ndata: ").append(data).append("\n\n");
    return event;
}

}  // namespace tts::dashboard
