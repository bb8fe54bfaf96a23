#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace tts {

// The JSON of a comment in its client's list:
// {"streamer","client","timestamp","message","id","source"}, and "message_id" if it has one.
std::string to_queue_entry(const Comment& comment);

// The entry of an outside producer with an id put in; all else stays as it was written.
std::string with_id(std::string_view entry, const Comment& comment);

// Understands what stands in a list. An instance belongs to one thread.
class QueueEntryReader {
public:
    explicit QueueEntryReader(std::size_t entry_bytes_max);
    ~QueueEntryReader();

    // The comment of an entry, its message trimmed as ingest does; its id is nil if the entry has
    // none that we could have made: an outside producer wrote it. Errc::invalid, with the reason,
    // if it cannot be processed. Outsiders' entries must also keep the limits that ingest sets.
    Result<Comment> read(std::string_view list, std::string_view entry);

private:
    struct Parser;

    std::size_t entry_bytes_max_;
    std::unique_ptr<Parser> parser_;
};

}  // namespace tts
