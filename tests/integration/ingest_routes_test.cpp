#include "http/server.hpp"
#include "ingest/comment_ingest.hpp"
#include "support/eventually.hpp"
#include "support/http_test_client.hpp"
#include "support/json.hpp"
#include "support/memory_comment_queue.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

using namespace tts;
using namespace tts::test;
using namespace std::chrono_literals;

namespace {

std::string comment(std::string_view client, std::string_view text, std::string_view more = "") {
    return R"({"streamer":"ana","client":")" + std::string(client) + R"(","message":")" +
           std::string(text) + "\"" + std::string(more) + "}";
}

class IngestRoutes : public testing::Test {
protected:
    IngestRoutes() { start(IngestSettings{}); }

    void start(const IngestSettings& settings) {
        server_.reset();
        ingest_ = std::make_unique<CommentIngest>(queue_, settings);
        EXPECT_TRUE(ingest_->start());
        http::Router router;
        add_ingest_routes(router, *ingest_);
        http::ServerSettings server_settings;
        server_settings.name = "chat";
        server_settings.loops = 2;
        server_ = http::Server::start(server_settings, std::move(router)).value();
    }

    RawResponse post(std::string_view target, std::string_view body) {
        RawClient client(server_->port());
        client.send(post_request(target, body));
        return client.receive();
    }
    RawResponse post_comment(std::string_view body) { return post("/comments", body); }

    std::unique_ptr<RawClient> open_socket() {
        auto client = std::make_unique<RawClient>(server_->port());
        client->send(get_request("/ws/comments", upgrade_headers));
        EXPECT_EQ(client->receive().status, 101);
        return client;
    }

    MemoryCommentQueue queue_;
    std::unique_ptr<CommentIngest> ingest_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace

TEST_F(IngestRoutes, AcknowledgesACommentThatIsDurable) {
    const auto response = post_comment(comment("luis", " lo quiero "));

    ASSERT_EQ(response.status, 200);
    const auto body = Json::parse(response.body);
    const auto stored = queue_.comments();
    ASSERT_EQ(stored.size(), 1U);
    EXPECT_EQ(response.body, R"({"ok":true,"queued_to":"chat:queue:ana:luis",)"
                             R"("stream":"comments_stream","timestamp":")" +
                                 to_iso8601(stored[0].timestamp) + R"(","id":")" +
                                 stored[0].id.to_string() + "\"}");
    EXPECT_EQ(stored[0].message, "lo quiero");
    EXPECT_EQ(ingest_->counters().accepted, 1U);
}

TEST_F(IngestRoutes, AnswersADuplicateWithTheFirstId) {
    const auto body = comment("luis", "mio", R"(,"source":"tiktok_live","message_id":"m1")");

    const auto first = Json::parse(post_comment(body).body);
    const auto second = post_comment(body);

    EXPECT_EQ(Json::parse(second.body)["id"].dump(), first["id"].dump());
    EXPECT_TRUE(second.body.ends_with(R"("duplicate":true})")) << second.body;
    EXPECT_FALSE(first.has("duplicate"));
    EXPECT_EQ(ingest_->counters().duplicates, 1U);
}

TEST_F(IngestRoutes, RefusesBadBodiesAndStoresNothing) {
    const auto response = post_comment(R"({"streamer":"ana","client":"luis"})");

    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.body,
              R"({"detail":[{"loc":["body","message"],"msg":"Field required","type":"missing"}]})");
    EXPECT_EQ(post_comment("").status, 422);
    EXPECT_EQ(post_comment(comment("luis", std::string(70'000, 'x'))).status, 413);
    EXPECT_TRUE(queue_.comments().empty());
}

TEST_F(IngestRoutes, SaysThatTheQueueIsDownAndRecovers) {
    queue_.fails = true;
    const auto response = post_comment(comment("luis", "uno"));
    EXPECT_EQ(response.status, 503);
    EXPECT_TRUE(response.has("Retry-After: 1\r\n"));
    EXPECT_EQ(response.body, R"({"detail":"the queue cannot be written, send the comment again"})");

    queue_.fails = false;
    EXPECT_EQ(post_comment(comment("luis", "dos")).status, 200);
    EXPECT_EQ(queue_.comments().size(), 1U);
    EXPECT_EQ(ingest_->counters().failed, 1U);
}

TEST_F(IngestRoutes, RefusesWhatDoesNotFitIntoTheInbox) {
    // The writer holds at most one batch while the queue takes nothing.
    start({.inbox_max = 8, .writers = 1, .batch_max = 4});
    queue_.hold();
    const auto socket = open_socket();
    std::string frames;
    for (int i = 0; i < 60; ++i) frames += client_frame(comment("luis", std::to_string(i)));
    socket->send(frames);
    EXPECT_TRUE(eventually(30s, [&] { return ingest_->counters().refused >= 60 - (8 + 4); }));
    queue_.let_go();

    std::size_t accepted = 0;
    for (int i = 0; i < 60; ++i) {
        const auto answer = socket->receive_frame().payload;
        if (answer.starts_with(R"({"ok":true)"))
            ++accepted;
        else
            EXPECT_EQ(answer, R"({"ok":false,"detail":"too many comments are waiting, )"
                              R"(send it again","retry_after":1})");
    }
    EXPECT_GE(accepted, 8U);
    EXPECT_LE(accepted, 12U);
    EXPECT_EQ(queue_.comments().size(), accepted);
    EXPECT_EQ(ingest_->counters().refused, 60 - accepted);
}

TEST_F(IngestRoutes, TellsEverySenderToComeBackWhileTheWorkersAreBehind) {
    const auto socket = open_socket();
    const auto fall_behind = [this] { ingest_->admission().note(20s); };  // It counts for a while.

    fall_behind();
    const auto response = post_comment(comment("luis", "lo quiero"));
    fall_behind();
    socket->send(client_frame(comment("luis", "lo quiero")));
    const auto frame = socket->receive_frame().payload;
    fall_behind();
    const auto batch = post("/comments/batch", comment("luis", "lo quiero"));

    EXPECT_EQ(response.status, 429);
    EXPECT_NE(response.body.find("20 s behind"), std::string::npos);
    EXPECT_TRUE(response.has("Retry-After: 5"));
    EXPECT_TRUE(frame.starts_with(R"({"ok":false,"detail":"the workers are 20 s behind)"));
    EXPECT_NE(batch.body.find(R"("retry_after":5)"), std::string::npos);
    EXPECT_TRUE(queue_.comments().empty());
    EXPECT_EQ(ingest_->counters().turned_away, 3U);

    ingest_->admission().note(0s);
    EXPECT_EQ(post_comment(comment("luis", "lo quiero")).status, 200);
}

TEST_F(IngestRoutes, WhoShowsATokenIsTakenUntilNobodyIs) {
    RawClient socket(server_->port());
    socket.send(
        get_request("/ws/comments", std::string(upgrade_headers) + "Authorization: Bearer x\r\n"));
    ASSERT_EQ(socket.receive().status, 101);
    ingest_->admission().note(20s);
    socket.send(client_frame(comment("luis", "lo quiero")));
    EXPECT_TRUE(socket.receive_frame().payload.starts_with(R"({"ok":true)"));

    ingest_->admission().note(61s);
    socket.send(client_frame(comment("luis", "lo quiero")));
    EXPECT_TRUE(socket.receive_frame().payload.starts_with(R"({"ok":false)"));
    EXPECT_EQ(post_comment(comment("luis", "lo quiero")).status, 503);
}

TEST_F(IngestRoutes, AnswersABatchItemByItem) {
    const auto good = comment("luis", "uno");
    const std::string bad = R"({"ok":false,"detail":[{"loc":["body"],)";

    const auto lines = post("/comments/batch", good + "\nnonsense\n" + comment("eva", "dos"));
    const auto array = post("/comments/batch", "[" + good + ",7,{\"a\":1,\"a\":2}]");

    ASSERT_EQ(lines.status, 200);
    const auto results = Json::parse(lines.body)["results"].items();
    ASSERT_EQ(results.size(), 3U);
    EXPECT_TRUE(results[0].dump().starts_with(R"({"ok":true)"));
    EXPECT_TRUE(results[1].dump().starts_with(bad));
    EXPECT_NE(results[2].dump().find("chat:queue:ana:eva"), std::string::npos);
    ASSERT_EQ(Json::parse(array.body)["results"].items().size(), 3U);
    EXPECT_EQ(queue_.comments().size(), 3U);
}

TEST_F(IngestRoutes, TakesFullBatchesButNoLargerOnes) {
    std::string lines;
    for (int i = 0; i < 1'000; ++i) lines += comment("c", std::string(1'000, 'x')) + "\n";

    const auto full = post("/comments/batch", lines);
    const auto longer = post("/comments/batch", lines + comment("c", "x"));
    const auto larger = post("/comments/batch", std::string((4 << 20) + 1, ' '));

    EXPECT_EQ(Json::parse(full.body)["results"].items().size(), 1'000U);
    EXPECT_EQ(longer.status, 422);
    EXPECT_EQ(larger.status, 413);
    EXPECT_EQ(queue_.comments().size(), 1'000U);
}

TEST_F(IngestRoutes, AnswersFramesInOrderAndKeepsTheSocketOpenAfterABadOne) {
    const auto socket = open_socket();

    socket->send(client_frame(comment("luis", "uno")) + client_frame("nonsense") +
                 client_frame("x", 0x82) + client_frame(comment("luis", "dos")));

    EXPECT_TRUE(socket->receive_frame().payload.starts_with(R"({"ok":true)"));
    EXPECT_TRUE(socket->receive_frame().payload.starts_with(R"({"ok":false,"detail":[)"));
    EXPECT_TRUE(socket->receive_frame().payload.starts_with(R"({"ok":false,"detail":)"));
    EXPECT_TRUE(socket->receive_frame().payload.starts_with(R"({"ok":true)"));
    EXPECT_EQ(queue_.comments().size(), 2U);
}

TEST_F(IngestRoutes, KeepsTheOrderOfEachClient) {
    constexpr int count = 2'000;
    const auto socket = open_socket();
    std::thread sender([&] {
        for (int i = 0; i < count; ++i)
            socket->send(client_frame(comment("c" + std::to_string(i % 7), std::to_string(i))));
    });
    for (int i = 0; i < count; ++i) socket->receive_frame();
    sender.join();

    std::map<std::string, int> last;
    for (const auto& stored : queue_.comments()) {
        const auto [found, is_new] = last.emplace(stored.client, -1);
        EXPECT_LT(found->second, std::stoi(stored.message));
        found->second = std::stoi(stored.message);
    }
    EXPECT_EQ(queue_.comments().size(), static_cast<std::size_t>(count));
}

TEST_F(IngestRoutes, LosesNothingThatWasAcknowledgedWhenItStopsUnderLoad) {
    queue_.delay_ms = 2;
    std::atomic<int> acknowledged{0};
    std::atomic<int> under_way{0};
    std::vector<std::thread> senders;
    for (int sender = 0; sender < 4; ++sender)
        senders.emplace_back([&, sender] {
            try {
                const auto socket = open_socket();
                const auto frame = client_frame(comment("c" + std::to_string(sender), "x"));
                for (int round = 0;; ++round) {
                    if (round == 1) ++under_way;
                    if (!socket->send(frame + frame + frame)) return;
                    for (int i = 0; i < 3; ++i)
                        if (socket->receive_frame().payload.starts_with(R"({"ok":true)"))
                            ++acknowledged;
                }
            } catch (const std::exception&) {
                // The server closed.
            }
        });
    EXPECT_TRUE(eventually(30s, [&] { return under_way == 4; }));
    server_->stop(500ms);
    ingest_->stop();
    for (auto& sender : senders) sender.join();

    EXPECT_GT(acknowledged, 0);
    EXPECT_GE(queue_.comments().size(), static_cast<std::size_t>(acknowledged));
    EXPECT_EQ(queue_.comments().size(), ingest_->counters().accepted);
}

TEST_F(IngestRoutes, RefusesCommentsAfterTheIngestHasStopped) {
    ingest_->stop();

    EXPECT_EQ(post_comment(comment("luis", "uno")).status, 503);
}
