#pragma once

#include "core/comment.hpp"
#include "ports/comment_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tts::sqlite {

using ListName = std::pair<std::string, std::string>;  // Streamer and client.

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

    // False if the comment is there already: an append that was repeated.
    bool add(WaitingComment waiting);

    void hold(const ListName& name, Hold hold);

    // Fills `batch` with the bursts due at `now`, in the order of arrival, and sets its next_due.
    // A list that failed before comes alone, from its third attempt one comment at a time. What is
    // chosen stays and must be removed or held before the next choice.
    std::vector<Choice> choose(const QueueSettings& settings, Timestamp now, Batch& batch);

    // The chosen comments are processed or buried; the list begins anew.
    void remove(const Choice& choice);

    std::size_t size() const { return size_; }
    std::int64_t last_seq() const { return last_seq_; }
    void read_through(std::int64_t seq) { last_seq_ = std::max(last_seq_, seq); }

private:
    // When a list is due, then the order of arrival.
    using Place = std::pair<Timestamp, CommentId>;

    struct List {
        std::deque<WaitingComment> waiting;      // By id: the order of arrival.
        Timestamp first_due = Timestamp::max();  // Of all that wait.
        std::optional<Hold> hold;
        std::optional<Place> place;  // In schedule_, unless nothing waits.
    };
    using Schedule = std::set<std::pair<Place, ListName>>;

    void schedule(const ListName& name, List& list);
    static Burst burst_of(const ListName& name, const List& list, std::size_t count);
    static Choice choice_of(const ListName& name, const List& list, std::size_t count);

    std::map<ListName, List> lists_;
    Schedule schedule_;
    std::size_t size_ = 0;
    std::int64_t last_seq_ = 0;
};

}  // namespace tts::sqlite
