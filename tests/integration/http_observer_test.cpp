#include "http/server.hpp"
#include "support/eventually.hpp"
#include "support/http_test_client.hpp"

#include <gtest/gtest.h>

#include <mutex>

namespace tts::http {
namespace {

using namespace std::chrono_literals;

// "GET /things/{id} 200".
class Observed {
public:
    void add(const Exchange& exchange) {
        const std::lock_guard lock(mutex_);
        const std::string route =
            exchange.route ? exchange.route->method + " " + exchange.route->pattern : "none";
        seen_.push_back(route + " " + std::to_string(exchange.status));
        longest_ = std::max(longest_, exchange.duration);
    }

    std::vector<std::string> wait_for(std::size_t count) {
        test::eventually(30s, [&] { return all().size() >= count; });
        return all();
    }
    std::chrono::nanoseconds longest() {
        const std::lock_guard lock(mutex_);
        return longest_;
    }

private:
    std::vector<std::string> all() {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

    std::mutex mutex_;
    std::vector<std::string> seen_;       // Guarded by mutex_.
    std::chrono::nanoseconds longest_{};  // Guarded by mutex_.
};

Router things() {
    Router router;
    router.on("GET", "/quick", [](const Request&) { return Response::json("{}"); });
    router.on("GET", "/things/{id}", [](const Request&) {
        std::this_thread::sleep_for(20ms);
        return Response::error(404, "no such thing");
    });
    router.on_websocket("/ws", [](std::string_view frame, const Respond& respond) {
        respond(Response::json(std::string(frame)));
    });
    return router;
}

class ServerObserver : public ::testing::Test {
protected:
    Observed observed;
    std::unique_ptr<Server> server = [this] {
        ServerSettings settings;
        settings.observe = [this](const Exchange& exchange) { observed.add(exchange); };
        return Server::start(settings, things()).value();
    }();
};

TEST_F(ServerObserver, IsToldOfEveryAnswerWithItsPatternAndStatus) {
    const auto began_at = std::chrono::steady_clock::now();
    test::RawClient client(server->port());
    client.send(test::get_request("/quick") + test::get_request("/things/7") +
                test::get_request("/nowhere") + test::post_request("/quick", "{}"));
    for (int i = 0; i < 4; ++i) client.receive();

    const std::vector<std::string> expected = {"GET /quick 200", "GET /things/{id} 404", "none 404",
                                               "none 405"};
    EXPECT_EQ(observed.wait_for(4), expected);
    EXPECT_GE(observed.longest(), 20ms);
    EXPECT_LE(observed.longest(), std::chrono::steady_clock::now() - began_at);
}

TEST_F(ServerObserver, IsToldOfWhatIsRefusedBeforeARouteIsFound) {
    test::RawClient client(server->port());
    client.send("GET /quick HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
    const auto status = client.receive().status;

    EXPECT_EQ(observed.wait_for(1), std::vector<std::string>{"none " + std::to_string(status)});
}

TEST_F(ServerObserver, IsToldOfTheMessagesOfAWebSocketButNotOfItsHandshake) {
    test::RawClient client(server->port());
    client.send(test::get_request("/ws",
                                  "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                  "Sec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    ASSERT_EQ(client.receive(true).status, 101);
    client.send(std::string("\x81\x82\x00\x00\x00\x00hi", 8));
    EXPECT_EQ(client.receive_frame().payload, "hi");

    EXPECT_EQ(observed.wait_for(1), std::vector<std::string>{"WS /ws 200"});
}

}  // namespace
}  // namespace tts::http
