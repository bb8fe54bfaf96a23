// Assistants, what people did, and what is kept on buyers, while the program trusts nobody.

#include "e2e/secured_server.hpp"

namespace tts::test {

namespace {

using namespace std::chrono_literals;

SecuredServer& shared() {
    static const auto secured = std::make_unique<SecuredServer>();
    return *secured;
}

Json get(const std::string& role, const std::string& path, const std::string& token) {
    const auto answer = shared().send("GET", role, path, token);
    EXPECT_EQ(answer.status, 200) << path << ": " << answer.body;
    return Json::parse(answer.body);
}

std::string member_id(const std::string& email) {
    const auto listed = get("auth", "/streamers/ana/members", shared().own_streamer);
    for (const auto& member : listed["members"].items())
        if (member["email"].text() == email) return member["id"].text();
    ADD_FAILURE() << email << " is no member";
    return "";
}

void upload_product() {
    HttpRequest request{.method = "POST",
                        .url = shared().server.url("ecommerce", "/products/upload"),
                        .headers = {{"authorization", "Bearer " + shared().own_streamer},
                                    {"content-type", "multipart/form-data; boundary=b"}},
                        .body = {}};
    for (const auto& [name, value] :
         {std::pair("streamer", "ana"), std::pair("sku", "LUNA"), std::pair("name", "Lamp"),
          std::pair("user_description", "Warm light"), std::pair("price", "24.90"),
          std::pair("stock", "20")})
        request.body += "--b\r\nContent-Disposition: form-data; name=\"" + std::string(name) +
                        "\"\r\n\r\n" + value + "\r\n";
    request.body += "--b--\r\n";
    HttpClient http(patient);
    const auto answer = http.send(request);
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->status, 201) << answer->body;
}

// An order of the buyer, cancelled, so that nothing of it is open.
std::string finished_order(const std::string& buyer) {
    const auto made = shared().send(
        "POST", "ecommerce", "/order/create", shared().own_streamer,
        R"({"product_id":"LUNA","streamer":"ana","quantity":1,"buyer":")" + buyer + R"("})");
    EXPECT_EQ(made.status, 201) << made.body;
    const auto number = Json::parse(made.body)["order_number"].text();
    const auto cancelled = shared().send("PATCH", "ecommerce", "/orders/" + number,
                                         shared().own_assistant, R"({"status":"cancelled"})");
    EXPECT_EQ(cancelled.status, 200) << cancelled.body;
    return number;
}

TEST(People, AnAssistantWorksForItsStreamerUntilItIsRemoved) {
    const auto nora = shared().assistant("ana", shared().own_streamer, "brief");
    const auto status = [&](const std::string& role, const std::string& path) {
        return shared().send("GET", role, path, nora).status;
    };
    EXPECT_EQ(get("auth", "/session", nora)["role"].text(), "assistant");
    EXPECT_EQ(get("auth", "/session", nora)["streamer"].text(), "ana");
    EXPECT_EQ(status("ecommerce", "/orders?streamer=ana"), 200);
    EXPECT_EQ(status("ecommerce", "/orders?streamer=eva"), 403);
    EXPECT_EQ(status("ecommerce", "/streamers/ana/statement"), 403);
    EXPECT_EQ(status("auth", "/streamers/ana/members"), 403);

    const auto removed =
        shared().send("DELETE", "auth", "/streamers/ana/members/" + member_id("brief@example.com"),
                      shared().own_streamer);

    EXPECT_EQ(removed.status, 200) << removed.body;
    for (const auto& [role, path] :
         {std::pair("auth", "/sessions"), std::pair("ecommerce", "/orders"),
          std::pair("chat", "/buyers/ana"), std::pair("dashboard", "/api/feed")})
        EXPECT_TRUE(eventually(long_enough, [&] { return status(role, path) == 401; })) << role;
    EXPECT_EQ(shared()
                  .send("POST", "auth", "/login", "",
                        R"({"email":"brief@example.com","password":"password 3"})")
                  .status,
              401);
}

TEST(People, ALinkWorksOnceAndOnAPageWithoutAScript) {
    const auto invited = shared().send("POST", "auth", "/streamers/ana/members",
                                       shared().own_streamer, R"({"email":"page@example.com"})");
    ASSERT_EQ(invited.status, 201) << invited.body;
    const auto path = "/password/" + Json::parse(invited.body)["token"].text();
    const auto form = [&](const std::string& fields) {
        HttpClient http(patient);
        return http
            .send({.method = "POST",
                   .url = shared().server.url("dashboard", path),
                   .headers = {{"content-type", "application/x-www-form-urlencoded"}},
                   .body = fields})
            .value();
    };
    const auto page = shared().send("GET", "dashboard", path + "?lang=es", "");
    EXPECT_NE(page.body.find("name=\"password\""), std::string::npos) << page.body;
    EXPECT_NE(page.body.find("Elige tu contraseña"), std::string::npos);

    EXPECT_EQ(form("password=one+password&again=another+one").status, 422);
    EXPECT_EQ(form("password=short&again=short").status, 422);
    EXPECT_EQ(form("password=one+password&again=one+password").status, 200);
    EXPECT_EQ(form("password=one+password&again=one+password").status, 404);
    EXPECT_EQ(shared().send("GET", "dashboard", path, "").status, 404);
    EXPECT_EQ(shared()
                  .send("POST", "auth", "/login", "",
                        R"({"email":"page@example.com","password":"one password"})")
                  .status,
              200);
}

TEST(People, WhatTheyDidIsKeptAndShownToWhomItConcerns) {
    upload_product();
    const auto order = finished_order("pedro");
    shared().send("POST", "auth", "/login", "",
                  R"({"email":"mallory@example.com","password":"a wrong one"})");

    const auto of_ana = get("auth", "/audit?action=PATCH%20%2Forders", shared().own_streamer);

    ASSERT_GE(of_ana["entries"].items().size(), 1U);
    const auto edit = of_ana["entries"].items()[0];
    EXPECT_EQ(edit["actor_kind"].text(), "assistant");
    EXPECT_EQ(edit["object"].text(), "/orders/" + order);
    EXPECT_EQ(edit["detail"]["status"].text(), "cancelled");
    EXPECT_EQ(edit["status"].integer(), 200);
    EXPECT_EQ(edit["address"].text(), "127.0.0.1");
    const auto logins = get("dashboard", "/audit?action=POST%20%2Flogin", shared().admin);
    EXPECT_EQ(logins["entries"].items().at(0)["actor_name"].text(), "mallory@example.com");
    EXPECT_EQ(logins["entries"].items().at(0)["status"].integer(), 401);
    EXPECT_EQ(shared().send("GET", "auth", "/audit?streamer=eva", shared().own_streamer).status,
              403);
    const auto page = get("auth", "/audit?limit=1", shared().admin);
    const auto next =
        get("auth", "/audit?limit=1&cursor=" + page["next_cursor"].text(), shared().admin);
    EXPECT_LT(next["entries"].items().at(0)["number"].integer(),
              page["entries"].items().at(0)["number"].integer());
    EXPECT_EQ(shared().send("GET", "auth", "/audit?cursor=x", shared().admin).status, 422);

    const auto checked = shared().keys.run({"audit", "log"});
    EXPECT_EQ(checked.status, 0) << checked.text;
    EXPECT_NE(checked.text.find(" 0 broken"), std::string::npos) << checked.text;
}

// `init` made the key.
TEST(People, TheSecretOfAWebhookIsSealedInTheDatabase) {
    const auto made =
        shared().send("POST", "ecommerce", "/streamers/ana/webhooks", shared().own_streamer,
                      R"({"url":"https://shop.example/sealed","events":["order.paid"]})");
    ASSERT_EQ(made.status, 201) << made.body;
    const auto secret = Json::parse(made.body)["secret"].text();
    ASSERT_FALSE(secret.empty());

    std::string copy;
    // The log first: what it no longer has is in the file by then.
    for (const char* end : {"-wal", ""}) copy += read_file(shared().keys.data + "/shop.db" + end);

    EXPECT_NE(copy.find("https://shop.example/sealed"), std::string::npos);
    EXPECT_NE(copy.find("sealed:v1:"), std::string::npos);
    EXPECT_EQ(copy.find(secret), std::string::npos);
}

TEST(People, ABuyerIsExportedAndErasedAndTheBooksStillHold) {
    upload_product();
    const auto order = finished_order("berta");
    const auto exported = shared().send("GET", "auth", "/privacy/export?streamer=ana&buyer=berta",
                                        shared().own_streamer);
    ASSERT_EQ(exported.status, 200) << exported.body;
    EXPECT_NE(exported.body.find(order), std::string::npos);
    EXPECT_EQ(
        shared()
            .send("GET", "auth", "/privacy/export?streamer=eva&buyer=berta", shared().own_streamer)
            .status,
        403);

    const auto erased = shared().send("POST", "auth", "/privacy/erase", shared().own_streamer,
                                      R"({"buyer":"berta"})");

    ASSERT_EQ(erased.status, 200) << erased.body;
    const auto found = get("ecommerce", "/orders/" + order, shared().own_streamer);
    EXPECT_EQ(found["buyer"].text(), Json::parse(erased.body)["pseudonym"].text());
    EXPECT_EQ(shared().send("GET", "ecommerce", "/trace/" + order, shared().own_streamer).status,
              200);
    const auto books = shared().keys.run({"audit", "ledger"});
    EXPECT_EQ(books.status, 0) << books.text;
    const auto left = shared().keys.run({"privacy", "export", "berta"});
    EXPECT_NE(left.text.find(R"("rows":0)"), std::string::npos) << left.text;
    EXPECT_NE(shared().keys.run({"privacy", "erase", "berta"}).status, 0);
}

}  // namespace

}  // namespace tts::test
