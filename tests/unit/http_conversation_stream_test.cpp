// Answers whose body comes about while it is sent.

#include "http/conversation.hpp"
#include "support/http_test_client.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

using namespace tts::http;
using namespace tts::test;
using namespace std::chrono_literals;

namespace {

using Clock = Conversation::Clock;

class ConversationStream : public testing::Test, protected Conversation::Dispatcher {
protected:
    ConversationStream() {
        router_.on("GET", "/a/{name}", [](const Request&) { return Response(); });
    }

    void dispatch(const Router::Route&, Request&, std::uint64_t ticket) override {
        tickets_.push_back(ticket);
    }
    void dispatch_frame(const Router::Route&, std::string_view, std::uint64_t) override {}

    void receive(std::string_view bytes) { talk_.receive(bytes, now_); }
    std::string output() {
        std::string out;
        talk_.append_output(out);
        return out;
    }
    void pass(std::chrono::milliseconds time) {
        now_ += time;
        talk_.check_deadlines(now_);
    }

    Router router_;
    ConversationRules rules_;
    std::vector<std::uint64_t> tickets_;
    Clock::time_point now_ = Clock::now();
    WorkspacePool workspaces_{rules_.limits};
    std::size_t unanswered_ = 0;
    Conversation::Surroundings around_{
        .router = router_, .rules = rules_, .workspaces = workspaces_, .unanswered = unanswered_};
    Conversation talk_{around_, *this, "peer", now_};
};

TEST_F(ConversationStream, StreamsABodyPieceByPieceUntilItEnds) {
    receive(get_request("/a/x"));
    const auto state = std::make_shared<BodyStreamState>();
    const auto part = [&](AnswerPart kind, std::string body) {
        Answer answer{.ticket = tickets_.at(0), .response = {}, .part = kind, .stream = {}};
        answer.response.body = std::move(body);
        if (kind == AnswerPart::head) answer.stream = BodyStreamEnd(state);
        talk_.complete_part(std::move(answer));
    };
    state->waiting_bytes = 8;
    part(AnswerPart::head, "");
    part(AnswerPart::piece, "one;");
    const auto begin = output();
    EXPECT_TRUE(begin.ends_with("\r\n\r\none;")) << begin;
    EXPECT_EQ(begin.find("Content-Length"), std::string::npos);
    EXPECT_NE(begin.find("Connection: close"), std::string::npos);
    EXPECT_FALSE(talk_.is_idle());

    part(AnswerPart::piece, "two;");
    EXPECT_EQ(output(), "two;");
    EXPECT_EQ(state->waiting_bytes, 0U);
    pass(10min);
    EXPECT_FALSE(talk_.is_over());

    part(AnswerPart::end, "");
    EXPECT_EQ(output(), "");
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationStream, AStreamIsOverWhenItsReaderLeaves) {
    receive(get_request("/a/x"));
    const auto state = std::make_shared<BodyStreamState>();
    talk_.complete_part({.ticket = tickets_.at(0),
                         .response = {},
                         .part = AnswerPart::head,
                         .stream = BodyStreamEnd(state)});
    output();
    EXPECT_FALSE(talk_.is_over());
    EXPECT_EQ(unanswered_, 0U);  // It does not count as somebody who waits.

    talk_.end_input();

    EXPECT_TRUE(talk_.is_over());
}

}  // namespace
