// What sellers and their buyers see of the chat, against the real binary.

#include "e2e/comments.hpp"
#include "support/eventually.hpp"

#include <functional>
#include <optional>

namespace tts::test {

namespace {

Answer patch(const std::string& url, const std::string& token = "") {
    HttpRequest request{.method = "PATCH", .url = url, .headers = {}, .body = {}};
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    return call(request);
}

using Clock = std::chrono::steady_clock;

// A comment waits so long for others of its burst (--settle-ms) before a worker decides on it.
constexpr std::chrono::milliseconds settle{750};

// Processes the queue of a client who has just sent so many comments. Nothing if a worker decided
// on some of them before we asked, or did not get to them in time: a busy machine may let that
// happen, and nothing else may.
std::optional<Json> processed(const Servers& servers,
                              const std::string& streamer,
                              const std::string& client,
                              const std::function<int()>& send) {
    const auto began_at = Clock::now();
    const int sent = send();
    const auto answer = post(servers.url("chat", "/process_queue"),
                             object({{"streamer_id", streamer}, {"user_id", client}}));
    const bool is_late = Clock::now() - began_at > settle;
    if (answer.status == 503 && is_late) return std::nullopt;
    if (answer.status != 200) throw std::runtime_error("/process_queue: " + answer.body);
    auto outcome = answer.json();
    if (outcome["messages_processed"].integer() < sent && is_late) return std::nullopt;
    return outcome;
}

class Sellers : public DeploymentTest {
protected:
    std::string url(const std::string& path) const { return server.url("chat", path); }

    void say(const std::string& who, const std::string& message) const {
        const auto answer = post(url("/comments"), comment(streamer, who, message));
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    void say(const std::string& message) const { say(client, message); }

    // What the comments of a new client led to, whose name is `client` from then on.
    Json outcome_of(const std::function<int()>& send) {
        constexpr int attempts_max = 30;
        for (int i = 0; i < attempts_max; ++i) {
            client = unique_name("luis");
            if (auto outcome = processed(server, streamer, client, send)) return *outcome;
        }
        throw std::runtime_error("a worker was always quicker than we, or too slow");
    }
    Json outcome_of_saying(const std::vector<std::string>& messages) {
        return outcome_of([&] {
            for (const auto& message : messages) say(message);
            return static_cast<int>(messages.size());
        });
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
    std::int64_t orders_of(const std::string& buyer) {
        return database.number("SELECT count(*) FROM orders WHERE streamer = $1 AND buyer = $2",
                               {streamer, buyer});
    }
    // Enough for as many clients as it takes.
    void stock_plenty() {
        database.query("UPDATE products SET stock = 1000 WHERE id::text = $1", {product});
    }

    std::string product = insert_product(database, {.streamer = streamer, .stock = 10});
};

TEST_F(Sellers, ProcessingAClientsQueueTellsWhatItsCommentsLedTo) {
    stock_plenty();

    const auto outcome = outcome_of_saying({"quiero VELA-01 x2"});

    EXPECT_EQ(outcome["user_id"].text(), client);
    EXPECT_EQ(outcome["streamer_id"].text(), streamer);
    EXPECT_EQ(outcome["messages_processed"].integer(), 1);
    EXPECT_EQ(outcome["intent"].text(), "yes");
    EXPECT_EQ(outcome["cantidad"].integer(), 2);
    EXPECT_EQ(outcome["matched_product"]["product_id"].text(), product);
    EXPECT_TRUE(outcome["payment_ready"].boolean());
    EXPECT_EQ(outcome["response_text"].text(), "Reservado: 2 × Vela de soja. Ya puedes pagar.");
    EXPECT_EQ(orders_of(client), 1);
}

TEST_F(Sellers, ProcessingAQueueOfSmallTalkFindsNoWish) {
    const auto outcome = outcome_of_saying({"hola a todos", "qué bonito"});

    EXPECT_EQ(outcome["messages_processed"].integer(), 2);
    EXPECT_EQ(outcome["intent"].text(), "no");
    EXPECT_EQ(outcome["cantidad"].integer(), 0);
    EXPECT_TRUE(outcome["matched_product"].is_null());
    EXPECT_FALSE(outcome["payment_ready"].boolean());
    EXPECT_EQ(orders(), 0);
}

TEST_F(Sellers, WhatAnOutsideProgramPushedIsProcessedToo) {
    stock_plenty();
    const auto push = [&] {
        redis.command({"RPUSH", "chat:queue:" + streamer + ":" + client,
                       R"({"streamer":")" + streamer + R"(","client":")" + client +
                           R"(","timestamp":"2026-01-01T00:00:00Z","message":"quiero VELA-01"})"});
        return 1;
    };

    const auto outcome = outcome_of(push);

    EXPECT_EQ(outcome["messages_processed"].integer(), 1);
    EXPECT_EQ(outcome["intent"].text(), "yes");
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
    ASSERT_TRUE(eventually(long_enough, [&] { return buyers()["total"].integer() == 2; }));

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
    ASSERT_TRUE(eventually(long_enough, [&] { return buyers()["total"].integer() == 1; }));
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

// Without a worker, whoever waited for one would be told that there is none.
TEST(SellersAlone, ProcessingAnEmptyQueueIsAnsweredAtOnce) {
    const ServerProcess server{
        {.roles = "chat", .redis_url = "", .database_url = "", .arguments = {}}};

    const auto answer = post(server.url("chat", "/process_queue"),
                             object({{"streamer_id", "ana"}, {"user_id", "luis"}}));

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["messages_processed"].integer(), 0);
    EXPECT_EQ(answer.json()["intent"].text(), "no");
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

    std::optional<Json> outcome;
    for (int i = 0; i < 30 && !outcome; ++i) {
        const auto client = "luis" + std::to_string(i);
        outcome = processed(server, "ana", client, [&] {
            const auto said =
                post(server.url("chat", "/comments"), comment("ana", client, "I want VELA-01"));
            EXPECT_EQ(said.status, 200) << said.body;
            return 1;
        });
    }

    ASSERT_TRUE(outcome) << "the worker was always quicker than we, or too slow";
    EXPECT_EQ((*outcome)["messages_processed"].integer(), 1);
    EXPECT_EQ((*outcome)["intent"].text(), "yes");
    EXPECT_EQ((*outcome)["response_text"].text(), "Reserved: 1 × Vela de soja. You can pay now.");
}

}  // namespace

}  // namespace tts::test
