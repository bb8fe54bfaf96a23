#include "http/router.hpp"
#include "ingest/comment_batch.hpp"
#include "ingest/comment_ingest.hpp"
#include "ingest/parse_comment.hpp"

#include <memory>
#include <utility>

namespace tts {

namespace {

using http::FieldError;
using http::Request;
using http::Respond;
using http::Response;

void take_comment(CommentIngest& ingest, std::string_view json, Sender sender) {
    auto parsed = parse_comment(json);
    if (const auto errors = std::get_if<std::vector<FieldError>>(&parsed))
        return refuse(sender, *errors);
    ingest.submit(std::move(std::get<Comment>(parsed)), std::move(sender));
}

// Blocks until all items are durable or refused, on a thread of the pool.
Response post_batch(CommentIngest& ingest, const Request& request) {
    const auto batch = split_batch(request.body);
    if (batch.error) return http::validation_error({*batch.error});
    const auto results = std::make_shared<BatchResults>(batch.items.size());
    for (std::size_t i = 0; i < batch.items.size(); ++i)
        take_comment(ingest, batch.items[i], ItemSender{.results = results, .index = i});
    ingest.flush();
    return Response::json(results->wait_for_json());
}

}  // namespace

void add_ingest_routes(http::Router& router, CommentIngest& ingest) {
    router.on_async("POST", "/comments", [&ingest](const Request& request, Respond respond) {
        take_comment(ingest, request.body, RequestSender{std::move(respond)});
    });
    router
        .on("POST", "/comments/batch",
            [&ingest](const Request& request) { return post_batch(ingest, request); })
        .with_body_max(batch_bytes_max);
    router.on_websocket("/ws/comments", [&ingest](std::string_view frame, Respond respond) {
        take_comment(ingest, frame, FrameSender{std::move(respond)});
    });
    router.after_each_turn([&ingest] { ingest.flush(); });
}

}  // namespace tts
