// Accounts, and what they may do, against the real binary: on Redis and PostgreSQL, and embedded.

#include "e2e/comments.hpp"

#include <sys/stat.h>

#include <filesystem>

namespace tts::test {

namespace {

Answer send(const std::string& method,
            const std::string& url,
            const std::string& token,
            const std::string& json = "") {
    HttpRequest request{.method = method, .url = url, .headers = {}, .body = json};
    if (!token.empty()) request.headers.emplace_back("authorization", "Bearer " + token);
    if (!json.empty()) request.headers.emplace_back("content-type", "application/json");
    return call(request);
}

std::string client_form(const std::string& email, const std::string& password = "password 1") {
    return object(
        {{"email", email}, {"name", "Luis Ñ."}, {"password", password}, {"phone", "+34600123456"}});
}

std::string streamer_form(const std::string& email, const std::string& username) {
    return object({{"email", email}, {"password", "password 2"}, {"username", username}});
}

class Accounts : public DeploymentTest {
protected:
    std::string url(const std::string& path) const { return server.url("auth", path); }
    std::string email(const std::string& name) const { return name + "@example.com"; }

    std::string client_token() {
        const auto answer = post(url("/clients/register"), client_form(email(client)));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.json()["token"].text();
    }
    std::string streamer_token(const std::string& username) {
        const auto answer =
            post(url("/streamers/register"), streamer_form(email(username), username));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.json()["token"].text();
    }
};

TEST_F(Accounts, TheServiceIsAlive) {
    const auto health = get(url("/health")).json();

    EXPECT_EQ(health["status"].text(), "ok");
    EXPECT_EQ(health["service"].text(), "auth-service");
    EXPECT_EQ(get(url("/ready")).status, 200);
}

TEST_F(Accounts, AClientRegistersAndLogsIn) {
    const auto registered = post(url("/clients/register"), client_form(email(client)));

    ASSERT_EQ(registered.status, 201) << registered.body;
    const auto account = registered.json()["client"];
    EXPECT_EQ(account["email"].text(), email(client));
    EXPECT_EQ(account["name"].text(), "Luis Ñ.");
    const auto login =
        post(url("/login"), object({{"email", email(client)}, {"password", "password 1"}}));
    ASSERT_EQ(login.status, 200) << login.body;
    EXPECT_EQ(login.json()["role"].text(), "client");
    EXPECT_EQ(login.json()["redirect"].text(), "/products");
    EXPECT_EQ(login.json()["user"]["id"].text(), account["id"].text());
    const auto row = database.query("SELECT password_hash, phone FROM clients WHERE email = $1",
                                    {email(client)});
    EXPECT_TRUE(row[0][0].starts_with("$argon2id$")) << row[0][0];
    EXPECT_EQ(row[0][1], "+34600123456");
}

TEST_F(Accounts, AStreamerRegistersAndLogsIn) {
    const auto registered =
        post(url("/streamers/register"), streamer_form(email(streamer), streamer));

    ASSERT_EQ(registered.status, 201) << registered.body;
    EXPECT_EQ(registered.json()["redirect"].text(), "/dashboard");
    EXPECT_EQ(registered.json()["streamer"]["username"].text(), streamer);
    const auto login =
        post(url("/login"), object({{"email", email(streamer)}, {"password", "password 2"}}));
    ASSERT_EQ(login.status, 200) << login.body;
    EXPECT_EQ(login.json()["role"].text(), "streamer");
    EXPECT_EQ(login.json()["redirect"].text(), "/dashboard");
}

TEST_F(Accounts, WhoKnowsNoPasswordIsNotToldWhetherTheAccountExists) {
    client_token();

    const auto wrong =
        post(url("/login"), object({{"email", email(client)}, {"password", "password 2"}}));
    const auto unknown =
        post(url("/login"),
             object({{"email", email(unique_name("nobody"))}, {"password", "password 2"}}));

    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(Accounts, AnAddressOrAUsernameIsGivenOnce) {
    client_token();
    streamer_token(streamer);

    EXPECT_EQ(post(url("/clients/register"), client_form(email(client))).status, 409);
    EXPECT_EQ(post(url("/clients/register"), client_form(email(streamer))).status, 409);
    EXPECT_EQ(
        post(url("/streamers/register"), streamer_form(email(unique_name("x")), streamer)).status,
        409);
    EXPECT_EQ(
        post(url("/streamers/register"), streamer_form(email(client), unique_name("x"))).status,
        409);
}

TEST_F(Accounts, BadFormsAreRefusedNamingTheField) {
    const std::string ok = email(unique_name("ok"));
    const std::vector<std::pair<std::string, std::string>> clients = {
        {client_form("no address"), "email"},
        {client_form("a@b"), "email"},
        {client_form(ok, "short"), "password"},
        {client_form(ok, std::string(1'025, 'a')), "password"},
        {object({{"email", ok}, {"password", "password 1"}}), "name"},
        {object({{"email", ok}, {"name", " "}, {"password", "password 1"}}), "name"},
        {object({{"name", "Luis"}, {"password", "password 1"}}), "email"},
        {object({{"email", ok}, {"name", "Luis"}}), "password"},
        {object({{"email", ok}, {"name", "L"}, {"password", "password 1"}, {"phone", "12"}}),
         "phone"},
        {object({{"email", ok}, {"name", "L"}, {"password", "password 1"}, {"phone", "phone me"}}),
         "phone"},
        {R"({"email":17,"name":"L","password":"password 1"})", "email"},
        {R"({"email":"a@b.com","name":"L","password":["password 1"]})", "password"}};
    for (const auto& [form, field] : clients) {
        const auto answer = post(url("/clients/register"), form);
        EXPECT_EQ(answer.status, 422) << form;
        EXPECT_NE(answer.body.find("\"" + field + "\""), std::string::npos) << answer.body;
    }
    for (const char* form : {"", "[]", "null", "{", "nonsense", "{\"email\":\"a@b.com\"}"}) {
        EXPECT_EQ(post(url("/login"), form).status, 422) << form;
        EXPECT_EQ(post(url("/streamers/register"), form).status, 422) << form;
    }
    EXPECT_EQ(post(url("/streamers/register"), R"({"email":"a@b.com","password":"password 1",)"
                                               R"("username":"x","follower_count":-1})")
                  .status,
              422);
}

TEST_F(Accounts, AClientBuysAtOurPriceWhateverItSays) {
    const auto product = insert_product(database, {.streamer = streamer});
    const auto token = client_token();
    const auto form = R"({"product_id":")" + product + R"(","streamer":")" + streamer +
                      R"(","quantity":2,"payment_method":"card","price":0.01,"total_price":0.01,)"
                      R"("buyer":"somebody else"})";

    const auto bought = send("POST", url("/purchase"), token, form);

    ASSERT_EQ(bought.status, 201) << bought.body;
    const auto order = bought.json()["order"];
    EXPECT_EQ(order["total_price"].number(), 25.00);
    const auto row = database.query(
        "SELECT buyer, quantity, total_price, payment_method, source FROM orders WHERE "
        "order_number = $1",
        {order["order_number"].text()})[0];
    EXPECT_EQ(row, (std::vector<std::string>{email(client), "2", "25.00", "card", "purchase"}));
    EXPECT_EQ(database.number("SELECT stock FROM products WHERE id::text = $1", {product}), 98);
}

TEST_F(Accounts, APurchaseNeedsAProductStockAndAClient) {
    const auto product = insert_product(database, {.streamer = streamer, .stock = 1});
    const auto token = client_token();
    const auto form = [&](const std::string& id, int quantity) {
        return R"({"product_id":")" + id + R"(","streamer":")" + streamer + R"(","quantity":)" +
               std::to_string(quantity) + "}";
    };

    EXPECT_EQ(send("POST", url("/purchase"), "", form(product, 1)).status, 401);
    EXPECT_EQ(send("POST", url("/purchase"), "rubbish", form(product, 1)).status, 401);
    EXPECT_EQ(send("POST", url("/purchase"), streamer_token(streamer), form(product, 1)).status,
              403);
    EXPECT_EQ(send("POST", url("/purchase"), token, form("NONE-1", 1)).status, 422);
    EXPECT_EQ(send("POST", url("/purchase"), token, form(product, 0)).status, 422);
    EXPECT_EQ(send("POST", url("/purchase"), token, form(product, 1'001)).status, 422);
    EXPECT_EQ(send("POST", url("/purchase"), token, form(product, 2)).status, 409);
    EXPECT_EQ(send("POST", url("/purchase"), token, form("VELA-01", 1)).status, 201);
    EXPECT_EQ(send("POST", url("/purchase"), token, form(product, 1)).status, 409);
}

TEST_F(Accounts, AStreamerGoesLiveAndOffline) {
    const auto token = streamer_token(streamer);

    const auto before = send("GET", url("/streamers/live_status"), token).json();
    EXPECT_EQ(before["status"].text(), "offline");
    EXPECT_TRUE(before["live_started_at"].is_null());
    const auto live = send("POST", url("/streamers/go_live"), token).json();
    EXPECT_EQ(live["status"].text(), "live");
    const auto again = send("POST", url("/streamers/go_live"), token).json();
    EXPECT_EQ(again["live_started_at"].text(), live["live_started_at"].text());
    EXPECT_EQ(send("GET", url("/streamers/live_status"), token).json()["status"].text(), "live");
    EXPECT_EQ(database.value("SELECT is_live FROM streamers WHERE username = $1", {streamer}), "t");
    const auto offline = send("POST", url("/streamers/go_offline"), token).json();
    EXPECT_EQ(offline["status"].text(), "offline");
    EXPECT_TRUE(offline["live_started_at"].is_null());
    EXPECT_EQ(send("POST", url("/streamers/go_live"), client_token()).status, 403);
    EXPECT_EQ(send("POST", url("/streamers/go_live"), "").status, 401);
}

TEST_F(Accounts, AStreamersTokenShowsAndChangesItsOwnThingsOnly) {
    const auto other = unique_name("eva");
    const auto own_product = insert_product(database, {.streamer = streamer});
    insert_product(database, {.streamer = other, .sku = "EVA-1"});
    const auto token = streamer_token(streamer);
    const auto shop = [&](const std::string& path) { return server.url("ecommerce", path); };

    const auto products = send("GET", shop("/productos"), token).json();
    EXPECT_EQ(products["streamer"].text(), streamer);
    EXPECT_EQ(products["total"].integer(), 1);
    EXPECT_EQ(products["products"].items()[0]["id"].text(), own_product);
    EXPECT_EQ(send("GET", shop("/productos"), "").status, 401);
    EXPECT_EQ(send("GET", shop("/productos"), client_token()).status, 403);

    const auto pin = R"({"sku":"EVA-1"})";
    EXPECT_EQ(send("PUT", shop("/streamers/" + other + "/pin"), token, pin).status, 403);
    EXPECT_EQ(
        send("PUT", shop("/streamers/" + streamer + "/pin"), token, R"({"sku":"VELA-01"})").status,
        200);
    EXPECT_EQ(send("GET", shop("/orders?streamer=" + other), token).status, 403);
    EXPECT_EQ(send("GET", shop("/orders"), token).status, 200);
}

TEST_F(Accounts, OthersOrdersAreNotThereForAnAccount) {
    const auto product = insert_product(database, {.streamer = streamer});
    const auto number =
        post(server.url("ecommerce", "/order/create"),
             object({{"product_id", product}, {"buyer", "bea"}, {"streamer", streamer}}))
            .json()["order_number"]
            .text();
    const auto order = server.url("ecommerce", "/orders/" + number);
    const auto trace = server.url("ecommerce", "/trace/" + number);

    EXPECT_EQ(send("GET", order, client_token()).status, 404);
    EXPECT_EQ(send("GET", order, streamer_token(unique_name("eva"))).status, 404);
    const auto token = streamer_token(streamer);
    EXPECT_EQ(send("GET", order, token).status, 200);
    EXPECT_EQ(send("GET", trace, token).status, 200);
    EXPECT_EQ(send("GET", order, "").status, 200);
}

TEST_F(Accounts, ACommentWithATokenIsItsOwners) {
    const auto token = streamer_token(streamer);

    const auto answer = send("POST", server.url("chat", "/comments"), token,
                             comment("somebody else", client, "hola"));

    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["queued_to"].text(), "chat:queue:" + streamer + ":" + client);
    EXPECT_EQ(send("POST", server.url("chat", "/comments"), token + "x",
                   comment(streamer, client, "hola"))
                  .status,
              401);
}

// Its limits are its own, so that the other tests do not use them up.
class LoginAttempts {
public:
    Answer attempt(const std::string& email) const {
        return post(server_.url("auth", "/login"),
                    object({{"email", email}, {"password", "wrong password"}}));
    }
    // Attempts are counted over a minute. On a machine that takes longer for them, some may be
    // over.
    bool are_within_a_minute() const {
        return std::chrono::steady_clock::now() - began_at_ < std::chrono::minutes(1);
    }

private:
    const ServerProcess server_{
        {.roles = "auth", .redis_url = "", .database_url = "", .arguments = {}}};
    const std::chrono::steady_clock::time_point began_at_ = std::chrono::steady_clock::now();
};

// Returns false if the machine was too slow to tell.
bool too_many_attempts_have_to_wait() {
    const LoginAttempts logins;
    std::vector<int> statuses;
    for (int i = 0; i < 5; ++i) statuses.push_back(logins.attempt("ana@example.com").status);
    const auto refused = logins.attempt("ANA@example.com");
    for (int i = 0; i < 14; ++i)
        statuses.push_back(logins.attempt(std::to_string(i) + "@example.com").status);
    const auto another = logins.attempt("another@example.com");
    EXPECT_EQ(statuses, std::vector<int>(19, 401));
    if (!logins.are_within_a_minute()) return false;

    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(std::find_if(refused.headers.begin(), refused.headers.end(),
                           [](const auto& header) { return header.first == "retry-after"; }),
              refused.headers.end());
    EXPECT_EQ(another.status, 429);
    return true;
}

TEST(AccountsAlone, TooManyAttemptsToLogInHaveToWait) {
    bool was_told = false;
    for (int i = 0; i < 5 && !was_told; ++i) was_told = too_many_attempts_have_to_wait();

    EXPECT_TRUE(was_told) << "no twenty attempts to log in were made within a minute";
}

TEST(AccountsAlone, AccountsAndTheKeyOutliveTheProcess) {
    ServerProcess server{{.roles = "auth", .redis_url = "", .database_url = "", .arguments = {}}};
    const auto token =
        post(server.url("auth", "/streamers/register"), streamer_form("ana@example.com", "ana"))
            .json()["token"]
            .text();
    ASSERT_EQ(send("POST", server.url("auth", "/streamers/go_live"), token).status, 200);

    ASSERT_EQ(server.stop(), 0);
    server.start();

    const auto status = send("GET", server.url("auth", "/streamers/live_status"), token);
    EXPECT_EQ(status.status, 200) << status.body;
    EXPECT_EQ(status.json()["status"].text(), "live");
    struct stat key {};
    ASSERT_EQ(stat((server.data() / "jwt.key").c_str(), &key), 0);
    EXPECT_EQ(key.st_mode & 0777, 0600U);
}

}  // namespace

}  // namespace tts::test
