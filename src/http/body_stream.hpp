#pragma once

#include "http/respond.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace tts::http {

// An answer whose body comes about while it is sent, such as server-sent events. The connection
// ends with it. One thread at a time may write, any thread may ask. Destroying it ends the body.
class BodyStream {
public:
    // Answers with this head; a body that it has begins the stream.
    BodyStream(Respond respond, Response head);
    BodyStream(BodyStream&&) = default;
    BodyStream& operator=(BodyStream&& other) noexcept {
        std::swap(respond_, other.respond_);
        std::swap(state_, other.state_);
        return *this;
    }
    ~BodyStream();

    void write(std::string piece);

    // What was written and has not left yet: who writes more to a peer that does not read fills the
    // memory.
    std::size_t waiting_bytes() const { return state_->waiting_bytes; }
    // True once the peer is gone: what is written then is lost.
    bool is_over() const { return state_->is_over; }

private:
    void put(AnswerPart part, std::string body);

    Respond respond_;
    std::shared_ptr<BodyStreamState> state_;  // Null once moved from. Shared with the connection.
};

}  // namespace tts::http
