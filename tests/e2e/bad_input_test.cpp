// What nobody should send, to every endpoint that takes a body. The answers are the contract's, and
// the server goes on as if nothing had been.

#include "e2e/comments.hpp"
#include "support/tcp_client.hpp"
#include "support/web_socket_client.hpp"

#include <ostream>
#include <thread>

namespace tts::test {

namespace {

struct Endpoint {
    const char* role;
    const char* method;
    const char* path;
    const char* good_body;    // With "text" members only where `text_member` is one.
    const char* text_member;  // A member that must be a text that is not blank.
    std::size_t text_max;     // In code points.
    friend std::ostream& operator<<(std::ostream& out, const Endpoint& endpoint) {
        return out << endpoint.role << endpoint.path;
    }
};

const Endpoint endpoints[] = {
    {"chat", "POST", "/comments", R"({"streamer":"ana","client":"luis","message":"hola"})",
     "message", 2000},
    {"chat", "POST", "/comments", R"({"streamer":"ana","client":"luis","message":"hola"})",
     "streamer", 255},
    {"chat", "POST", "/comments", R"({"streamer":"ana","client":"luis","message":"hola"})",
     "client", 255},
    {"nlp", "POST", "/predict_intent", R"({"text":"hola"})", "text", 2000},
    {"vision", "POST", "/match_product",
     R"({"streamer":"ana","timestamp":"2026-11-23T18:05:09Z","frame_urls":[]})", "streamer", 255},
    {"ecommerce", "POST", "/order/create",
     R"({"product_id":"none","buyer":"luis","streamer":"ana","source":"test"})", "buyer", 255},
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error(what + " is not in " + text);
    return text.replace(at, what.size(), with);
}

class BadInput : public DeploymentTest, public ::testing::WithParamInterface<Endpoint> {
protected:
    Answer send(const std::string& body, const std::string& method = GetParam().method) const {
        return call({.method = method,
                     .url = server.url(GetParam().role, GetParam().path),
                     .headers = {{"content-type", "application/json"}},
                     .body = body});
    }

    // The good body with another value of the member that is tried, as JSON.
    std::string with_value(const std::string& json) const {
        const std::string body = GetParam().good_body;
        const auto name = "\"" + std::string(GetParam().text_member) + "\":";
        const auto from = body.find(name) + name.size();
        const auto to = body.find_first_of(",}", from);
        return body.substr(0, from) + json + body.substr(to);
    }

    // 422 in the shape that FastAPI's clients parse.
    static void expect_refused(const Answer& answer, const std::string& field = "") {
        ASSERT_EQ(answer.status, 422) << answer.body;
        const auto errors = answer.json()["detail"].items();
        ASSERT_FALSE(errors.empty()) << answer.body;
        EXPECT_FALSE(errors.front()["msg"].text().empty());
        EXPECT_FALSE(errors.front()["type"].text().empty());
        const auto location = errors.front()["loc"].items();
        ASSERT_FALSE(location.empty()) << answer.body;
        EXPECT_EQ(location.front().text(), "body");
        if (field.empty()) return;
        ASSERT_GE(location.size(), 2u) << answer.body;
        EXPECT_EQ(location.at(1).text(), field) << answer.body;
    }

    void TearDown() override {
        // Whatever was sent, the next one is served.
        EXPECT_EQ(get(server.url(GetParam().role, "/health")).status, 200);
        DeploymentTest::TearDown();
    }
};

TEST_P(BadInput, ThatIsNoJsonObjectIsRefused) {
    for (const char* body : {"", "{", "hello", "[]", "null", "42", "\"text\"", "{\"a\":1}}",
                             "{'a':'b'}", "{\"a\":}", "\xff\xfe", "{\"a\":NaN}", "{}\n{}"}) {
        SCOPED_TRACE(body);
        expect_refused(send(body));
    }
}

TEST_P(BadInput, WithoutAMemberNamesIt) {
    const auto without = replaced(GetParam().good_body,
                                  "\"" + std::string(GetParam().text_member) + "\":", "\"x\":");
    // Vision takes the streamer under two names.
    expect_refused(send(without), GetParam().text_member);
}

TEST_P(BadInput, OfTheWrongTypeNamesTheMember) {
    for (const char* value : {"1", "true", "null", "[\"a\"]", "{}", "1.5"}) {
        SCOPED_TRACE(value);
        expect_refused(send(with_value(value)), GetParam().text_member);
    }
}

TEST_P(BadInput, BlankTooLongOrWithControlCharactersNamesTheMember) {
    const std::string too_long(GetParam().text_max + 1, 'x');
    for (const std::string& value :
         {std::string(R"("")"), std::string(R"("   ")"), std::string(R"("\n\t ")"),
          "\"" + too_long + "\"", std::string(R"("a\u0000b")"), std::string(R"("a\u001b[31mb")"),
          std::string("\"\u00a0\u3000\"")}) {
        SCOPED_TRACE(value.substr(0, 60));
        expect_refused(send(with_value(value)), GetParam().text_member);
    }
}

TEST_P(BadInput, OfInvalidUtf8IsRefused) {
    for (const char* value : {"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"caf\xc3\"",
                              R"("\ud800")", R"("\udc00\ud800")"}) {
        SCOPED_TRACE(value);
        expect_refused(send(with_value(value)));
    }
}

TEST_P(BadInput, WithDuplicateKeysIsRefused) {
    const std::string good = GetParam().good_body;
    const auto member = "\"" + std::string(GetParam().text_member) + "\":\"first\",";

    expect_refused(send("{" + member + good.substr(1)));
}

TEST_P(BadInput, NestedDeeplyIsRefused) {
    const std::string good = GetParam().good_body;
    for (const std::size_t depth : {100U, 5'000U}) {
        const auto nested = std::string(depth, '[') + std::string(depth, ']');
        expect_refused(send("{\"deep\":" + nested + "," + good.substr(1)));
    }
}

TEST_P(BadInput, OfTenMegabytesIsTooLarge) {
    const auto answer = send(with_value("\"" + std::string(10'000'000, 'x') + "\""));

    EXPECT_EQ(answer.status, 413);
    EXPECT_TRUE(answer.json()["detail"].is_text()) << answer.body;
}

TEST_P(BadInput, ByTheWrongMethodOrToAnUnknownPathIsRefused) {
    const auto wrong_method = send("", "DELETE");
    EXPECT_EQ(wrong_method.status, 405);
    EXPECT_TRUE(wrong_method.json()["detail"].is_text()) << wrong_method.body;

    const auto unknown = get(server.url(GetParam().role, "/no/such/path"));
    EXPECT_EQ(unknown.status, 404);
    EXPECT_TRUE(unknown.json()["detail"].is_text()) << unknown.body;
}

INSTANTIATE_TEST_SUITE_P(EveryEndpoint,
                         BadInput,
                         ::testing::ValuesIn(endpoints),
                         [](const ::testing::TestParamInfo<Endpoint>& of) {
                             std::string name =
                                 std::string(of.param.path) + "_" + of.param.text_member;
                             std::erase_if(name, [](char c) { return c == '/'; });
                             return name;
                         });

class HostileConnection : public DeploymentTest, public ::testing::WithParamInterface<const char*> {
protected:
    int port() const { return server.port(GetParam()); }

    // The status of the answer to raw bytes; 0 if the connection was closed without one.
    int status_of(const std::string& bytes) const {
        TcpClient peer(port());
        peer.send(bytes);
        const auto line = peer.receive_until("\r\n");
        return line.size() < 12 ? 0 : std::stoi(line.substr(9, 3));
    }

    void TearDown() override {
        EXPECT_EQ(get(server.url(GetParam(), "/health")).status, 200);
        DeploymentTest::TearDown();
    }
};

TEST_P(HostileConnection, SmugglingIsRefused) {
    const std::string host = "Host: localhost\r\n";
    for (const std::string& request : {
             "POST /x HTTP/1.1\r\n" + host +
                 "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST /x HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, identity\r\n\r\n",
             "POST /x HTTP/1.1\r\n" + host +
                 "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST /x HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST /x HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
             "POST /x HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
             "POST /x HTTP/1.1\r\n" + host + "Content-Length: 4, 4\r\n\r\nabcd",
             std::string("GET /health HTTP/1.1\r\n\r\n"),
             "GET /health HTTP/1.1\r\n" + host + host + "\r\n",
             "GET /health HTTP/1.1\r\n" + host + "X-Folded: a\r\n b\r\n\r\n",
             "GET /health HTTP/1.1\r\n" + host + "Bad Name: a\r\n\r\n",
             "GET /health HTTP/1.1\r\n" + host + "X : a\r\n\r\n",
         }) {
        const int status = status_of(request);
        EXPECT_TRUE(status == 400 || status == 0 || status == 501) << status << "\n" << request;
    }
}

TEST_P(HostileConnection, AForeignHostIsRefused) {
    // A web page that rebinds its name to 127.0.0.1 comes with its own name.
    const int status = status_of("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n");

    EXPECT_GE(status, 400);
    EXPECT_LT(status, 500);
}

TEST_P(HostileConnection, GarbageIsRefused) {
    for (const std::string& bytes :
         {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11),
          std::string("hello\r\n\r\n"), std::string(300, '\0'),
          "GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\n\r\n"}) {
        const int status = status_of(bytes);
        EXPECT_TRUE(status == 0 || (status >= 400 && status < 500)) << status;
    }
}

INSTANTIATE_TEST_SUITE_P(EveryRole,
                         HostileConnection,
                         ::testing::Values("chat", "nlp", "vision", "ecommerce", "dashboard"),
                         [](const ::testing::TestParamInfo<const char*>& of) {
                             return std::string(of.param);
                         });

class SlowConnection : public DeploymentTest {};

TEST_F(SlowConnection, OfOneByteASecondIsClosed) {
    TcpClient slow(server.port("chat"));
    const std::string request =
        "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + std::string(60, 'a');
    bool open = true;
    std::size_t sent = 0;
    for (; sent < request.size() && open; ++sent) {
        open = slow.send(request.substr(sent, 1));
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }

    EXPECT_FALSE(open) << "each byte gives it more time";
    EXPECT_TRUE(slow.is_closed_by_peer());
}

class HostileWebSocket : public DeploymentTest {
protected:
    void expect_refused_and_open(WebSocketClient& socket, const std::string& frame) const {
        socket.send(frame);
        const auto refused = Json::parse(socket.receive());
        EXPECT_FALSE(refused["ok"].boolean()) << refused.dump();
        EXPECT_TRUE(refused.has("detail")) << refused.dump();
        expect_open(socket);
    }
    void expect_open(WebSocketClient& socket) const {
        socket.send(comment(streamer, client, "hola"));
        EXPECT_TRUE(Json::parse(socket.receive())["ok"].boolean());
    }
    void expect_closed(WebSocketClient& socket) const {
        for (int i = 0; i < 10; ++i)
            if (socket.receive_frame().opcode == Opcode::close) return;
        FAIL() << "the WebSocket is still open";
    }
};

TEST_F(HostileWebSocket, BadFramesAreAnsweredAndTheSocketStaysOpen) {
    WebSocketClient socket(server.port("chat"), "/ws/comments");
    for (const std::string& frame :
         {std::string(""), std::string("hello"), std::string("[]"), std::string("{}"),
          comment(streamer, client, " "), comment(streamer, "", "hola"),
          comment(streamer, client, std::string(2001, 'x')),
          std::string(R"({"streamer":1,"client":[],"message":null})")})
        expect_refused_and_open(socket, frame);
}

TEST_F(HostileWebSocket, AFragmentedMessageIsOneComment) {
    WebSocketClient socket(server.port("chat"), "/ws/comments");
    const auto text = comment(streamer, client, "hola");
    socket.send_frame({Opcode::text, text.substr(0, 7), false});
    socket.send_frame({Opcode::ping, "are you there", true});
    socket.send_frame({Opcode::continuation, text.substr(7, 9), false});
    socket.send_frame({Opcode::continuation, text.substr(16), true});

    EXPECT_TRUE(Json::parse(socket.receive())["ok"].boolean());
    expect_open(socket);
}

TEST_F(HostileWebSocket, WhatBreaksTheProtocolClosesOnlyThatSocket) {
    WebSocketClient good(server.port("chat"), "/ws/comments");
    const std::vector<std::string> broken = {
        std::string("\x83\x80\x01\x02\x03\x04", 6),  // A reserved opcode.
        std::string("\x81\x05hello", 7),             // Not masked.
        std::string("\xf1\x80\x01\x02\x03\x04", 6),  // Reserved bits.
        std::string("\x80\x80\x01\x02\x03\x04", 6),  // Continues nothing.
        std::string("\x09\x80\x01\x02\x03\x04", 6),  // A ping in fragments.
        std::string("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04", 14),  // Huge.
    };
    for (const auto& bytes : broken) {
        WebSocketClient socket(server.port("chat"), "/ws/comments");
        socket.send_raw(bytes);
        expect_closed(socket);
    }
    expect_open(good);
}

TEST_F(HostileWebSocket, ATooLargeMessageClosesOnlyThatSocket) {
    WebSocketClient good(server.port("chat"), "/ws/comments");
    WebSocketClient socket(server.port("chat"), "/ws/comments");
    socket.send(std::string(1'000'000, 'x'));
    expect_closed(socket);

    WebSocketClient dripping(server.port("chat"), "/ws/comments");
    dripping.send_frame({Opcode::text, std::string(40'000, 'x'), false});
    dripping.send_frame({Opcode::continuation, std::string(40'000, 'x'), false});
    expect_closed(dripping);
    expect_open(good);
}

TEST_F(HostileWebSocket, BinaryAndInvalidUtf8AreNotAccepted) {
    for (const Frame& frame : {Frame{Opcode::binary, std::string("\x00\x01\x02", 3), true},
                               Frame{Opcode::text, "{\"streamer\":\"\xff\"}", true}}) {
        WebSocketClient socket(server.port("chat"), "/ws/comments");
        socket.send_frame(frame);
        const auto answer = socket.receive_frame();
        const bool refused = answer.opcode == Opcode::close ||
                             answer.payload.find("\"ok\":false") != std::string::npos;
        EXPECT_TRUE(refused) << answer.payload;
    }
}

}  // namespace

}  // namespace tts::test
