// The named tests of the chat endpoints and of what they leave in Redis.

#include "core/timestamp.hpp"
#include "core/uuid.hpp"
#include "e2e/comments.hpp"
#include "support/eventually.hpp"
#include "support/web_socket_client.hpp"

#include <chrono>
#include <optional>
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
    using Clock = std::chrono::steady_clock;

    // A comment stays in its client's list for less than a second, and a busy machine may let that
    // pass between two lines of a test: then it looks again, at another client's.
    static constexpr int looks_max = 50;
    // The contract: so long after the answer, an outside reader still sees the comment.
    static constexpr std::chrono::milliseconds seen_for{500};

    std::string post_comment(const std::string& message) const {
        return post_comment(client, message);
    }
    std::string post_comment(const std::string& who, const std::string& message) const {
        const auto answer = post(server.url("chat", "/comments"), comment(streamer, who, message));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json()["id"].text();
    }
    std::string list_of(const std::string& who) const {
        return "chat:queue:" + streamer + ":" + who;
    }

    // Posts, and returns the client's list as it was `seen_for` after the answer. Nothing if we
    // came too late to know. Fails if the comment was gone sooner.
    struct Seen {
        std::string id;
        std::vector<std::string> entries;
    };
    std::optional<Seen> seen_after_the_promised_time(const std::string& who,
                                                     const std::string& message) {
        const auto sent_at = Clock::now();  // The answer came between these two, whoever slept.
        const auto id = post_comment(who, message);
        const auto answered_at = Clock::now();
        for (;;) {
            const auto asked_at = Clock::now();
            auto entries = redis.list(list_of(who));
            if (entries.empty()) {
                EXPECT_GE(Clock::now(), sent_at + seen_for) << "it left the list too soon";
                return std::nullopt;
            }
            if (asked_at >= answered_at + seen_for) return Seen{id, std::move(entries)};
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

    // The time to live of the list after a first comment, and after another one once it was made
    // shorter; nothing if the comments left the list meanwhile.
    struct TimesToLive {
        std::int64_t first = 0;
        std::int64_t again = 0;
    };
    std::optional<TimesToLive> times_to_live(const std::string& who) {
        constexpr std::int64_t gone = -2;
        const auto list = list_of(who);
        post_comment(who, "hola");
        const auto first = redis.number({"TTL", list});
        if (first == gone || redis.number({"EXPIRE", list, "1000"}) == 0) return std::nullopt;
        post_comment(who, "y otra vez hola");
        const auto again = redis.number({"TTL", list});
        if (again == gone) return std::nullopt;
        return TimesToLive{.first = first, .again = again};
    }
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
    for (int look = 0; look < looks_max && !HasFailure(); ++look) {
        const auto who = client + std::to_string(look);
        const auto seen = seen_after_the_promised_time(who, "Do you ship to Spain?");
        if (!seen) continue;

        ASSERT_EQ(seen->entries.size(), 1u);
        const auto entry = Json::parse(seen->entries.front());
        EXPECT_EQ(entry["streamer"].text(), streamer);
        EXPECT_EQ(entry["client"].text(), who);
        EXPECT_EQ(entry["message"].text(), "Do you ship to Spain?");
        EXPECT_EQ(entry["id"].text(), seen->id);
        EXPECT_TRUE(parse_timestamp(entry["timestamp"].text())) << entry.dump();
        return;
    }
    FAIL() << "no comment was seen in its client's list half a second after its answer";
}

TEST_F(TestRedisQueueing, test_redis_list_ttl) {
    std::optional<TimesToLive> times;
    for (int look = 0; look < looks_max && !times; ++look)
        times = times_to_live(client + std::to_string(look));

    ASSERT_TRUE(times) << "no comment was seen in its client's list";
    EXPECT_GT(times->first, 604'700);
    EXPECT_LE(times->first, 604'800);
    EXPECT_GT(times->again, 604'700) << "each push sets the TTL again";
    EXPECT_LE(times->again, 604'800);
}

}  // namespace

}  // namespace tts::test
