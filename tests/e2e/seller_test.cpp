// What sellers and their buyers see of the chat, against the real binary.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

namespace tts::test {

namespace {

Answer patch(const std::string& url, const std::string& token = "") {
    HttpRequest request{.method = "PATCH", .url = url, .headers = {}, .body = {}};
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    return call(request);
}

class Sellers : public DeploymentTest {
protected:
    std::string url(const std::string& path) const { return server.url("chat", path); }

    void say(const std::string& who, const std::string& message) const {
        const auto answer = post(url("/comments"), comment(streamer, who, message));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    void say(const std::string& message) const { say(client, message); }

    Answer process_queue() const {
        return post(url("/process_queue"),
                    object({{"streamer_id", streamer}, {"user_id", client}}));
    }
    Answer chat(const std::string& message) const {
        return post(url("/chat"),
                    object({{"user_id", client}, {"streamer_id", streamer}, {"message", message}}));
    }
    Json buyers(const std::string& query = "") const {
        const auto answer = get(url("/buyers/" + streamer + query));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json();
    }
    std::int64_t orders() {
        return database.number("SELECT count(*) FROM orders WHERE streamer = $1", {streamer});
    }

    std::string product = insert_product(database, {.streamer = streamer, .stock = 10});
};

TEST_F(Sellers, ProcessingAClientsQueueTellsWhatItsCommentsLedTo) {
    say("quiero VELA-01 x2");

    const auto answer = process_queue();

    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto outcome = answer.json();
    EXPECT_EQ(outcome["user_id"].text(), client);
    EXPECT_EQ(outcome["streamer_id"].text(), streamer);
    EXPECT_EQ(outcome["messages_processed"].integer(), 1);
    EXPECT_EQ(outcome["intent"].text(), "yes");
    EXPECT_EQ(outcome["cantidad"].integer(), 2);
    EXPECT_EQ(outcome["matched_product"]["product_id"].text(), product);
    EXPECT_TRUE(outcome["payment_ready"].boolean());
    EXPECT_EQ(outcome["response_text"].text(), "Reservado: 2 × Vela de soja. Ya puedes pagar.");
    EXPECT_EQ(orders(), 1);
}

TEST_F(Sellers, ProcessingAQueueOfSmallTalkFindsNoWish) {
    say("hola a todos");
    say("qué bonito");

    const auto outcome = process_queue().json();

    EXPECT_EQ(outcome["messages_processed"].integer(), 2);
    EXPECT_EQ(outcome["intent"].text(), "no");
    EXPECT_EQ(outcome["cantidad"].integer(), 0);
    EXPECT_TRUE(outcome["matched_product"].is_null());
    EXPECT_FALSE(outcome["payment_ready"].boolean());
    EXPECT_EQ(orders(), 0);
}

TEST_F(Sellers, ProcessingAnEmptyQueueIsAnsweredAtOnce) {
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = process_queue().json();

    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(500));
    EXPECT_EQ(outcome["messages_processed"].integer(), 0);
    EXPECT_EQ(outcome["intent"].text(), "no");
}

TEST_F(Sellers, WhatAnOutsideProgramPushedIsProcessedToo) {
    redis.command({"RPUSH", "chat:queue:" + streamer + ":" + client,
                   R"({"streamer":")" + streamer + R"(","client":")" + client +
                       R"(","timestamp":"2026-01-01T00:00:00Z","message":"quiero VELA-01"})"});

    const auto answer = process_queue();

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["messages_processed"].integer(), 1);
    EXPECT_EQ(answer.json()["intent"].text(), "yes");
}

TEST_F(Sellers, AMessageIsPreviewedWithoutAnythingBeingOrdered) {
    const auto answer = chat("quiero VELA-01 x3");

    ASSERT_EQ(answer.status, 200) << answer.body;
    const auto preview = answer.json();
    EXPECT_EQ(preview["intent"].text(), "yes");
    EXPECT_EQ(preview["cantidad"].integer(), 3);
    EXPECT_EQ(preview["matched_product"]["sku"].text(), "VELA-01");
    EXPECT_TRUE(preview["payment_ready"].boolean());
    EXPECT_EQ(preview["response_text"].text(),
              "Disponible: 3 × Vela de soja, 37.50 USD. Ya puedes pagar.");
    EXPECT_EQ(orders(), 0);
    EXPECT_EQ(buyers()["total"].integer(), 0);
}

TEST_F(Sellers, APreviewSaysWhatIsNotThereAndWhatElseThereIs) {
    insert_product(database, {.streamer = streamer, .sku = "JABON-1", .name = "Jabón"});

    const auto preview = chat("I want VELA-01 x11").json();

    EXPECT_EQ(preview["intent"].text(), "yes");
    EXPECT_FALSE(preview["payment_ready"].boolean());
    const auto others = preview["recommended_products"].items();
    ASSERT_EQ(others.size(), 1U);
    EXPECT_EQ(others[0]["name"].text(), "Jabón");
    const auto talk = chat("hola guapa").json();
    EXPECT_EQ(talk["intent"].text(), "no");
    EXPECT_TRUE(talk["matched_product"].is_null());
}

TEST_F(Sellers, WhoWantsToBuyIsListedUntilTheSellerIsDone) {
    say("bea", "hola");
    say("eva", "quiero VELA-01");
    say("leo", "quiero VELA-01 x2");
    ASSERT_TRUE(
        eventually(std::chrono::seconds(10), [&] { return buyers()["total"].integer() == 2; }));

    const auto newest = buyers("?limit=1");
    ASSERT_EQ(newest["buyers"].items().size(), 1U);
    const auto buyer = newest["buyers"].items()[0];
    EXPECT_EQ(buyer["username"].text(), "leo");
    EXPECT_EQ(buyer["message"].text(), "quiero VELA-01 x2");
    EXPECT_EQ(buyer["cantidad"].integer(), 2);
    EXPECT_EQ(buyer["product_id"].text(), product);
    EXPECT_EQ(buyer["product_name"].text(), "Vela de soja");
    EXPECT_EQ(buyer["product_price"].number(), 12.5);
    EXPECT_EQ(buyer["status"].text(), "pending");

    const auto id = buyer["id"].text();
    const auto set = patch(url("/buyers/" + id + "/status?status=contacted"));
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_TRUE(set.json()["ok"].boolean());
    EXPECT_EQ(set.json()["status"].text(), "contacted");
    EXPECT_EQ(buyers("?status=contacted")["total"].integer(), 1);
    EXPECT_EQ(buyers("?status=pending")["buyers"].items()[0]["username"].text(), "eva");

    const auto stranger = post(server.url("auth", "/streamers/register"),
                               object({{"email", unique_name("e") + "@example.com"},
                                       {"password", "password 1"},
                                       {"username", unique_name("eva")}}))
                              .json()["token"]
                              .text();
    EXPECT_EQ(patch(url("/buyers/" + id + "/status?status=sold"), stranger).status, 404);
    EXPECT_EQ(buyers("?status=sold")["total"].integer(), 0);
}

TEST_F(Sellers, BadRequestsAreRefused) {
    say("eva", "quiero VELA-01");
    ASSERT_TRUE(
        eventually(std::chrono::seconds(10), [&] { return buyers()["total"].integer() == 1; }));
    const auto id = buyers()["buyers"].items()[0]["id"].text();

    for (const char* status : {"", "?status=", "?status=done", "?status=SOLD", "?other=sold"})
        EXPECT_EQ(patch(url("/buyers/" + id + "/status" + status)).status, 400) << status;
    for (const char* other : {"1", "nobody", "01912d68-783e-7a3b-a1d2-5f1f2b3c4d5e", "'"})
        EXPECT_EQ(patch(url("/buyers/" + std::string(other) + "/status?status=sold")).status, 404)
            << other;
    for (const char* query : {"?limit=0", "?limit=501", "?limit=-1", "?limit=x", "?limit=1.5",
                              "?status=done", "?limit=99999999999999999999"})
        EXPECT_EQ(get(url("/buyers/" + streamer + query)).status, 422) << query;
    for (const char* body : {"", "[]", "null", "{}", "{", "nonsense", R"({"user_id":"a"})",
                             R"({"streamer_id":"a"})", R"({"user_id":1,"streamer_id":"a"})",
                             R"({"user_id":" ","streamer_id":"a","message":"x"})",
                             R"({"user_id":"a","user_id":"b","streamer_id":"a","message":"x"})"}) {
        EXPECT_EQ(post(url("/process_queue"), body).status, 422) << body;
        EXPECT_EQ(post(url("/chat"), body).status, 422) << body;
    }
    EXPECT_EQ(chat("").status, 422);
    EXPECT_EQ(chat(std::string(2'001, 'a')).status, 422);
    EXPECT_EQ(get(url("/buyers/" + unique_name("nobody"))).status, 200);
}

TEST(SellersAlone, WithoutAWorkerAClientIsToldSo) {
    const ServerProcess server{
        {.roles = "chat", .redis_url = "", .database_url = "", .arguments = {}}};
    ASSERT_EQ(post(server.url("chat", "/comments"), comment("ana", "luis", "mío")).status, 200);

    const auto answer = post(server.url("chat", "/process_queue"),
                             object({{"streamer_id", "ana"}, {"user_id", "luis"}}));

    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.body.find("worker"), std::string::npos) << answer.body;
}

TEST(SellersAlone, TheEmbeddedServerProcessesAQueueToo) {
    const ServerProcess server{
        {.roles = "chat,worker", .redis_url = "", .database_url = "", .arguments = {}}};
    const auto shop = open_sqlite(server.data() / "shop.db");
    insert_product(*shop, {.streamer = "ana"});
    ASSERT_EQ(
        post(server.url("chat", "/comments"), comment("ana", "luis", "I want VELA-01")).status,
        200);

    const auto answer = post(server.url("chat", "/process_queue"),
                             object({{"streamer_id", "ana"}, {"user_id", "luis"}}));

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["messages_processed"].integer(), 1);
    EXPECT_EQ(answer.json()["intent"].text(), "yes");
    EXPECT_EQ(answer.json()["response_text"].text(),
              "Reserved: 1 × Vela de soja. You can pay now.");
}

}  // namespace

}  // namespace tts::test
