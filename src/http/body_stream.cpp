#include "http/body_stream.hpp"

#include <utility>

namespace tts::http {

BodyStream::BodyStream(Respond respond, Response head)
    : respond_(std::move(respond)), state_(std::make_shared<BodyStreamState>()) {
    state_->waiting_bytes = head.body.size();
    respond_.sink_->put({.connection = respond_.place_.connection,
                         .ticket = respond_.place_.ticket,
                         .response = std::move(head),
                         .part = AnswerPart::head,
                         .stream = BodyStreamEnd(state_)});
}

BodyStream::~BodyStream() {
    if (state_) put(AnswerPart::end, {});
}

void BodyStream::write(std::string piece) {
    state_->waiting_bytes += piece.size();
    put(AnswerPart::piece, std::move(piece));
}

void BodyStream::put(AnswerPart part, std::string body) {
    Response response;
    response.body = std::move(body);
    respond_.sink_->put({.connection = respond_.place_.connection,
                         .ticket = respond_.place_.ticket,
                         .response = std::move(response),
                         .part = part,
                         .stream = {}});
}

}  // namespace tts::http
