// The named tests of the way from a comment to an order.

#include "core/timestamp.hpp"
#include "e2e/comments.hpp"
#include "support/eventually.hpp"

namespace tts::test {

namespace {

class TestWorkerQueueProcessing : public DeploymentTest {};

TEST_F(TestWorkerQueueProcessing, test_worker_consumes_queue) {
    const auto list = "chat:queue:" + streamer + ":" + client;
    redis.command({"RPUSH", list,
                   object({{"streamer", streamer},
                           {"client", client},
                           {"timestamp", to_iso8601(now())},
                           {"message", "What is the price?"}})});

    const auto stored = [&] {
        return database.query(
            "SELECT message, nlp_intent, nlp_score FROM chat_messages "
            "WHERE streamer = $1 AND client = $2",
            {streamer, client});
    };
    ASSERT_TRUE(eventually(long_enough, [&] { return stored().size() == 1; }));
    EXPECT_EQ(stored().at(0).at(0), "What is the price?");
    EXPECT_EQ(stored().at(0).at(1), "question");
    EXPECT_GT(std::stod(stored().at(0).at(2)), 0);
    EXPECT_TRUE(eventually(long_enough, [&] { return redis.list(list).empty(); }));
    EXPECT_EQ(stored().size(), 1u);
}

class TestFullEndToEndPipeline : public DeploymentTest {
protected:
    void pin(const std::string& product) const {
        const auto answer = put(server.url("ecommerce", "/streamers/" + streamer + "/pin"),
                                object({{"product_id", product}}));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }

    Rows orders() const {
        return database.query(
            "SELECT id, order_number, quantity, total_price, product_id FROM orders "
            "WHERE streamer = $1 AND buyer = $2",
            {streamer, client});
    }
};

TEST_F(TestFullEndToEndPipeline, test_full_pipeline_happy_path) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 10});
    pin(product);

    const auto accepted =
        post(server.url("chat", "/comments"), comment(streamer, client, "lo quiero 2"));
    ASSERT_EQ(accepted.status, 200) << accepted.body;
    const auto comment_id = accepted.json()["id"].text();

    ASSERT_TRUE(eventually(long_enough, [&] { return !orders().empty(); }));
    ASSERT_EQ(orders().size(), 1u);
    const auto row = orders().front();
    EXPECT_EQ(row.at(2), "2");
    EXPECT_EQ(row.at(3), "25.00");
    EXPECT_EQ(row.at(4), product);
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id = $1", {product}), 8);
    EXPECT_EQ(database.value("SELECT chat_message_id FROM chat_message_order_mapping "
                             "WHERE order_id = $1",
                             {row.at(0)}),
              comment_id);

    const auto trace = get(server.url("ecommerce", "/trace/" + row.at(1)));
    ASSERT_EQ(trace.status, 200) << trace.body;
    for (const auto& part : {comment_id, row.at(1), product, client, std::string("lo quiero 2"),
                             std::string("\"buy\""), std::string("commission")})
        EXPECT_NE(trace.body.find(part), std::string::npos) << part << " is not in " << trace.body;

    const auto listed = get(server.url("ecommerce", "/orders?streamer=" + streamer));
    EXPECT_NE(listed.body.find(row.at(1)), std::string::npos) << listed.body;
}

}  // namespace

}  // namespace tts::test
