#include "apps/tiktoksales/openapi/endpoint.hpp"
#include "ingest/comment_batch.hpp"

namespace tts::openapi {

namespace {

Schema outcome() {
    return either({reference("AcceptedComment"), reference("RefusedComment")});
}

Endpoint post_comment() {
    return {.method = "POST",
            .pattern = "/comments",
            .summary = "Hand in a comment",
            .description =
                "Answered only once the comment is durable. A comment that has a message_id is "
                "known by its source and message_id: sent again, it gets the first one's id.",
            .parameters = {},
            .bodies = {{.schema = reference("NewComment")}},
            .answers = {{.description = "It is stored and will be processed.",
                         .schema = reference("AcceptedComment")}}};
}

Endpoint post_batch() {
    return {.method = "POST",
            .pattern = "/comments/batch",
            .summary = "Hand in up to 1,000 comments",
            .description = "One bad comment does not fail the others.",
            .parameters = {},
            .bodies = {{.schema = array_of(reference("NewComment"), {1, batch_items_max})},
                       {.content_type = "application/x-ndjson", .schema = text()}},
            .answers = {{.description = "What became of each, in the same order.",
                         .schema = object({{"results", array_of(outcome())}})}}};
}

Endpoint comment_socket() {
    return {
        .method = "WS",
        .pattern = "/ws/comments",
        .summary = "Hand in comments over a WebSocket",
        .description =
            "Each text message is one comment. Answers come in the order of the messages; there "
            "is no need to wait for one before sending the next.",
        .parameters = {},
        .bodies = {{.schema = reference("NewComment")}},
        .answers = {{.description = "What became of it.", .schema = outcome()}}};
}

}  // namespace

std::vector<Endpoint> chat_endpoints() {
    return {post_comment(), post_batch(), comment_socket(), report_gap()};
}

}  // namespace tts::openapi
