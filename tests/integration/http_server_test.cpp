#include "http/server.hpp"

#include "support/http_test_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

using namespace tts::http;
using namespace tts::test;
using namespace std::chrono_literals;

namespace {

Router sample_routes() {
    Router router;
    router.on("GET", "/hello/{name}", [](const Request& request) {
        return Response::json("\"" + request.path_value("name") + "\"");
    });
    router.on("GET", "/broken", [](const Request&) -> Response {
        throw std::runtime_error("secret of the database");
    });
    router.on("GET", "/slow", [](const Request&) {
        std::this_thread::sleep_for(200ms);
        return Response::json("\"slow\"");
    });
    router.on("GET", "/large",
              [](const Request&) { return Response::json(std::string(8 << 20, 'x')); });
    router.on_async("POST", "/echo", [](Request request, const Respond& respond) {
        respond(Response::json(std::move(request.body)));
    });
    router
        .on("POST", "/upload",
            [](const Request& request) {
                return Response::json(std::to_string(request.body.size()));
            })
        .with_body_max(1 << 20);
    router.on_websocket("/ws", [](std::string frame, const Reply& reply) { reply(frame); });
    return router;
}

class HttpServer : public testing::Test {
protected:
    void start(ServerLimits limits = {}) {
        ServerSettings settings;
        settings.name = "test";
        settings.loops = 2;
        settings.limits = limits;
        server_ = Server::start(settings, sample_routes()).value();
    }
    std::uint16_t port() const { return server_->port(); }

    std::unique_ptr<Server> server_;
};

std::string open_socket(RawClient& client) {
    client.send(get_request("/ws", upgrade_headers));
    return client.receive().head;
}

}  // namespace

TEST_F(HttpServer, AnswersPipelinedRequestsInTheirOrderThoughTheFirstIsSlower) {
    start();
    RawClient client(port());

    client.send(get_request("/slow") + get_request("/hello/ana") + post_request("/echo", "\"3\""));

    EXPECT_EQ(client.receive().body, "\"slow\"");
    EXPECT_EQ(client.receive().body, "\"ana\"");
    EXPECT_EQ(client.receive().body, "\"3\"");
}

TEST_F(HttpServer, HidesWhyAHandlerFailed) {
    start();
    RawClient client(port());

    client.send(get_request("/broken") + get_request("/hello/ana"));

    const auto response = client.receive();
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body, R"({"detail":"internal error"})");
    EXPECT_EQ(client.receive().status, 200);
}

TEST_F(HttpServer, AcceptsAWebSocketAndAnswersFramesInOrder) {
    start();
    RawClient client(port());

    const auto head = open_socket(client);
    std::string frames;
    for (int i = 0; i < 1'000; ++i) frames += client_frame(std::to_string(i));
    client.send(frames);

    EXPECT_NE(head.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos);
    for (int i = 0; i < 1'000; ++i) EXPECT_EQ(client.receive_frame().payload, std::to_string(i));
}
