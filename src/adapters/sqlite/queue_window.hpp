#pragma once

#include "adapters/sqlite/queue_aside.hpp"
#include "core/comment.hpp"
#include "ports/comment_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tts::sqlite {

struct WaitingComment {
    std::int64_t seq = 0;
    Timestamp due;
    Comment comment;
};

// The unprocessed comments of one shard as far as its consumer has read them, by list and by due
// time. It is a cache: the file is the truth, and a new one is built when a shard is gained. It
// does no I/O.
class QueueWindow {
public:
    // What is known of a list that failed or was put back.
    struct Hold {
        Timestamp due;
        int attempts = 0;
        std::string error;
    };

    struct Chosen {
        std::int64_t seq = 0;
        Timestamp arrived_at;
    };

    // A burst that was chosen: how much of which list.
    struct Choice {
        ListName name;
        std::vector<Chosen> comments;
        std::optional<Hold> hold;

        int attempts() const { return hold ? hold->attempts : 0; }  // Before this one.
    };

    // A list that was set aside and is needed after all, as the numbers of its entries, which the
    // caller reads again.
    using Recalled = std::vector<std::int64_t>;
    using MayWait = std::function<bool(const Burst&)>;

    // False if the comment is there already: an append that was repeated.
    bool add(WaitingComment waiting);

    void hold(const ListName& name, Hold hold);

    // How many comments are due, and not set aside; what is beyond `count_max` is not counted.
    std::size_t due(Timestamp now, std::size_t count_max) const;

    // Looks through the due lists in their order, and sets those aside that may wait, until
    // `count_max` comments are found that may not. A list that failed or was put back stays.
    void sift(Timestamp now, const MayWait& may_wait, std::size_t count_max);

    const AsideLists& aside() const { return aside_; }
    std::optional<std::int64_t> oldest_aside() { return aside_.oldest(); }
    // The list comes back because it has a new comment: it is looked at again as a whole.
    Recalled recall(const ListName& name) { return aside_.take(name); }
    Recalled recall_oldest() { return aside_.take_oldest(); }
    // From now on the list goes with those that may not wait.
    void wait_no_more(const ListName& name);

    // Fills `batch` with the bursts that are due, in the order of arrival, and sets its next_due. A
    // list that failed before comes alone, from its third attempt one comment at a time. What is
    // chosen stays and must be removed or held before the next choice.
    struct Bounds {
        Timestamp now;
        std::size_t bursts_max = 0;
        std::size_t list_max = 0;      // Comments of one list.
        std::size_t comments_max = 0;  // The first list is not divided for it.
    };
    std::vector<Choice> choose(const Bounds& bounds, Batch& batch);

    // The chosen comments are processed or buried; the list begins anew.
    void remove(const Choice& choice);

    std::size_t size() const { return size_; }  // In comments, without those set aside.
    std::int64_t last_seq() const { return last_seq_; }
    void read_through(std::int64_t seq) { last_seq_ = std::max(last_seq_, seq); }

private:
    // When a list is due, then the order of arrival.
    using Place = std::pair<Timestamp, CommentId>;

    struct List {
        std::vector<WaitingComment> waiting;     // By id: the order of arrival.
        Timestamp first_due = Timestamp::max();  // Of all that wait.
        std::optional<Hold> hold;
        std::optional<Place> place;  // In schedule_, unless nothing waits.
        bool goes_first = false;     // It was looked at, and may not wait.
    };
    // Points into lists_, so that walking along it needs no search.
    using Schedule = std::map<std::pair<Place, ListName>, List*>;

    void schedule(const ListName& name, List& list);
    void set_aside(const ListName& name);
    static Burst burst_of(const ListName& name, const List& list, std::size_t count);
    static Choice choice_of(const ListName& name, const List& list, std::size_t count);

    std::map<ListName, List> lists_;
    Schedule schedule_;
    AsideLists aside_;
    std::size_t size_ = 0;
    std::int64_t last_seq_ = 0;
};

}  // namespace tts::sqlite
