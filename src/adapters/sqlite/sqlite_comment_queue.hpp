#pragma once

#include "ports/comment_queue.hpp"

#include <memory>
#include <string>

namespace tts {

// The queue of the embedded mode: one file, made if it does not exist; its folder must. Leases live
// in the object, so that one process serves a file: there, producer(), consumer() and keeper() of a
// second one fail with Errc::conflict. dead_letters() works beside a server that runs.
// The queue outlives what it makes.
Result<std::unique_ptr<CommentQueue>> open_sqlite_comment_queue(const std::string& path,
                                                                const QueueSettings& settings);

}  // namespace tts
