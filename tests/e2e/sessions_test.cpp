// Logging in, going on and logging out, while the program trusts nobody.

#include "e2e/secured_server.hpp"
#include "support/web_socket_client.hpp"

namespace tts::test {

namespace {

using namespace std::chrono_literals;

SecuredServer& shared() {
    static const auto secured = std::make_unique<SecuredServer>();
    return *secured;
}

std::string header_of(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

// A browser: it keeps the cookie, and its pages are of one origin.
class Browser {
public:
    HttpAnswer send(const std::string& method,
                    const std::string& path,
                    const std::string& json = "",
                    const std::string& origin = own_origin()) {
        HttpRequest request{.method = method,
                            .url = shared().server.url("dashboard", path),
                            .headers = {},
                            .body = json};
        if (!cookie_.empty()) request.headers.emplace_back("cookie", cookie_);
        if (!origin.empty()) request.headers.emplace_back("origin", origin);
        if (!json.empty()) request.headers.emplace_back("content-type", "application/json");
        HttpClient http(patient);
        const auto answer = http.send(request);
        if (!answer) return {};
        const auto set = header_of(*answer, "set-cookie");
        if (!set.empty()) {
            attributes = set.substr(set.find(';'));
            cookie_ = set.substr(0, set.find(';'));
        }
        return *answer;
    }

    HttpAnswer log_in(const std::string& form) { return send("POST", "/session", form); }

    static std::string own_origin() {
        auto url = shared().server.url("dashboard", "");
        return url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
    }

    std::string attributes;

private:
    std::string cookie_;
};

constexpr const char* ana_form =
    R"({"email":"ana@example.com","password":"password 2","language":"es"})";

Json tokens_of_eva() {
    const auto answer = shared().send("POST", "auth", "/login", "",
                                      R"({"email":"eva@example.com","password":"password 2"})");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body);
}

std::string refresh_form(const std::string& token) {
    return R"({"refresh_token":")" + token + R"("})";
}

TEST(Sessions, ABrowserLogsInAndOut) {
    Browser browser;
    EXPECT_EQ(Json::parse(browser.send("GET", "/session").body)["role"].text(), "anyone");
    EXPECT_EQ(browser.send("GET", "/api/feed").status, 401);

    const auto login = browser.log_in(ana_form);

    ASSERT_EQ(login.status, 200) << login.body;
    EXPECT_EQ(browser.attributes, "; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(header_of(login, "cache-control"), "no-store");
    const auto person = Json::parse(browser.send("GET", "/session").body);
    EXPECT_EQ(person["role"].text(), "streamer");
    EXPECT_EQ(person["streamer"].text(), "ana");
    EXPECT_EQ(person["language"].text(), "es");
    EXPECT_EQ(browser.send("GET", "/api/feed").status, 200);
    EXPECT_EQ(browser.send("GET", "/api/feed?streamer=eva").status, 403);

    const auto logout = browser.send("DELETE", "/session");
    EXPECT_EQ(logout.status, 200);
    EXPECT_NE(browser.attributes.find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(browser.send("GET", "/api/feed").status, 401);
}

TEST(Sessions, AnAdministratorLogsInWithTheToken) {
    Browser browser;

    const auto login = browser.log_in(R"({"token":")" + shared().admin + R"("})");

    EXPECT_EQ(login.status, 200) << login.body;
    EXPECT_EQ(Json::parse(browser.send("GET", "/session").body)["role"].text(), "admin");
    EXPECT_EQ(browser.log_in(R"({"token":")" + shared().service + R"("})").status, 401);
    EXPECT_EQ(browser.log_in(R"({"token":"tts_admin_NO_NO"})").status, 401);
}

TEST(Sessions, APageOfAnotherOriginDoesNothingWithTheCookie) {
    Browser browser;
    ASSERT_EQ(browser.log_in(ana_form).status, 200);
    const auto pin = [&](const std::string& origin) {
        return browser.send("PUT", "/streamers/ana/pin", R"({"sku":"NONE"})", origin).status;
    };

    EXPECT_NE(pin(Browser::own_origin()), 403);
    for (const std::string origin :
         {"", "null", "http://evil.example", "http://localhost:1", "https://127.0.0.1"})
        EXPECT_EQ(pin(origin), 403) << origin;
    EXPECT_EQ(browser.send("DELETE", "/session", "", "http://evil.example").status, 403);
    EXPECT_EQ(browser.send("POST", "/session", ana_form, "http://evil.example").status, 403);
}

TEST(Sessions, AReusedRefreshTokenEndsTheSessionInEveryRole) {
    const auto first = tokens_of_eva();
    const auto refresh = [&](const Json& tokens) {
        return shared().send("POST", "auth", "/token/refresh", "",
                             refresh_form(tokens["refresh_token"].text()));
    };
    EXPECT_EQ(first["expires_in"].integer(), 900);
    const auto second = Json::parse(refresh(first).body);
    const auto token = second["token"].text();
    const auto status = [&](const std::string& role, const std::string& path) {
        return shared().send("GET", role, path, token).status;
    };
    ASSERT_EQ(status("auth", "/streamers/live_status"), 200);

    EXPECT_EQ(refresh(first).status, 401);

    EXPECT_EQ(refresh(second).status, 401);
    const auto begin = std::chrono::steady_clock::now();
    for (const auto& [role, path] :
         {std::pair("auth", "/streamers/live_status"), std::pair("ecommerce", "/productos"),
          std::pair("chat", "/buyers/eva"), std::pair("vision", "/capture_frame"),
          std::pair("dashboard", "/api/feed")})
        EXPECT_TRUE(eventually(long_enough, [&] { return status(role, path) == 401; })) << role;
    EXPECT_TRUE(eventually(long_enough, [&] {
        return shared()
                   .send("POST", "nlp", "/predict_intent", token, R"({"text":"hola"})")
                   .status == 401;
    }));
    RecordProperty("refused_after_ms",
                   static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                        std::chrono::steady_clock::now() - begin)
                                        .count()));
}

TEST(Sessions, ASessionThatEndedIsRefusedOnAnOpenWebSocket) {
    const auto tokens = tokens_of_eva();
    WebSocketClient socket(shared().server.port("chat"), "/ws/comments",
                           "Authorization: Bearer " + tokens["token"].text() + "\r\n");
    const auto is_taken = [&] {
        socket.send(R"({"streamer":"eva","client":"luis","message":"hola"})");
        return Json::parse(socket.receive())["ok"].boolean();
    };
    ASSERT_TRUE(is_taken());

    EXPECT_EQ(shared()
                  .send("POST", "auth", "/logout", "", refresh_form(tokens["refresh_token"].text()))
                  .status,
              200);

    EXPECT_TRUE(eventually(long_enough, [&] { return !is_taken(); }));
}

TEST(Sessions, AnAccountSeesAndEndsItsOwnSessionsOnly) {
    const auto one = tokens_of_eva()["token"].text();
    const auto other = tokens_of_eva()["token"].text();
    const auto list = [&](const std::string& token) {
        return shared().send("GET", "auth", "/sessions", token);
    };
    std::string id;
    for (const auto& session : Json::parse(list(one).body)["sessions"].items())
        if (session["is_current"].boolean()) id = session["id"].text();
    ASSERT_FALSE(id.empty());

    EXPECT_EQ(shared().send("DELETE", "auth", "/sessions/" + id, shared().own_streamer).status,
              404);
    EXPECT_EQ(list(one).status, 200);
    EXPECT_EQ(shared().send("DELETE", "auth", "/sessions/" + id, other).status, 200);
    EXPECT_TRUE(eventually(long_enough, [&] { return list(one).status == 401; }));
    EXPECT_EQ(list(other).status, 200);
    EXPECT_EQ(shared().send("DELETE", "auth", "/sessions", other).status, 200);
    EXPECT_TRUE(eventually(long_enough, [&] { return list(other).status == 401; }));
}

}  // namespace

}  // namespace tts::test
