#pragma once

#include "order/order_desk.hpp"
#include "ports/review_list.hpp"

#include <optional>
#include <string>

// What a person decides about a comment. What it really meant is kept for the next model.

namespace tts {

// A comment of a streamer's show.
struct CommentOfShow {
    CommentId id;
    std::string streamer;
};

struct Award {
    std::string product;  // Our id, or the SKU; empty: what the comment seems to mean.
    std::optional<std::int32_t> quantity;  // Nothing: what was asked for.
    std::optional<std::string> variant;    // Likewise.
};

// The comment gets the order, with the comment as its evidence, whatever was decided before. Done
// again it answers with the same order; once that is cancelled, with a new one. Errc::not_found:
// the streamer has no such comment or product. Errc::conflict: not enough left. Errc::denied: the
// buyer is blocked. Errc::invalid: no product is named and none was found.
Result<PlacedOrder> award(Store& store,
                          ReviewList& list,
                          const CommentOfShow& comment,
                          const Award& award);

// The comment gets no order. `label`: what it meant instead; nothing: that was read rightly.
// Errc::not_found; Errc::conflict if it does not wait for a person.
Result<void> dismiss(Store& store,
                     ReviewList& list,
                     const CommentOfShow& comment,
                     std::optional<Intent> label);

// The comment waits for a person again. Errc::not_found; Errc::conflict if it does already.
Result<void> reopen(ReviewList& list, const CommentOfShow& comment);

}  // namespace tts
