#include "adapters/sqlite/queue_window.hpp"

#include <set>

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

std::size_t QueueWindow::due(Timestamp now, std::size_t count_max) const {
    std::size_t count = 0;
    for (const auto& [entry, list] : schedule_) {
        if (entry.first.first > now || count >= count_max) break;
        count += list->waiting.size();
    }
    return std::min(count, count_max);
}

void QueueWindow::sift(Timestamp now, const MayWait& may_wait, std::size_t count_max) {
    std::size_t found = 0;
    for (auto next = schedule_.begin(); next != schedule_.end() && found < count_max;) {
        const auto& [entry, scheduled] = *next++;  // Setting it aside takes it off the schedule.
        const auto& [place, name] = entry;
        if (place.first > now) break;
        List& list = *scheduled;
        list.goes_first =
            list.goes_first || list.hold || !may_wait(burst_of(name, list, list.waiting.size()));
        if (list.goes_first)
            found += list.waiting.size();
        else
            set_aside(ListName(name));
    }
}

void QueueWindow::set_aside(const ListName& name) {
    const auto found = lists_.find(name);
    List& list = found->second;
    std::vector<std::int64_t> seqs;
    for (const WaitingComment& one : list.waiting) seqs.push_back(one.seq);
    size_ -= seqs.size();
    aside_.add(name, seqs);
    list.waiting.clear();
    schedule(name, list);
    lists_.erase(found);
}

void QueueWindow::wait_no_more(const ListName& name) {
    const auto found = lists_.find(name);
    if (found != lists_.end()) found->second.goes_first = true;
}

std::vector<QueueWindow::Choice> QueueWindow::choose(const Bounds& bounds, Batch& batch) {
    std::vector<Choice> choices;
    std::size_t room = bounds.comments_max;
    auto next = schedule_.begin();
    for (bool alone = false; next != schedule_.end() && !alone; ++next) {
        const auto& [place, name] = next->first;
        if (place.first > bounds.now || room == 0 || choices.size() == bounds.bursts_max) break;
        const List& list = *next->second;
        const int attempts = list.hold ? list.hold->attempts : 0;
        alone = attempts > 0;
        std::size_t count = std::min(list.waiting.size(), bounds.list_max);
        if (attempts + 1 >= single_attempt_min) count = 1;
        // What must come alone or does not fit is the first of the next batch.
        if (!choices.empty() && (alone || count > room)) break;

        room -= std::min(count, room);
        batch.bursts.push_back(burst_of(name, list, count));
        choices.push_back(choice_of(name, list, count));
        if (count < list.waiting.size()) lower_to(batch.next_due, place.first);
    }
    if (next != schedule_.end()) lower_to(batch.next_due, next->first.first.first);
    if (aside_.size() > 0) lower_to(batch.next_due, bounds.now);
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
    list.goes_first = false;
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
    if (place) schedule_.emplace(std::pair(*place, name), &list);
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
