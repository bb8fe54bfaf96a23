// What a seller decides about doubtful comments, and what the overlay tells of it.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

namespace tts::test {

namespace {

class TestReview : public DeploymentTest {
protected:
    void SetUp() override {
        DeploymentTest::SetUp();
        product_ = insert_product(database, {.streamer = streamer, .stock = 5});
        put(shop(""), R"({"stream_delay_ms":0})");
        put(shop("/pin"), object({{"sku", "VELA-01"}}));
        post(server.url("chat", "/comments"), comment(streamer, client, "quiero 200 unidades"));
        EXPECT_TRUE(eventually(long_enough, [&] { return !waiting().empty(); }));
    }

    std::string shop(const std::string& path) const {
        return server.url("ecommerce", "/streamers/" + streamer + path);
    }
    std::vector<Json> waiting() const { return get(shop("/review")).json()["comments"].items(); }
    std::string act(const std::string& comment, const std::string& what) const {
        return shop("/comments/" + comment + "/" + what);
    }
    const std::string& product() const { return product_; }

private:
    std::string product_;
};

TEST_F(TestReview, AnAcceptedCommentIsAnOrderWithItsEvidence) {
    const auto doubtful = waiting().at(0);
    EXPECT_EQ(doubtful["reason"].text(), "asks for 200 at once");
    EXPECT_EQ(doubtful["candidates"].items().at(0)["product_id"].text(), product());
    const auto id = doubtful["id"].text();
    EXPECT_EQ(post(act(id, "order"), "{}").status, 409);  // Of 200 there are 5.

    const auto placed = post(act(id, "order"), R"({"quantity":2})");
    const auto again = post(act(id, "order"), R"({"quantity":2})");

    ASSERT_EQ(placed.status, 201) << placed.body;
    EXPECT_EQ(again.status, 200) << again.body;
    const auto number = placed.json()["order_number"].text();
    EXPECT_EQ(again.json()["order_number"].text(), number);
    EXPECT_TRUE(waiting().empty());
    const auto trace = get(server.url("ecommerce", "/trace/" + number)).json();
    EXPECT_EQ(trace["comments"].items().at(0)["id"].text(), id);
    const auto taught =
        get(server.url("ecommerce", "/intents/feedback?streamer=" + streamer)).json();
    EXPECT_EQ(taught["feedback"].items().at(0)["label"].text(), "buy");
}

TEST_F(TestReview, ARejectedCommentIsNoOrderAndCanWaitAgain) {
    const auto id = waiting().at(0)["id"].text();

    EXPECT_EQ(post(act(id, "dismiss"), R"({"label":"perhaps"})").status, 422);
    EXPECT_EQ(post(act(id, "dismiss"), R"({"label":"question"})").status, 200);
    EXPECT_EQ(post(act(id, "dismiss"), "{}").status, 409);
    EXPECT_TRUE(waiting().empty());
    EXPECT_EQ(post(act(id, "reopen"), "{}").status, 200);
    EXPECT_EQ(waiting().size(), 1U);

    EXPECT_EQ(post(act("nothing", "order"), "{}").status, 404);
    const auto stranger = "/streamers/" + streamer + "_2/comments/" + id + "/order";
    EXPECT_EQ(post(server.url("ecommerce", stranger), "{}").status, 404);
}

TEST_F(TestReview, TheOverlayShowsToItsTokenAloneWhatIsOnTheScreen) {
    const auto id = waiting().at(0)["id"].text();
    ASSERT_EQ(post(act(id, "order"), R"({"quantity":5})").status, 201);
    const auto state = [&](const std::string& token) {
        return get(server.url("dashboard", "/overlay/" + streamer + "/state?token=" + token));
    };
    EXPECT_EQ(state("").status, 401);
    const auto token = post(shop("/overlay_token"), "{}").json()["token"].text();

    const auto shown = state(token);

    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(shown.json()["product"]["units_left"].integer(), 0);
    EXPECT_FALSE(shown.json()["product"]["units_back_at"].text().empty());
    EXPECT_EQ(shown.json()["buyers"].items().at(0)["name"].text(), client.substr(0, 1) + "•••");
    const auto open = post(shop("/overlay_token"), R"({"shows_names":true})").json();
    EXPECT_EQ(state(token).status, 401);
    EXPECT_EQ(state(open["token"].text()).json()["buyers"].items().at(0)["name"].text(), client);
}

TEST_F(TestReview, OnTikTokTheOverlayLeadsNowhere) {
    const auto token =
        post(shop("/overlay_token"), R"({"shows_names":true})").json()["token"].text();
    const auto shown_name = [&] {
        return get(server.url("dashboard", "/overlay/" + streamer + "/state?token=" + token))
            .json()["product"]["name"]
            .text();
    };
    database.query("UPDATE products SET name = 'Vela www.ana.shop' WHERE streamer = '" + streamer +
                   "'");
    EXPECT_EQ(shown_name(), "Vela www.ana.shop");

    ASSERT_EQ(put(shop("/rules"), R"({"platform_rules":"tiktok"})").status, 200);

    EXPECT_EQ(shown_name(), "Vela …");
}

}  // namespace

}  // namespace tts::test
