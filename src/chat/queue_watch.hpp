#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"

#include <chrono>
#include <functional>
#include <span>
#include <vector>

namespace tts {

// What is asked again and again while comments are being decided.
struct QueueWatch {
    // The comments that are in the client's list now; see QueueKeeper::waiting().
    std::function<Result<std::vector<Comment>>()> waiting;
    // Those of the comments that are decided by now.
    std::function<Result<std::vector<DecidedComment>>(std::span<const CommentId>)> decided;
    std::function<void(std::chrono::milliseconds)> sleep;
};

// Waits until a worker has decided what is in the list, or found it to be nothing that can be
// decided; returns what was decided, by arrival. Takes nothing from the workers. Errc::conflict if
// it is not after `patience`: perhaps no worker is running.
Result<std::vector<DecidedComment>> wait_until_decided(const QueueWatch& watch,
                                                       std::chrono::milliseconds patience);

}  // namespace tts
