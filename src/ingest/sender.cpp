#include "ingest/sender.hpp"

#include "core/json_writer.hpp"
#include "http/field_errors.hpp"
#include "http/request_identity.hpp"

#include <utility>

namespace tts {

namespace {

using http::FieldError;
using http::Response;

constexpr std::string_view retry_after_seconds = "1";

// By hand rather than by JsonWriter, because every comment gets one.
std::string acknowledgement(const Comment& comment, const Appended& appended) {
    constexpr std::size_t usual_bytes = 256;
    std::string json;
    json.reserve(usual_bytes + comment.streamer.size() + comment.client.size());
    json += R"({"ok":true,"queued_to":)";
    append_json_string(json, queue_name(comment.streamer, comment.client));
    json += R"(,"stream":"comments_stream","timestamp":")";
    json += to_iso8601(comment.timestamp);
    json += R"(","id":")";
    json += appended.id.to_string();
    json += appended.duplicate ? R"(","duplicate":true})" : R"("})";
    return json;
}

// The answer to a frame or to an item of a batch.
std::string outcome(const Comment& comment, const Result<Appended>& appended) {
    if (appended) return acknowledgement(comment, *appended);
    JsonWriter json;
    json.object().member("ok", false).member("detail", appended.error().what());
    return json.member("retry_after", 1).end().take();
}

std::string outcome(const TurnedAway& why) {
    JsonWriter json;
    json.object().member("ok", false).member("detail", why.detail);
    return json.member("retry_after", why.retry_after.count()).end().take();
}

std::string outcome(const std::vector<FieldError>& errors) {
    JsonWriter json;
    json.object().member("ok", false).key("detail");
    http::write_field_errors(json, errors);
    return json.end().take();
}

Response to_response(const Comment& comment, const Result<Appended>& appended) {
    if (appended) return Response::json(acknowledgement(comment, *appended));
    auto response = Response::error(503, appended.error().what());
    response.headers = {{"Retry-After", std::string(retry_after_seconds)}};
    return response;
}

Response named(Response response, std::string request_id) {
    response.headers.emplace_back("X-Request-Id", std::move(request_id));
    return response;
}

// A request that its sender did not name has the name of its comment.
std::string name_of(const RequestSender& sender, const CommentId& comment) {
    return sender.request_id.empty() ? comment.to_string() : sender.request_id;
}

}  // namespace

void BatchResults::set(std::size_t index, std::string result) {
    const std::lock_guard lock(mutex_);
    results_[index] = std::move(result);
    if (--missing_ == 0) complete_.notify_all();
}

std::string BatchResults::wait_for_json() {
    std::unique_lock lock(mutex_);
    complete_.wait(lock, [this] { return missing_ == 0; });
    JsonWriter json;
    json.object().key("results").array();
    for (const auto& result : results_) json.raw(result);
    return json.end().end().take();
}

void tell(const Sender& sender,
          const Comment& comment,
          const Result<Appended>& appended,
          http::AnswerBatch& answers) {
    if (const auto request = std::get_if<RequestSender>(&sender)) {
        answers.add(request->respond,
                    named(to_response(comment, appended),
                          name_of(*request, appended ? appended->id : comment.id)));
    } else if (const auto frame = std::get_if<FrameSender>(&sender)) {
        answers.add(frame->respond, Response::json(outcome(comment, appended)));
    } else if (const auto item = std::get_if<ItemSender>(&sender)) {
        item->results->set(item->index, outcome(comment, appended));
    }
}

void turn_away(const Sender& sender, const TurnedAway& why) {
    if (const auto request = std::get_if<RequestSender>(&sender)) {
        auto response = Response::error(why.status, why.detail);
        response.headers = {{"Retry-After", std::to_string(why.retry_after.count())}};
        const auto& own = request->request_id;
        request->respond(named(std::move(response), own.empty() ? http::new_request_id() : own));
    } else if (const auto frame = std::get_if<FrameSender>(&sender)) {
        frame->respond(Response::json(outcome(why)));
    } else if (const auto item = std::get_if<ItemSender>(&sender)) {
        item->results->set(item->index, outcome(why));
    }
}

void refuse(const Sender& sender, const std::vector<FieldError>& errors) {
    if (const auto request = std::get_if<RequestSender>(&sender)) {
        const auto& own = request->request_id;
        request->respond(
            named(http::validation_error(errors), own.empty() ? http::new_request_id() : own));
    } else if (const auto frame = std::get_if<FrameSender>(&sender)) {
        frame->respond(Response::json(outcome(errors)));
    } else if (const auto item = std::get_if<ItemSender>(&sender)) {
        item->results->set(item->index, outcome(errors));
    }
}

}  // namespace tts
