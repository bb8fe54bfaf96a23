#include "adapters/sqlite/queue_window.hpp"

namespace tts::sqlite {

namespace {

constexpr int single_attempt_min = 3;  // From this attempt on a list comes comment by comment.

void lower_to(std::optional<Timestamp>& earliest, Timestamp time) {
    earliest = earliest ? std::min(*earliest, time) : time;
}

}  // namespace

bool QueueWindow::add(WaitingComment waiting) {
    read_through(waiting.seq);
    const ListName name{waiting.comment.streamer, waiting.comment.client};
    List& list = lists_[name];
    const auto by_id = [](const WaitingComment& one, const CommentId& id) {
        return one.comment.id < id;
    };
    // Nearly always the end.
    const auto place =
        std::lower_bound(list.waiting.begin(), list.waiting.end(), waiting.comment.id, by_id);
    if (place != list.waiting.end() && place->comment.id == waiting.comment.id) return false;

    list.first_due = std::min(list.first_due, waiting.due);
    list.waiting.insert(place, std::move(waiting));
    ++size_;
    schedule(name, list);
    return true;
}

void QueueWindow::hold(const ListName& name, Hold hold) {
    List& list = lists_[name];
    list.hold = std::move(hold);
    schedule(name, list);
}

std::vector<QueueWindow::Choice> QueueWindow::choose(const QueueSettings& settings,
                                                     Timestamp now,
                                                     Batch& batch) {
    std::vector<Choice> choices;
    std::size_t room = settings.comments_max;
    auto next = schedule_.begin();
    for (bool alone = false; next != schedule_.end() && !alone; ++next) {
        const auto& [place, name] = *next;
        if (place.first > now || room == 0 || choices.size() == settings.bursts_max) break;
        const List& list = lists_.at(name);
        const int attempts = list.hold ? list.hold->attempts : 0;
        alone = attempts > 0;
        std::size_t count = list.waiting.size();
        if (attempts + 1 >= single_attempt_min) count = 1;
        // What must come alone or does not fit is the first of the next batch.
        if (!choices.empty() && (alone || count > room)) break;

        count = std::min(count, room);
        room -= count;
        batch.bursts.push_back(burst_of(name, list, count));
        choices.push_back(choice_of(name, list, count));
        if (count < list.waiting.size()) lower_to(batch.next_due, place.first);
    }
    if (next != schedule_.end()) lower_to(batch.next_due, next->first.first);
    const auto by_arrival = [](const Burst& a, const Burst& b) {
        return a.comments.front().id < b.comments.front().id;
    };
    std::sort(batch.bursts.begin(), batch.bursts.end(), by_arrival);
    return choices;
}

void QueueWindow::remove(const Choice& choice) {
    const auto found = lists_.find(choice.name);
    if (found == lists_.end()) return;
    List& list = found->second;
    // Not simply the first ones: an earlier comment may have come in meanwhile.
    std::set<std::int64_t> gone;
    for (const Chosen& one : choice.comments) gone.insert(one.seq);
    size_ -= std::erase_if(list.waiting,
                           [&gone](const WaitingComment& one) { return gone.contains(one.seq); });
    list.hold.reset();
    list.first_due = Timestamp::max();
    for (const WaitingComment& one : list.waiting)
        list.first_due = std::min(list.first_due, one.due);
    schedule(choice.name, list);
    if (list.waiting.empty()) lists_.erase(found);
}

void QueueWindow::schedule(const ListName& name, List& list) {
    std::optional<Place> place;
    if (!list.waiting.empty())
        place = {list.hold ? list.hold->due : list.first_due, list.waiting.front().comment.id};
    if (place == list.place) return;
    if (list.place) schedule_.erase({*list.place, name});
    if (place) schedule_.emplace(*place, name);
    list.place = place;
}

Burst QueueWindow::burst_of(const ListName& name, const List& list, std::size_t count) {
    Burst burst{.streamer = name.first,
                .client = name.second,
                .comments = {},
                .attempt = 1 + (list.hold ? list.hold->attempts : 0)};
    burst.comments.reserve(count);
    for (std::size_t i = 0; i < count; ++i) burst.comments.push_back(list.waiting[i].comment);
    return burst;
}

QueueWindow::Choice QueueWindow::choice_of(const ListName& name,
                                           const List& list,
                                           std::size_t count) {
    Choice choice{.name = name, .comments = {}, .hold = list.hold};
    choice.comments.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const WaitingComment& one = list.waiting[i];
        choice.comments.push_back({.seq = one.seq, .arrived_at = one.comment.arrived_at()});
    }
    return choice;
}

}  // namespace tts::sqlite
