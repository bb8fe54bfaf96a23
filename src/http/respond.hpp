#pragma once

#include "http/body_stream_end.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tts::http {

// What of an answer this is: all of it, or a part of one whose body is streamed.
enum class AnswerPart { whole, head, piece, end };

// An answer and whose it is.
struct Answer {
    std::uint64_t connection = 0;  // The sink's name for it.
    std::uint64_t ticket = 0;      // Which question of the connection.
    Response response;             // Of a piece, the body alone counts.
    AnswerPart part = AnswerPart::whole;
    BodyStreamEnd stream = {};  // Of a head.
};

// Takes answers back to the event loop of their connections. Any thread may call it. Connections
// that are gone lose their answers.
class AnswerSink {
public:
    virtual ~AnswerSink() = default;

    virtual void put(Answer answer) = 0;
    // Leaves the list empty, with memory for the next answers.
    virtual void put_all(std::vector<Answer>& answers) = 0;
};

// The place where one answer is waited for. Give it exactly once, from any thread; never giving it
// leaves the client waiting. A request's answer is sent as it is; of a WebSocket's only the body,
// as one text frame in the order of the questions.
class Respond {
public:
    // Where to: `connection` and `ticket` are as in Answer.
    struct Place {
        std::uint64_t connection = 0;
        std::uint64_t ticket = 0;
    };
    Respond(std::shared_ptr<AnswerSink> sink, Place place)
        : sink_(std::move(sink)), place_(place) {}

    void operator()(Response response) const;

private:
    friend class AnswerBatch;
    friend class BodyStream;

    std::shared_ptr<AnswerSink> sink_;
    Place place_;
};

// Answers that become known together: each event loop gets its part at once, so that it wakes once
// and writes once to each connection. Belongs to one thread.
class AnswerBatch {
public:
    AnswerBatch() = default;
    ~AnswerBatch();  // As send().
    AnswerBatch(const AnswerBatch&) = delete;
    AnswerBatch& operator=(const AnswerBatch&) = delete;

    void add(const Respond& to, Response response);
    void send();

private:
    struct Share {
        std::shared_ptr<AnswerSink> sink;
        std::vector<Answer> answers;
    };

    std::vector<Share> shares_;  // One for each event loop: a few.
};

}  // namespace tts::http
