// The named tests of the intent, vision and commerce endpoints.

#include "core/timestamp.hpp"
#include "e2e/comments.hpp"

namespace tts::test {

namespace {

class TestNLPIntegration : public DeploymentTest {
protected:
    Json predict(const std::string& text) const {
        const auto answer = post(server.url("nlp", "/predict_intent"), object({{"text", text}}));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json();
    }
};

TEST_F(TestNLPIntegration, test_nlp_service_health) {
    const auto answer = get(server.url("nlp", "/health"));

    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.json()["ok"].boolean());
}

TEST_F(TestNLPIntegration, test_nlp_buy_intent_detection) {
    for (const char* text :
         {"I want to buy this product now!", "lo quiero, me llevo dos", "I'll take one please"}) {
        const auto reading = predict(text);

        EXPECT_EQ(reading["intent"].text(), "buy") << text;
        EXPECT_GT(reading["score"].number(), 0.5) << text;
        EXPECT_LE(reading["score"].number(), 1) << text;
    }
}

TEST_F(TestNLPIntegration, test_nlp_no_buy_intent) {
    for (const char* text : {"What is the price?", "Great stream!", "no quiero", "hola a todos",
                             "lo quiero... es broma", "looks nice but not today"}) {
        const auto reading = predict(text);

        EXPECT_NE(reading["intent"].text(), "buy") << text;
        EXPECT_GE(reading["score"].number(), 0) << text;
        EXPECT_LE(reading["score"].number(), 1) << text;
    }
}

class TestVisionIntegration : public DeploymentTest {
protected:
    void expect_match(const std::string& frame_urls) const {
        const auto body = R"({"streamer":")" + streamer + R"(","timestamp":")" + to_iso8601(now()) +
                          R"(","frame_urls":)" + frame_urls + "}";
        const auto answer = post(server.url("vision", "/match_product"), body);
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto match = answer.json();
        // The streamer has no product, so that nothing can be what the frames show.
        EXPECT_TRUE(match["productId"].is_null()) << match.dump();
        EXPECT_GE(match["score"].number(), 0);
        EXPECT_LE(match["score"].number(), 1);
    }
};

TEST_F(TestVisionIntegration, test_vision_service_health) {
    const auto answer = get(server.url("vision", "/health"));

    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.json()["ok"].boolean());
}

TEST_F(TestVisionIntegration, test_vision_product_matching) {
    expect_match("[]");
    expect_match(R"(["http://frames.invalid/1.jpg", "minio://frames/missing/2.jpg"])");
}

class TestEcommerceIntegration : public DeploymentTest {
protected:
    Answer order(const std::string& product, int quantity) const {
        return post(server.url("ecommerce", "/order/create"),
                    R"({"product_id":")" + product + R"(","buyer":")" + client +
                        R"(","streamer":")" + streamer + R"(","source":"test","quantity":)" +
                        std::to_string(quantity) + "}");
    }
};

TEST_F(TestEcommerceIntegration, test_ecommerce_health) {
    const auto answer = get(server.url("ecommerce", "/health"));

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.json()["status"].text(), "healthy");
    EXPECT_EQ(answer.json()["service"].text(), "ecommerce");
}

TEST_F(TestEcommerceIntegration, test_order_creation) {
    const auto unknown = order("no-such-product", 1);
    EXPECT_EQ(unknown.status, 422) << unknown.body;
    EXPECT_EQ(unknown.json()["detail"].items().at(0)["loc"].items().at(1).text(), "product_id");

    const auto id = insert_product(database, {.streamer = streamer, .stock = 5});
    const auto created = order("VELA-01", 3);
    ASSERT_EQ(created.status, 201) << created.body;
    const auto answer = created.json();
    EXPECT_FALSE(answer["order_id"].text().empty());
    EXPECT_EQ(answer["order_number"].text().substr(0, 4), "ORD-");
    EXPECT_EQ(answer["status"].text(), "pending");
    EXPECT_EQ(answer["product_id"].text(), id);
    EXPECT_EQ(answer["product_name"].text(), "Vela de soja");
    EXPECT_EQ(answer["quantity"].integer(), 3);
    EXPECT_DOUBLE_EQ(answer["unit_price"].number(), 12.5);
    EXPECT_DOUBLE_EQ(answer["total_price"].number(), 37.5);
    EXPECT_EQ(answer["currency"].text().size(), 3u);
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id = $1", {id}), 2);

    const auto sold_out = order(id, 3);
    EXPECT_EQ(sold_out.status, 409) << sold_out.body;
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id = $1", {id}), 2);
    EXPECT_EQ(database.value("SELECT total_price FROM orders WHERE order_number = $1",
                             {answer["order_number"].text()}),
              "37.50");
}

}  // namespace

}  // namespace tts::test
