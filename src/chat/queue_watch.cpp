#include "chat/queue_watch.hpp"

#include <algorithm>
#include <set>

namespace tts {

namespace {

constexpr std::chrono::milliseconds look_interval{50};

bool is_decided(const std::vector<DecidedComment>& decided, const CommentId& id) {
    return std::any_of(decided.begin(), decided.end(),
                       [&](const DecidedComment& comment) { return comment.comment.id == id; });
}

}  // namespace

Result<std::vector<DecidedComment>> wait_until_decided(const QueueWatch& watch,
                                                       std::chrono::milliseconds patience) {
    std::set<CommentId> seen;
    for (std::chrono::milliseconds waited{0};; waited += look_interval) {
        // The list first: a comment that leaves it in between is decided by then.
        const auto waiting = watch.waiting();
        if (!waiting) return waiting.error();
        // An outside producer's comment has no id before the queue's keeper has found it.
        const bool all_known = std::none_of(waiting->begin(), waiting->end(),
                                            [](const Comment& c) { return c.id.is_nil(); });
        for (const Comment& comment : *waiting)
            if (!comment.id.is_nil()) seen.insert(comment.id);
        auto decided = watch.decided(std::vector<CommentId>(seen.begin(), seen.end()));
        if (!decided) return decided.error();
        const bool all_decided =
            std::all_of(waiting->begin(), waiting->end(),
                        [&](const Comment& comment) { return is_decided(*decided, comment.id); });
        if (all_known && all_decided) return decided;
        if (waited >= patience)
            return Error(Errc::conflict,
                         "the comments of this client still wait to be processed: is a worker "
                         "running?");
        watch.sleep(look_interval);
    }
}

}  // namespace tts
