// The named tests of the chat endpoints and of what they leave in Redis.

#include "core/timestamp.hpp"
#include "core/uuid.hpp"
#include "e2e/comments.hpp"
#include "support/eventually.hpp"
#include "support/web_socket_client.hpp"

#include <thread>

namespace tts::test {

namespace {

class TestChatEndpoint : public DeploymentTest {
protected:
    // An acknowledgement as the contract has it.
    void expect_acknowledged(const Json& answer) const {
        EXPECT_TRUE(answer["ok"].boolean());
        EXPECT_EQ(answer["queued_to"].text(), "chat:queue:" + streamer + ":" + client);
        EXPECT_EQ(answer["stream"].text(), "comments_stream");
        EXPECT_TRUE(parse_timestamp(answer["timestamp"].text())) << answer.dump();
        EXPECT_TRUE(Uuid::parse(answer["id"].text())) << answer.dump();
    }
};

TEST_F(TestChatEndpoint, test_health_check) {
    const auto answer = get(server.url("chat", "/health"));

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json()["status"].text(), "ok");
    EXPECT_EQ(answer.json()["service"].text(), "chat-product");
}

TEST_F(TestChatEndpoint, test_http_comment_endpoint) {
    const auto answer =
        post(server.url("chat", "/comments"), object({{"streamer", streamer},
                                                      {"client", client},
                                                      {"message", "  hola a todos  "},
                                                      {"timestamp", "2026-11-23T18:05:09.250Z"}}));

    ASSERT_EQ(answer.status, 200) << answer.body;
    expect_acknowledged(answer.json());
    EXPECT_EQ(parse_timestamp(answer.json()["timestamp"].text()).value(),
              parse_timestamp("2026-11-23T18:05:09.250Z").value());
}

TEST_F(TestChatEndpoint, test_websocket_comment_endpoint) {
    WebSocketClient socket(server.port("chat"), "/ws/comments");

    // Pipelined: all frames are sent before the first answer is read.
    socket.send(comment(streamer, client, "hola"));
    socket.send(comment(streamer, client, "   "));
    socket.send(comment(streamer, client, "qué bonito"));

    const auto first = Json::parse(socket.receive());
    const auto refused = Json::parse(socket.receive());
    const auto second = Json::parse(socket.receive());
    expect_acknowledged(first);
    EXPECT_FALSE(refused["ok"].boolean());
    EXPECT_TRUE(refused.has("detail"));
    expect_acknowledged(second);
    EXPECT_LT(first["id"].text(), second["id"].text());
}

class TestRedisQueueing : public DeploymentTest {
protected:
    std::string post_comment(const std::string& message) {
        const auto answer =
            post(server.url("chat", "/comments"), comment(streamer, client, message));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json()["id"].text();
    }

    const std::string list = "chat:queue:" + streamer + ":" + client;
};

TEST_F(TestRedisQueueing, test_message_in_redis_stream) {
    const auto id = post_comment("¿tienen en rojo?");

    // Only this test's client writes under this name, so that the entry is ours.
    for (const auto& entry : redis.newest("comments_stream", 50)) {
        if (entry.field("client") != client) continue;
        EXPECT_EQ(entry.field("streamer"), streamer);
        EXPECT_EQ(entry.field("message"), "¿tienen en rojo?");
        EXPECT_EQ(entry.field("id"), id);
        EXPECT_TRUE(parse_timestamp(entry.field("timestamp"))) << entry.field("timestamp");
        EXPECT_NE(entry.field("source"), "");
        return;
    }
    FAIL() << "the comment is not in comments_stream";
}

TEST_F(TestRedisQueueing, test_message_in_per_client_list) {
    const auto id = post_comment("Do you ship to Spain?");
    std::this_thread::sleep_for(std::chrono::milliseconds(500));  // The contract's promise.

    const auto entries = redis.list(list);

    ASSERT_EQ(entries.size(), 1u);
    const auto entry = Json::parse(entries.front());
    EXPECT_EQ(entry["streamer"].text(), streamer);
    EXPECT_EQ(entry["client"].text(), client);
    EXPECT_EQ(entry["message"].text(), "Do you ship to Spain?");
    EXPECT_EQ(entry["id"].text(), id);
    EXPECT_TRUE(parse_timestamp(entry["timestamp"].text())) << entry.dump();
}

TEST_F(TestRedisQueueing, test_redis_list_ttl) {
    post_comment("hola");
    const auto first = redis.number({"TTL", list});

    redis.command({"EXPIRE", list, "1000"});
    post_comment("y otra vez hola");
    const auto again = redis.number({"TTL", list});

    EXPECT_GT(first, 604'700);
    EXPECT_LE(first, 604'800);
    EXPECT_GT(again, 604'700) << "each push sets the TTL again";
    EXPECT_LE(again, 604'800);
}

}  // namespace

}  // namespace tts::test
