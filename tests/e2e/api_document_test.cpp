// Every role describes its API, and answers as it says.

#include "support/api_document.hpp"
#include "e2e/comments.hpp"
#include "support/eventually.hpp"
#include "support/web_socket_client.hpp"

namespace tts::test {

namespace {

// What get(), post() and put() answer is held against the document by themselves.
class TestApi : public DeploymentTest {
protected:
    ApiDocument document(const std::string& role) const {
        return ApiDocument(get(server.url(role, "/openapi.json")).json());
    }

    Answer answer(const std::string& role, const std::string& path) const {
        return get(server.url(role, path));
    }
};

TEST_F(TestApi, DescribesEveryRouteOfEveryRoleAndNothingElse) {
    for (const auto& role : server.roles()) {
        const auto described = document(role);

        EXPECT_EQ(described.json()["openapi"].text(), "3.1.0");
        for (const auto& gap : described.gaps()) ADD_FAILURE() << role << ": " << gap;
    }
}

TEST_F(TestApi, DescribesAnswersClosely) {
    const auto described = document("nlp");

    EXPECT_FALSE(described
                     .violations({.method = "POST", .path = "/predict_intent"},
                                 {.status = 200,
                                  .content_type = "application/json",
                                  .body = R"({"intent":"perhaps","score":2})"})
                     .empty());
}

TEST_F(TestApi, ShowsItsDescriptionToPeopleOnEveryRole) {
    for (const auto& role : server.roles()) {
        const auto page = answer(role, "/docs");

        EXPECT_EQ(page.status, 200) << role;
        EXPECT_NE(page.body.find("/docs.js"), std::string::npos);
        EXPECT_EQ(answer(role, "/docs.js").status, 200) << role;
        EXPECT_EQ(answer(role, "/docs.css").status, 200) << role;
    }
}

TEST_F(TestApi, AnswersTheReadingEndpointsAsDescribed) {
    for (const auto& role : server.roles())
        for (const char* path : {"/health", "/ready", "/metrics"})
            EXPECT_EQ(answer(role, path).status, 200) << role << path;
    EXPECT_EQ(answer("chat", "/status").status, 200);
    EXPECT_EQ(answer("ecommerce", "/status").status, 200);
    for (const char* path : {"/", "/app.js", "/style.css", "/favicon.svg", "/api/streamers",
                             "/api/feed", "/api/totals"})
        EXPECT_EQ(answer("dashboard", path).status, 200) << path;
    EXPECT_EQ(answer("dashboard", "/api/events").status, 422);
    EXPECT_EQ(answer("vision", "/capture_frame?streamer=" + streamer).status, 200);
    EXPECT_EQ(answer("vision", "/capture_frame").status, 422);
    EXPECT_EQ(answer("chat", "/nowhere").status, 404);
    EXPECT_EQ(answer("chat", "/ws/comments").status, 426);
}

TEST_F(TestApi, AnswersTheWayFromACommentToItsOrderAsDescribed) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 5});
    const auto shop = [&](const std::string& path) { return server.url("ecommerce", path); };
    put(shop("/streamers/" + streamer), R"({"commission_percentage":12.5,"stream_delay_ms":0})");
    put(shop("/streamers/" + streamer + "/pin"), object({{"sku", "VELA-01"}}));
    EXPECT_EQ(post(server.url("nlp", "/predict_intent"), object({{"text", "quiero dos"}})).status,
              200);
    EXPECT_EQ(post(server.url("chat", "/comments"), comment(streamer, client, "lo quiero")).status,
              200);
    EXPECT_EQ(
        post(server.url("chat", "/comments/batch"), "[" + comment(streamer, "eva", "hola") + ",{}]")
            .status,
        200);
    ASSERT_TRUE(eventually(long_enough, [&] {
        return !get(shop("/orders?streamer=" + streamer)).json()["orders"].items().empty();
    }));

    const auto number = get(shop("/orders?streamer=" + streamer))
                            .json()["orders"]
                            .items()
                            .at(0)["order_number"]
                            .text();
    EXPECT_EQ(get(shop("/orders/" + number)).status, 200);
    EXPECT_EQ(get(shop("/trace/" + number)).status, 200);
    EXPECT_EQ(get(shop("/trace/ORD-NONE")).status, 404);
    EXPECT_EQ(get(shop("/products/item/" + streamer + "/VELA-01")).status, 200);
    EXPECT_EQ(get(shop("/products/streamer/" + streamer + "?limit=1")).status, 200);
    EXPECT_EQ(get(shop("/products/streamer/" + streamer + "?limit=x")).status, 422);
    EXPECT_EQ(get(shop("/products/view/" + streamer)).status, 200);
    EXPECT_EQ(get(server.url("dashboard", "/api/feed?streamer=" + streamer)).status, 200);
    EXPECT_EQ(get(server.url("dashboard", "/api/totals?streamer=" + streamer)).status, 200);
    EXPECT_EQ(post(shop("/order/create"),
                   object({{"product_id", product}, {"buyer", client}, {"streamer", streamer}}))
                  .status,
              201);
    EXPECT_EQ(post(shop("/order/create"), object({{"product_id", product}})).status, 422);
}

TEST_F(TestApi, AnswersTheMessagesOfAWebSocketAsDescribed) {
    const auto described = document("chat");
    WebSocketClient socket(server.port("chat"), "/ws/comments");
    socket.send(comment(streamer, client, "hola"));
    socket.send("{}");
    socket.send("not JSON");

    for (int i = 0; i < 3; ++i) {
        const auto message = socket.receive();
        for (const auto& violation : described.message_violations("/ws/comments", message))
            ADD_FAILURE() << message << ": " << violation;
    }
}

}  // namespace

}  // namespace tts::test
