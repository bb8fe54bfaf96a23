#include "core/json_writer.hpp"
#include "http/field_errors.hpp"
#include "http/router.hpp"
#include "ingest/comment_batch.hpp"
#include "ingest/comment_ingest.hpp"
#include "ingest/parse_comment.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

namespace tts {

namespace {

using http::FieldError;
using http::Request;
using http::Respond;
using http::Response;

constexpr std::string_view retry_after_seconds = "1";

std::string acknowledgement(const Comment& comment, const Appended& appended) {
    JsonWriter json;
    json.object().member("ok", true);
    json.member("queued_to", queue_name(comment.streamer, comment.client));
    json.member("stream", "comments_stream").member("timestamp", comment.timestamp);
    json.member("id", appended.id);
    if (appended.duplicate) json.member("duplicate", true);
    return json.end().take();
}

// The answer to a frame or to an item of a batch.
std::string refusal(const std::vector<FieldError>& errors) {
    JsonWriter json;
    json.object().member("ok", false).key("detail");
    http::write_field_errors(json, errors);
    return json.end().take();
}

std::string outcome(const Comment& comment, const Result<Appended>& appended) {
    if (appended) return acknowledgement(comment, *appended);
    JsonWriter json;
    json.object().member("ok", false).member("detail", appended.error().what());
    return json.member("retry_after", 1).end().take();
}

Response to_response(const Comment& comment, const Result<Appended>& appended) {
    if (appended) return Response::json(acknowledgement(comment, *appended));
    auto response = Response::error(503, appended.error().what());
    response.headers = {{"Retry-After", std::string(retry_after_seconds)}};
    return response;
}

void post_comment(CommentIngest& ingest, const Request& request, const Respond& respond) {
    auto parsed = parse_comment(request.body);
    if (const auto errors = std::get_if<std::vector<FieldError>>(&parsed))
        return respond(http::validation_error(*errors));
    ingest.submit(std::move(std::get<Comment>(parsed)),
                  [respond](const Comment& comment, const Result<Appended>& appended) {
                      respond(to_response(comment, appended));
                  });
}

void take_frame(CommentIngest& ingest, std::string_view frame, const http::Reply& reply) {
    auto parsed = parse_comment(frame);
    if (const auto errors = std::get_if<std::vector<FieldError>>(&parsed))
        return reply(refusal(*errors));
    ingest.submit(std::move(std::get<Comment>(parsed)),
                  [reply](const Comment& comment, const Result<Appended>& appended) {
                      reply(outcome(comment, appended));
                  });
}

// The results of a batch, which writers fill in from their threads.
class BatchResults {
public:
    explicit BatchResults(std::size_t size) : results_(size), missing_(size) {}

    void set(std::size_t index, std::string result) {
        const std::lock_guard lock(mutex_);
        results_[index] = std::move(result);
        if (--missing_ == 0) complete_.notify_all();
    }

    std::string wait_for_json() {
        std::unique_lock lock(mutex_);
        complete_.wait(lock, [this] { return missing_ == 0; });
        JsonWriter json;
        json.object().key("results").array();
        for (const auto& result : results_) json.raw(result);
        return json.end().end().take();
    }

private:
    std::mutex mutex_;
    std::condition_variable complete_;
    std::vector<std::string> results_;  // Guarded by mutex_.
    std::size_t missing_;               // Guarded by mutex_.
};

// Blocks until all items are durable or refused, on a thread of the pool.
Response post_batch(CommentIngest& ingest, const Request& request) {
    const auto batch = split_batch(request.body);
    if (batch.error) return http::validation_error({*batch.error});
    // Shared, because a writer may still hold it for a moment after the last result is in.
    const auto results = std::make_shared<BatchResults>(batch.items.size());
    for (std::size_t i = 0; i < batch.items.size(); ++i) {
        const auto set = [results, i](std::string result) { results->set(i, std::move(result)); };
        take_frame(ingest, batch.items[i], set);
    }
    return Response::json(results->wait_for_json());
}

}  // namespace

void add_ingest_routes(http::Router& router, CommentIngest& ingest) {
    router.on_async("POST", "/comments", [&ingest](const Request& request, const Respond& respond) {
        post_comment(ingest, request, respond);
    });
    router
        .on("POST", "/comments/batch",
            [&ingest](const Request& request) { return post_batch(ingest, request); })
        .with_body_max(batch_bytes_max);
    router.on_websocket("/ws/comments",
                        [&ingest](const std::string& frame, const http::Reply& reply) {
                            take_frame(ingest, frame, reply);
                        });
}

}  // namespace tts
