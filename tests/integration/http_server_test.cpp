#include "http/server.hpp"

#include "support/eventually.hpp"
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
    router.on_async("POST", "/echo", [](Request& request, const Respond& respond) {
        respond(Response::json(std::move(request.body)));
    });
    router
        .on("POST", "/upload",
            [](const Request& request) {
                return Response::json(std::to_string(request.body.size()));
            })
        .with_body_max(1 << 20);
    router.on_websocket("/ws", [](std::string_view frame, const Respond& respond) {
        respond(Response::json(std::string(frame)));
    });
    return router;
}

class HttpServer : public testing::Test {
protected:
    void start(ServerLimits limits = {}) {
        ServerSettings settings;
        settings.name = "test";
        settings.loops = 2;
        settings.limits = limits;
        settings.is_spared = spare_;
        server_ = Server::start(settings, sample_routes()).value();
    }
    std::uint16_t port() const { return server_->port(); }

    std::function<bool(const std::string&)> spare_;
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

TEST_F(HttpServer, RefusesATenMegabyteBodyAndStillDeliversTheAnswer) {
    start();
    RawClient client(port());

    client.send(post_request("/echo", std::string(10 << 20, 'x')));

    EXPECT_EQ(client.receive().status, 413);
    RawClient other(port());
    other.send(get_request("/hello/eva"));
    EXPECT_EQ(other.receive().status, 200);
}

TEST_F(HttpServer, LetsOneRouteTakeALargerBody) {
    start();
    RawClient client(port());

    client.send(post_request("/upload", std::string(1 << 20, 'x')) +
                post_request("/upload", std::string((1 << 20) + 1, 'x')));

    EXPECT_EQ(client.receive().body, "1048576");
    EXPECT_EQ(client.receive().status, 413);
}

TEST_F(HttpServer, AnswersHeadWithTheHeaderOnly) {
    start();
    RawClient client(port());

    client.send("HEAD /hello/ana HTTP/1.1\r\nHost: localhost\r\n\r\n" + get_request("/hello/b"));

    const auto head = client.receive(true);
    EXPECT_TRUE(head.has("Content-Length: 5\r\n"));
    EXPECT_EQ(client.receive().body, "\"b\"");
}

TEST_F(HttpServer, CutsAClientThatSendsOneByteASecond) {
    ServerLimits limits;
    limits.header_timeout = 1s;
    start(limits);
    RawClient client(port());
    std::thread dripper([&] {
        client.send("GET /hello/ana HTTP/1.1\r\nHost: ");
        while (client.send("x")) std::this_thread::sleep_for(100ms);
    });

    const auto response = client.receive();
    const bool closed = client.is_closed_by_server();
    dripper.join();

    EXPECT_EQ(response.status, 408);
    EXPECT_TRUE(closed);
}

TEST_F(HttpServer, DropsPeersThatSayNothing) {
    ServerLimits limits;
    limits.idle_timeout = 1s;
    start(limits);
    RawClient silent(port());
    // Who asks too late is dropped as well, and has to come again.
    std::unique_ptr<RawClient> served;
    const bool is_served = eventually(30s, [&] {
        served = std::make_unique<RawClient>(port());
        served->send(get_request("/hello/ana"));
        return served->answers() && served->receive().status == 200;
    });

    EXPECT_TRUE(is_served);
    EXPECT_TRUE(silent.is_closed_by_server());
    EXPECT_TRUE(served->is_closed_by_server());
}

TEST_F(HttpServer, AnswersAPeerThatHasClosedItsSide) {
    start();
    RawClient client(port());

    client.send(get_request("/slow"));
    client.end_sending();

    EXPECT_EQ(client.receive().body, "\"slow\"");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST_F(HttpServer, CutsAClientThatDoesNotReadAndServesTheOthers) {
    ServerLimits limits;
    limits.write_timeout = 1s;
    limits.pipeline_max = 4;
    start(limits);
    RawClient deaf(port());
    std::string many;
    for (int i = 0; i < 100; ++i) many += get_request("/large");
    deaf.send(many);

    RawClient other(port());
    other.send(get_request("/hello/ana"));
    EXPECT_EQ(other.receive().status, 200);
    EXPECT_TRUE(eventually(30s, [&] { return server_->figures().connections <= 1; }));
    std::size_t received = 0;
    const auto count_all = [&] {
        for (;; ++received) deaf.receive_bytes(1);
    };
    EXPECT_THROW(count_all(), std::runtime_error);
    EXPECT_LT(received, 100U << 20);
}

TEST_F(HttpServer, DeliversALargeAnswerToASlowReader) {
    start();
    RawClient client(port());

    client.send(get_request("/large"));
    std::this_thread::sleep_for(300ms);

    EXPECT_EQ(client.receive().body.size(), 8U << 20);
}

TEST_F(HttpServer, MakesConnectionsWaitBeyondTheLimit) {
    ServerLimits limits;
    limits.connections_max = 4;
    start(limits);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(get_request("/hello/ana", "Connection: close\r\n"));
    }
    for (const auto& client : clients) {
        EXPECT_EQ(client->receive().status, 200);
        EXPECT_TRUE(client->is_closed_by_server());
        client->end_sending();
    }
}

TEST_F(HttpServer, RefusesConnectionsOfAnAddressThatHasAsManyAsItMay) {
    start({.connections_per_address_max = 1});
    auto first = std::make_unique<RawClient>(port());
    first->send(get_request("/hello/ana"));
    EXPECT_EQ(first->receive().status, 200);

    RawClient second(port());
    const auto refused = second.receive();

    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.head.find("Retry-After: 1"), std::string::npos) << refused.head;
    EXPECT_NE(refused.body.find("your address has 1 connections"), std::string::npos);
    EXPECT_EQ(server_->figures().refused_connections, 1U);
    EXPECT_EQ(server_->figures().connections, 1U);

    first.reset();
    while (server_->figures().connections > 0) std::this_thread::sleep_for(1ms);
    RawClient third(port());
    third.send(get_request("/hello/ana"));
    EXPECT_EQ(third.receive().status, 200);
}

TEST_F(HttpServer, SparesAddressesThatManyComeFrom) {
    spare_ = [](const std::string& address) { return address == "127.0.0.1"; };
    start({.connections_per_address_max = 1});

    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(get_request("/hello/ana"));
        EXPECT_EQ(clients.back()->receive().status, 200);
    }
}

TEST_F(HttpServer, RefusesWithoutBlockingWhenAllThreadsAreBusy) {
    constexpr int count = 300;  // More than the threads and their queue take.
    std::promise<void> released;
    std::promise<void> all_dispatched;
    Router router;
    router.on("GET", "/blocked", [gate = released.get_future().share()](const Request&) {
        gate.wait();
        return Response::json("{}");
    });
    router.on_async("GET", "/last", [&](const Request&, const Respond& respond) {
        all_dispatched.set_value();  // Although every thread of the pool is blocked.
        respond(Response::json("{}"));
    });
    ServerSettings settings;
    settings.limits.pipeline_max = count + 1;
    server_ = Server::start(settings, std::move(router)).value();
    RawClient client(port());
    std::string requests;
    for (int i = 0; i < count; ++i) requests += get_request("/blocked");

    client.send(requests + get_request("/last"));
    all_dispatched.get_future().wait();
    released.set_value();

    int refused = 0;
    for (int i = 0; i < count; ++i) {
        const auto response = client.receive();
        if (response.status != 503) continue;
        ++refused;
        EXPECT_TRUE(response.has("Retry-After: 1\r\n"));
    }
    EXPECT_GE(refused, 40);
    EXPECT_LE(refused, 44);
}

TEST_F(HttpServer, FinishesWhatIsBeingAnsweredWhenItStops) {
    std::promise<void> begun;
    std::promise<void> released;
    Router router;
    router.on("GET", "/slow", [&, gate = released.get_future().share()](const Request&) {
        begun.set_value();
        gate.wait();
        return Response::json("\"slow\"");
    });
    server_ = Server::start({}, std::move(router)).value();
    RawClient client(port());
    RawClient idle(port());
    client.send(get_request("/slow"));
    begun.get_future().wait();

    std::thread stopper([this] { server_->stop(30s); });
    EXPECT_TRUE(idle.is_closed_by_server());
    EXPECT_THROW(RawClient another(port()), std::runtime_error);
    released.set_value();
    stopper.join();

    EXPECT_EQ(client.receive().body, "\"slow\"");
}

TEST_F(HttpServer, TellsSocketsThatItStops) {
    start();
    RawClient client(port());
    open_socket(client);

    server_->stop(30s);

    const auto frame = client.receive_frame();
    EXPECT_EQ(frame.first_byte, 0x88);
    EXPECT_EQ(frame.payload.substr(0, 2), "\x03\xe9");
}

TEST_F(HttpServer, AnswersThatComeAfterTheEndAreDropped) {
    std::promise<Respond> given;
    Router router;
    router.on_async("GET", "/later",
                    [&](const Request&, const Respond& respond) { given.set_value(respond); });
    server_ = Server::start({}, std::move(router)).value();
    {
        RawClient client(port());
        client.send(get_request("/later"));
        const auto respond = given.get_future().get();
        server_->stop(0ms);
        server_.reset();
        respond(Response::json("{}"));
    }
}

TEST_F(HttpServer, SaysThatItsPortIsTaken) {
    start();
    ServerSettings settings;
    settings.port = port();

    const auto second = Server::start(settings, Router());

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), tts::Errc::unavailable);
    EXPECT_NE(second.error().what().find(std::to_string(port())), std::string::npos);
}

TEST_F(HttpServer, StaysUpWhileManyClientsComeAndBreakOff) {
    start();
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([this] {
            for (int round = 0; round < 50; ++round) {
                RawClient client(port());
                client.send(get_request("/hello/ana") + post_request("/echo", "{}") + "GET /hel");
            }
        });
    for (auto& client : clients) client.join();

    // What they asked for may still wait, more of it than the server lets wait: it says so until
    // it has caught up.
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    RawResponse answer;
    do {
        RawClient client(port());
        client.send(get_request("/hello/ana"));
        answer = client.receive();
    } while (answer.status == 503 && answer.has("Retry-After: 1") &&
             std::chrono::steady_clock::now() < deadline);
    EXPECT_EQ(answer.body, "\"ana\"");
}
