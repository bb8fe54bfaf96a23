#include "http/request_identity.hpp"
#include "http/router.hpp"
#include "ingest/comment_batch.hpp"
#include "ingest/comment_ingest.hpp"
#include "ingest/origin_recorder.hpp"
#include "ingest/parse_comment.hpp"

#include <memory>
#include <utility>

namespace tts {

namespace {

using http::FieldError;
using http::Request;
using http::RequestIdentity;
using http::Respond;
using http::Response;

// What is known of who sends a comment.
struct SentBy {
    // Of its token, which is valid, because the gate refuses others; null without one.
    std::shared_ptr<Allowance> allowance = {};
    RequestIdentity identity = {};
};

std::shared_ptr<Allowance> allowance_of(const Request& request, CommentIngest& ingest) {
    const auto token = request.header("authorization");
    return token ? ingest.admission().allowance_of(*token) : nullptr;
}

SentBy sender_of(const Request& request, CommentIngest& ingest) {
    return {.allowance = allowance_of(request, ingest), .identity = http::identity_of(request)};
}

// Where comments go, and where it is noted how their senders name them; null: nowhere.
struct Intake {
    CommentIngest& ingest;
    OriginRecorder* origins;

    void take(std::string_view json, Sender sender, const SentBy& by) const {
        if (const auto why = ingest.admission().turn_away(by.allowance.get()))
            return turn_away(sender, *why);
        auto parsed = parse_comment(json);
        if (const auto errors = std::get_if<std::vector<FieldError>>(&parsed))
            return refuse(sender, *errors);
        auto& comment = std::get<Comment>(parsed);
        if (origins) note(comment.id, by.identity);
        ingest.submit(std::move(comment), std::move(sender));
    }

    // A request that its sender did not name, and every frame, is named by the id of its comment:
    // that needs no row, whoever looks for it makes it up again (origins_of()).
    void note(const CommentId& comment, const RequestIdentity& identity) const {
        if (identity.request_id.empty() && identity.trace_id.empty()) return;
        origins->note({comment,
                       identity.request_id.empty() ? comment.to_string() : identity.request_id,
                       identity.trace_id});
    }
};

// Blocks until all items are durable or refused, on a thread of the pool.
Response post_batch(const Intake& intake, const Request& request) {
    const auto by = sender_of(request, intake.ingest);
    const auto batch = split_batch(request.body);
    if (batch.error) return http::validation_error({*batch.error});
    const auto results = std::make_shared<BatchResults>(batch.items.size());
    for (std::size_t i = 0; i < batch.items.size(); ++i)
        intake.take(batch.items[i], ItemSender{.results = results, .index = i}, by);
    intake.ingest.flush();
    return Response::json(results->wait_for_json());
}

}  // namespace

void add_ingest_routes(http::Router& router, CommentIngest& ingest, OriginRecorder* origins) {
    const Intake intake{ingest, origins};
    router.on_async("POST", "/comments", [intake](const Request& request, Respond respond) {
        const auto by = sender_of(request, intake.ingest);
        intake.take(request.body, RequestSender{std::move(respond), by.identity.request_id}, by);
    });
    router
        .on("POST", "/comments/batch",
            [intake](const Request& request) { return post_batch(intake, request); })
        .with_body_max(batch_bytes_max);
    const auto taking = [intake](SentBy by) {
        return [intake, by = std::move(by)](std::string_view frame, Respond respond) {
            intake.take(frame, FrameSender{std::move(respond)}, by);
        };
    };
    router.on_websocket("/ws/comments", taking({}))
        .with_socket_guard([&ingest, taking](const Request& request) {
            auto allowance = allowance_of(request, ingest);
            if (!allowance) return http::SocketEntry{};
            return http::SocketEntry{.refusal = {},
                                     .handler = taking({.allowance = std::move(allowance)})};
        });
    router.after_each_turn([&ingest] { ingest.flush(); });
}

}  // namespace tts
