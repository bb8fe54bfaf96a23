#include "http/conversation.hpp"

#include "support/http_test_client.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace tts::http;
using namespace tts::test;
using namespace std::chrono_literals;

namespace {

using Clock = Conversation::Clock;

// A conversation whose handlers answer when the test says so.
class ConversationTest : public testing::Test, protected Conversation::Dispatcher {
protected:
    ConversationTest() {
        router_.on("GET", "/a/{name}", [](const Request&) { return Response(); });
        router_.on("POST", "/a/{name}", [](const Request&) { return Response(); });
        router_.on_websocket("/ws", [](std::string_view, const Respond&) {});
        rules_.limits.body_bytes_max = 100'000;
        rules_.limits.frame_bytes_max = 1'000;
        rules_.limits.pipeline_max = 4;
    }

    void dispatch(const Router::Route&, Request& request, std::uint64_t ticket) override {
        requests_.push_back(std::move(request));
        tickets_.push_back(ticket);
    }
    void dispatch_frame(const Router::Route&,
                        std::string_view frame,
                        std::uint64_t ticket) override {
        frames_.emplace_back(frame);
        tickets_.push_back(ticket);
    }

    void receive(std::string_view bytes) { talk_.receive(bytes, now_); }
    void answer(std::size_t index, std::string body) {
        talk_.complete(tickets_.at(index), Response::json(std::move(body)));
    }
    std::string output() {
        std::string out;
        talk_.append_output(out);
        talk_.proceed(now_);
        talk_.append_output(out);
        return out;
    }
    void pass(std::chrono::milliseconds time) {
        now_ += time;
        talk_.check_deadlines(now_);
    }
    void open_socket() {
        receive(get_request("/ws", upgrade_headers));
        ASSERT_TRUE(output().starts_with("HTTP/1.1 101 "));
    }
    static std::string text_frame(std::string_view text) {
        std::string out;
        append_text_frame(out, text);
        return out;
    }

    Router router_;
    ConversationRules rules_;
    std::vector<Request> requests_;
    std::vector<std::string> frames_;
    std::vector<std::uint64_t> tickets_;
    Clock::time_point now_ = Clock::now();
    WorkspacePool workspaces_{rules_.limits};
    std::size_t unanswered_ = 0;
    Conversation::Surroundings around_{
        .router = router_, .rules = rules_, .workspaces = workspaces_, .unanswered = unanswered_};
    Conversation talk_{around_, *this, "peer", now_};
};

constexpr std::string_view close_frame_begin = "\x88";

}  // namespace

TEST_F(ConversationTest, AnswersInTheOrderOfTheRequestsNotOfTheAnswers) {
    receive(get_request("/a/1") + get_request("/a/2") + get_request("/nowhere"));

    answer(1, "two");
    EXPECT_EQ(output(), "");
    answer(0, "one");
    const auto all = output();

    EXPECT_LT(all.find("one"), all.find("two"));
    EXPECT_LT(all.find("two"), all.find("Not Found"));
    EXPECT_TRUE(talk_.wants_input());
}

TEST_F(ConversationTest, StopsReadingWhenTooMuchIsUnanswered) {
    std::string six;
    for (int i = 0; i < 6; ++i) six += get_request("/a/" + std::to_string(i));
    receive(six);

    EXPECT_EQ(requests_.size(), 4U);
    EXPECT_FALSE(talk_.wants_input());
    answer(0, "{}");
    output();
    EXPECT_EQ(requests_.size(), 5U);
    for (std::size_t i = 1; i < 5; ++i) answer(i, "{}");
    output();
    EXPECT_EQ(requests_.size(), 6U);
    EXPECT_EQ(requests_.back().path_value("name"), "5");
    EXPECT_TRUE(talk_.wants_input());
}

TEST_F(ConversationTest, AnswersAllThatCameAtOnceThoughMoreThanTheWindow) {
    receive(get_request("/nowhere"));
    const auto one = output();
    std::string twenty;
    for (int i = 0; i < 20; ++i) twenty += get_request("/nowhere");
    receive(twenty);

    std::string out;
    do talk_.append_output(out);
    while (talk_.proceed(now_));

    EXPECT_EQ(out.size(), 20 * one.size());
    EXPECT_EQ(unanswered_, 0U);
}

TEST_F(ConversationTest, TakesLessAtOnceWhileTheLoopOwesManyAnswers) {
    rules_.limits.unanswered_max = 100, rules_.limits.pipeline_min = 2;
    unanswered_ = 99;  // Of others.
    receive(get_request("/a/1") + get_request("/a/2") + get_request("/a/3"));
    EXPECT_EQ(requests_.size(), 2U);
    EXPECT_FALSE(talk_.wants_input());

    answer(0, "{}");
    output();
    EXPECT_EQ(requests_.size(), 3U);
    unanswered_ = 2;  // The others are served.
    EXPECT_TRUE(talk_.wants_input());
}

TEST_F(ConversationTest, AnswersWhatCameBeforeThePeerStoppedSending) {
    std::string six;
    for (int i = 0; i < 6; ++i) six += get_request("/a/" + std::to_string(i));
    receive(six);
    talk_.end_input();
    for (std::size_t i = 0; i < 6; ++i) {
        answer(i, "{}");
        EXPECT_NE(output(), "");
    }
    EXPECT_EQ(requests_.size(), 6U);
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, IgnoresAnswersThatNobodyWaitsFor) {
    receive(get_request("/a/1"));
    answer(0, "first");
    answer(0, "second");
    talk_.complete(77, Response::json("third"));

    const auto out = output();
    answer(0, "fourth");

    EXPECT_NE(out.find("first"), std::string::npos);
    EXPECT_EQ(output(), "");
}

TEST_F(ConversationTest, ADecodedSlashStaysInsideItsParameter) {
    receive(get_request("/a/x%2Fy%25z"));

    EXPECT_EQ(requests_.at(0).path_value("name"), "x/y%z");
    EXPECT_EQ(requests_.at(0).path, "/a/x/y%z");
}

TEST_F(ConversationTest, EndsBehindTheAnswerToABrokenRequest) {
    receive(get_request("/a/1") + "nonsense\r\n\r\n" + get_request("/a/2"));

    EXPECT_EQ(requests_.size(), 1U);
    EXPECT_FALSE(talk_.wants_input());
    EXPECT_EQ(output(), "");
    answer(0, "{}");
    const auto out = output();
    EXPECT_NE(out.find("HTTP/1.1 400 "), std::string::npos);
    EXPECT_NE(out.find("Connection: close"), std::string::npos);
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, RefusesALargeBodyBeforeItIsSent) {
    receive("POST /a/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10485760\r\n\r\nxxx");

    EXPECT_TRUE(output().starts_with("HTTP/1.1 413 "));
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, TellsAClientThatAsksToSendItsBody) {
    receive(
        "POST /a/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
        "Expect: 100-continue\r\n\r\n");
    EXPECT_TRUE(output().starts_with("HTTP/1.1 100 Continue\r\n"));

    receive("{}");
    EXPECT_EQ(requests_.at(0).body, "{}");
}

TEST_F(ConversationTest, DoesNotInviteABodyThatItWillNotTake) {
    receive(
        "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
        "Expect: 100-continue\r\n\r\n");

    EXPECT_TRUE(output().starts_with("HTTP/1.1 404 "));
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, SaysWhichMethodsAPathHas) {
    receive("DELETE /a/1 HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_request("/ws") +
            "WS /ws HTTP/1.1\r\nHost: localhost\r\n\r\n");

    const auto out = output();
    EXPECT_NE(out.find("HTTP/1.1 405 "), std::string::npos);
    EXPECT_NE(out.find("Allow: GET, HEAD, POST\r\n"), std::string::npos);
    EXPECT_NE(out.find("HTTP/1.1 426 "), std::string::npos);
    EXPECT_EQ(out.find("101 Switching"), std::string::npos);
}

TEST_F(ConversationTest, KeepsAliveAsEachVersionSays) {
    receive("GET /a/1 HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
    answer(0, "{}");
    EXPECT_NE(output().find("Connection: keep-alive\r\n"), std::string::npos);
    EXPECT_FALSE(talk_.is_over());

    receive("GET /a/1 HTTP/1.0\r\nHost: localhost\r\n\r\n");
    answer(1, "{}");
    output();
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, CutsAHeadThatDripsIn) {
    for (int i = 0; i < 5; ++i) {
        receive("G");
        pass(1s);
    }
    EXPECT_EQ(output(), "");
    pass(1s);

    EXPECT_TRUE(output().starts_with("HTTP/1.1 408 "));
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, CutsABodyThatDripsInButNotASlowHonestOne) {
    receive("POST /a/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
    for (int i = 0; i < 10; ++i) {
        receive(std::string(2'000, 'x'));
        pass(1s);
    }
    EXPECT_EQ(output(), "");
    for (int i = 0; i < 19; ++i) {
        receive("x");
        pass(1s);
    }
    EXPECT_TRUE(output().starts_with("HTTP/1.1 408 "));
}

TEST_F(ConversationTest, DropsAnIdlePeerButWaitsForItsOwnHandlers) {
    receive(get_request("/a/1"));
    pass(100s);
    EXPECT_FALSE(talk_.is_over());

    answer(0, "{}");
    output();
    pass(29s);
    EXPECT_FALSE(talk_.is_over());
    pass(2s);
    EXPECT_TRUE(talk_.is_over());
    EXPECT_EQ(output(), "");
}

TEST_F(ConversationTest, AnswersAPeerThatHasStoppedSending) {
    receive(get_request("/a/1"));
    talk_.end_input();
    output();
    EXPECT_FALSE(talk_.is_over());

    answer(0, "{}");
    EXPECT_TRUE(output().starts_with("HTTP/1.1 200 "));
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, FinishesWhatWasAskedWhenTheServerStops) {
    receive(get_request("/a/1"));
    talk_.finish();
    receive(get_request("/a/2"));

    answer(0, "{}");
    EXPECT_NE(output().find("Connection: close"), std::string::npos);
    EXPECT_TRUE(talk_.is_over());
    EXPECT_EQ(requests_.size(), 1U);
}

TEST_F(ConversationTest, RefusesHandshakesThatAreNotWebSocket13) {
    receive(get_request("/ws",
                        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Version: 8\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    const auto out = output();
    EXPECT_TRUE(out.starts_with("HTTP/1.1 426 "));
    EXPECT_NE(out.find("Sec-WebSocket-Version: 13\r\n"), std::string::npos);
}

TEST_F(ConversationTest, RefusesAHandshakeOfAForeignPage) {
    receive(get_request("/ws", std::string(upgrade_headers) + "Origin: https://evil.example\r\n"));

    EXPECT_TRUE(output().starts_with("HTTP/1.1 403 "));
}

TEST_F(ConversationTest, AnswersFramesInOrderAndBinaryOnesAsBad) {
    open_socket();
    receive(client_frame("one") + client_frame("two", 0x82) + client_frame("three"));

    ASSERT_EQ(frames_, (std::vector<std::string>{"one", "three"}));
    answer(1, "3");
    answer(0, "1");
    EXPECT_EQ(output(), text_frame("1") +
                            text_frame(R"({"ok":false,"detail":"send text frames"})") +
                            text_frame("3"));
}

TEST_F(ConversationTest, HoldsBackFramesBeyondTheWindow) {
    open_socket();
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += client_frame(std::to_string(i));
    receive(ten);

    EXPECT_EQ(frames_.size(), 4U);
    EXPECT_FALSE(talk_.wants_input());
    for (std::size_t i = 0; i < 10; ++i) {
        answer(i, "ok");
        EXPECT_EQ(output(), text_frame("ok"));
    }
    EXPECT_TRUE(talk_.wants_input());
}

TEST_F(ConversationTest, PutsFragmentsTogetherAndPongsBetweenThem) {
    open_socket();
    receive(client_frame("he", 0x01) + client_frame("ping!", 0x89) + client_frame("l", 0x00));
    EXPECT_EQ(output(), std::string("\x8a\x05ping!"));

    receive(client_frame("lo", 0x80));
    EXPECT_EQ(frames_, (std::vector<std::string>{"hello"}));
}

TEST_F(ConversationTest, ClosesAfterTheAnswersThatItOwes) {
    open_socket();
    receive(client_frame("one") + client_frame("\x03\xe8", 0x88));
    EXPECT_EQ(output(), "");

    answer(0, "1");
    EXPECT_EQ(output(), text_frame("1") + std::string("\x88\x02\x03\xe8"));
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationTest, EndsSocketsThatBreakTheProtocol) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {client_frame(std::string(1'001, 'x')), "\x03\xf1"},   // 1009, too big.
        {client_frame(std::string(70'000, 'x')), "\x03\xf1"},  // Likewise.
        {client_frame(std::string(600, 'x'), 0x01) + client_frame(std::string(600, 'x'), 0x80),
         "\x03\xf1"},                                             // Likewise, in fragments.
        {client_frame("\xff"), "\x03\xef"},                       // 1007, not UTF-8.
        {client_frame("x", 0x83), "\x03\xea"},                    // 1002, unknown kind.
        {client_frame("x", 0xc1), "\x03\xea"},                    // Reserved bit.
        {client_frame("x", 0x80), "\x03\xea"},                    // Continues nothing.
        {client_frame(std::string(126, 'x'), 0x89), "\x03\xea"},  // A long ping.
        {std::string("\x81\x01x"), "\x03\xea"},                   // Not masked.
    };
    for (const auto& [bytes, code] : cases) {
        Conversation talk(around_, *this, "", now_);
        talk.receive(get_request("/ws", upgrade_headers), now_);
        std::string handshake;
        talk.append_output(handshake);
        talk.receive(bytes, now_);
        std::string out;
        talk.append_output(out);

        SCOPED_TRACE(testing::PrintToString(bytes.substr(0, 20)));
        ASSERT_TRUE(out.starts_with(close_frame_begin));
        EXPECT_EQ(out.substr(2, 2), code);
        EXPECT_TRUE(talk.is_over());
    }
}

TEST_F(ConversationTest, AsksAQuietSocketWhetherItIsThere) {
    open_socket();
    pass(31s);
    EXPECT_EQ(output(), std::string("\x89\x00", 2));
    receive(client_frame("", 0x8a));
    pass(31s);
    EXPECT_EQ(output(), std::string("\x89\x00", 2));
    pass(31s);
    output();
    EXPECT_TRUE(talk_.is_over());
}
