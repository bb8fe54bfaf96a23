// Who may come in, as the conversation asks it: pages of other sites, and WebSockets.

#include "http/conversation.hpp"

#include "support/http_test_client.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace tts::http;
using namespace tts::test;

namespace {

using Clock = Conversation::Clock;

// A conversation whose handlers answer when the test says so.
class ConversationEntry : public testing::Test, protected Conversation::Dispatcher {
protected:
    ConversationEntry() {
        router_.on("GET", "/a/{name}", [](const Request&) { return Response(); });
    }

    void dispatch(const Router::Route&, Request&, std::uint64_t ticket) override {
        tickets_.push_back(ticket);
    }
    void dispatch_frame(const Router::Route&, std::string_view frame, std::uint64_t) override {
        frames_.emplace_back(frame);
    }

    void receive(std::string_view bytes) { talk_.receive(bytes, now_); }
    void answer(std::size_t index, std::string body) {
        talk_.complete(tickets_.at(index), Response::json(std::move(body)));
    }
    std::string output() {
        std::string out;
        talk_.append_output(out);
        return out;
    }

    Router router_;
    ConversationRules rules_;
    std::vector<std::string> frames_;
    std::vector<std::uint64_t> tickets_;
    Clock::time_point now_ = Clock::now();
    WorkspacePool workspaces_{rules_.limits};
    std::size_t unanswered_ = 0;
    Conversation::Surroundings around_{
        .router = router_, .rules = rules_, .workspaces = workspaces_, .unanswered = unanswered_};
    Conversation talk_{around_, *this, "peer", now_};
};

TEST_F(ConversationEntry, APageOnTheListMayReadAnswersAndErrorsAndAskBeforehand) {
    rules_.origins.cors_origins = {"https://shop.example"};
    const std::string origin = "Origin: https://shop.example\r\n";

    receive(get_request("/a/b", origin));
    answer(0, "{}");
    EXPECT_NE(output().find("Access-Control-Allow-Origin: https://shop.example\r\n"),
              std::string::npos);
    receive(get_request("/unknown", origin));
    EXPECT_NE(output().find("Access-Control-Allow-Origin: https://shop.example\r\n"),
              std::string::npos);
    receive("OPTIONS /a/b HTTP/1.1\r\nHost: localhost\r\n" + origin +
            "Access-Control-Request-Method: POST\r\n\r\n");
    const auto preflight = output();
    EXPECT_TRUE(preflight.starts_with("HTTP/1.1 204 ")) << preflight;
    EXPECT_NE(preflight.find("Access-Control-Allow-Methods: "), std::string::npos);
    receive(get_request("/a/b"));
    answer(1, "{}");
    EXPECT_EQ(output().find("Access-Control"), std::string::npos);
}

TEST_F(ConversationEntry, ASocketThatMayNotComeInIsRefusedAtTheHandshake) {
    router_.on_websocket("/guarded", [](std::string_view, const Respond&) {})
        .with_socket_guard([](const Request& request) {
            SocketEntry entry;
            if (!request.header("authorization")) entry.refusal = Response::error(401, "who?");
            return entry;
        });

    receive(get_request("/guarded", upgrade_headers));
    const auto refused = output();

    EXPECT_TRUE(refused.starts_with("HTTP/1.1 401 ")) << refused;
    EXPECT_TRUE(talk_.is_over());
}

TEST_F(ConversationEntry, ASocketMayHaveAHandlerOfItsOwn) {
    router_.on_websocket("/guarded", [](std::string_view, const Respond&) {})
        .with_socket_guard([](const Request&) {
            return SocketEntry{.refusal = {}, .handler = [](std::string_view, const Respond&) {}};
        });

    receive(get_request("/guarded", upgrade_headers));
    EXPECT_TRUE(output().starts_with("HTTP/1.1 101 "));
    receive(client_frame("hello"));

    EXPECT_EQ(frames_, std::vector<std::string>{"hello"});
}

}  // namespace
