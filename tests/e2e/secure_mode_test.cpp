// Every route of the running program, called by everybody, while it trusts nobody.

#include "core/uuid.hpp"
#include "e2e/secured_server.hpp"
#include "support/web_socket_client.hpp"
#include "unit/access_expectations.hpp"

namespace tts::test {

namespace {

SecuredServer& shared() {
    static const auto secured = std::make_unique<SecuredServer>();
    return *secured;
}

struct Served {
    std::string role;
    std::string method;
    std::string pattern;

    std::string name() const { return role + " " + method + " " + pattern; }
};

std::string upper(std::string text) {
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

// What the program itself says that it serves.
std::vector<Served> all_routes(const SecuredServer& secured) {
    std::vector<Served> routes;
    for (const auto& role : secured.server.roles()) {
        const auto document = Json::parse(secured.send("GET", role, "/openapi.json", "").body);
        for (const auto& [pattern, methods] : document["paths"].members())
            for (const auto& [method, description] : methods.members())
                routes.push_back(
                    {role, description.has("x-websocket") ? "WS" : upper(method), pattern});
    }
    return routes;
}

// Null if nobody said who may call it.
const ExpectedAccess* expected_for(const Served& route) {
    const auto& table = expected_access();
    // The dashboard serves the seller's part of the shop and the login, too.
    std::vector<std::string> roles = {route.role, "*"};
    if (route.role == "dashboard") roles.insert(roles.end(), {"ecommerce", "auth"});
    for (const std::string& role : roles) {
        const auto found = table.find(Served{role, route.method, route.pattern}.name());
        if (found != table.end()) return &found->second;
    }
    return nullptr;
}

// About ana's and luis' things, wherever a request may say so.
std::string path_of(const std::string& pattern) {
    std::string path;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != '{') {
            path += pattern[at++];
            continue;
        }
        const auto end = pattern.find('}', at);
        const auto name = pattern.substr(at + 1, end - at - 1);
        const bool is_streamer = name == "streamer" || name == "username";
        path += is_streamer ? "ana" : "unknown-1";
        at = end + 1;
    }
    return path + "?streamer=ana&buyer=luis%40example.com";
}

constexpr const char* about_ana =
    R"({"streamer":"ana","streamer_id":"ana","user_id":"luis@example.com",)"
    R"("buyer":"luis@example.com"})";

// An overlay proves itself by its own token, whoever else shows it.
std::string overlay_token() {
    const auto& secured = shared();
    const auto made =
        secured.send("POST", "ecommerce", "/streamers/ana/overlay_token", secured.admin, "{}");
    return Json::parse(made.body)["token"].text();
}

int status_of(const Served& route, const std::string& token) {
    if (route.method == "WS") {
        const std::string header = token.empty() ? "" : "Authorization: Bearer " + token + "\r\n";
        try {
            WebSocketClient socket(shared().server.port(route.role), route.pattern, header);
            socket.send(about_ana);
            const auto answer = Json::parse(socket.receive());
            const bool names_ana = answer["detail"].is_text() &&
                                   answer["detail"].text().find("'ana'") != std::string::npos;
            return names_ana ? 403 : 200;
        } catch (const std::runtime_error& refused) {
            return std::string(refused.what()).find(" 401 ") != std::string::npos ? 401 : 403;
        }
    }
    const bool has_body = route.method != "GET" && route.method != "DELETE";
    auto path = path_of(route.pattern);
    if (route.pattern == "/overlay/{streamer}/state") path += "&token=" + overlay_token();
    return shared().send(route.method, route.role, path, token, has_body ? about_ana : "").status;
}

// Whoever calls these has no token that counts any more.
bool ends_sessions(const Served& route) {
    const bool is_logout = route.method == "POST" && route.pattern == "/logout";
    return is_logout || (route.method == "DELETE" &&
                         (route.pattern == "/session" || route.pattern == "/sessions"));
}

// The tokens that a route is asked with.
struct AccountTokens {
    std::string client;
    std::string streamer;
    std::string foreign_streamer;
    std::string assistant;
    std::string foreign_assistant;
};

AccountTokens tokens_for(const SecuredServer& secured, const Served& route) {
    if (!ends_sessions(route))
        return {secured.client, secured.own_streamer, secured.foreign_streamer,
                secured.own_assistant, secured.foreign_assistant};
    const auto name = "leaves_" + Uuid::next().to_string().substr(24);
    return {secured.client_of("of_" + name + "@example.com"), secured.streamer(name),
            secured.streamer(name + "_too"),
            secured.assistant("ana", secured.own_streamer, "helps_" + name),
            secured.assistant("eva", secured.foreign_streamer, "helps_" + name + "_too")};
}

enum class Verdict { in, unknown_caller, not_allowed };

Verdict verdict(int status) {
    if (status == 401) return Verdict::unknown_caller;
    return status == 403 ? Verdict::not_allowed : Verdict::in;
}

TEST(SecureMode, EveryRouteLetsInWhomItShouldAndNobodyElse) {
    const SecuredServer& secured = shared();
    const auto routes = all_routes(secured);
    EXPECT_GT(routes.size(), 80U);
    for (const auto& route : routes) {
        const auto* expected = expected_for(route);
        ASSERT_NE(expected, nullptr) << "nobody said who may call " << route.name();
        const auto may = [&](char caller) {
            return expected->lets_in(caller) ? Verdict::in : Verdict::not_allowed;
        };
        const auto others = [&](char caller) {
            return expected->others == '!' ? Verdict::not_allowed : may(caller);
        };
        const bool is_public = expected->lets_in('o');
        const auto accounts = tokens_for(secured, route);
        const std::vector<std::tuple<const char*, std::string, Verdict>> callers = {
            {"nobody", "", is_public ? Verdict::in : Verdict::unknown_caller},
            {"the client", accounts.client, may('c')},
            {"the streamer", accounts.streamer, may('s')},
            {"another streamer", accounts.foreign_streamer, others('s')},
            {"the streamer's assistant", accounts.assistant, may('h')},
            {"another's assistant", accounts.foreign_assistant, others('h')},
            {"the streamer's source", secured.own_source, may('i')},
            {"another's source", secured.foreign_source,
             is_public ? may('i') : Verdict::not_allowed},
            {"a service", secured.service, may('v')},
            {"an administrator", secured.admin, may('a')}};
        for (const auto& [who, token, wanted] : callers) {
            const int status = status_of(route, token);
            EXPECT_EQ(verdict(status), wanted)
                << route.name() << " answers " << who << " with " << status;
            EXPECT_LT(status, 500) << route.name() << " for " << who;
        }
    }
}

TEST(SecureMode, ACommentIsTakenFromItsSourceAndItsStreamerOnly) {
    const SecuredServer& secured = shared();
    const auto post = [&](const std::string& token, const std::string& streamer) {
        return secured.send(
            "POST", "chat", "/comments", token,
            R"({"streamer":")" + streamer + R"(","client":"luis","message":"hola"})");
    };

    EXPECT_EQ(post(secured.own_source, "ana").status, 200);
    EXPECT_EQ(post(secured.own_source, "eva").status, 403);
    EXPECT_EQ(post(secured.any_source, "eva").status, 200);
    EXPECT_EQ(post("", "ana").status, 401);
    EXPECT_EQ(post(secured.admin, "ana").status, 403);
    const auto by_streamer = post(secured.own_streamer, "eva");
    EXPECT_EQ(by_streamer.status, 200);
    EXPECT_NE(by_streamer.body.find("chat:queue:ana:luis"), std::string::npos);
    const auto batch = secured.send("POST", "chat", "/comments/batch", secured.own_source,
                                    R"([{"streamer":"ana","client":"luis","message":"hola"},)"
                                    R"({"streamer":"eva","client":"luis","message":"hola"}])");
    EXPECT_EQ(batch.status, 403);
    EXPECT_NE(batch.body.find("'eva'"), std::string::npos);
}

TEST(SecureMode, ATokenThatIsMadeCountsSoonAndOneThatIsRevokedStopsSoon) {
    const SecuredServer& secured = shared();
    const auto token = secured.keys.make_token({"service", "brief"});
    const auto status = [&] { return secured.send("GET", "chat", "/status", token).status; };
    EXPECT_TRUE(eventually(long_enough, [&] { return status() == 200; }));

    const auto revoked = secured.keys.run({"token", "revoke", token.substr(0, token.rfind('_'))});

    EXPECT_EQ(revoked.status, 0) << revoked.text;
    EXPECT_TRUE(eventually(long_enough, [&] { return status() == 401; }));
}

TEST(SecureMode, AStreamerDoesNotSetItsOwnCommission) {
    const SecuredServer& secured = shared();
    const auto set = [&](const std::string& token) {
        return secured.send("PUT", "ecommerce", "/streamers/ana", token,
                            R"({"commission_percentage":1})");
    };

    EXPECT_EQ(set(secured.own_streamer).status, 422);
    EXPECT_EQ(set(secured.admin).status, 200);
}

TEST(SecureMode, AStreamerSeesNoOtherStreamersNames) {
    const auto seen = shared().send("GET", "dashboard", "/api/streamers", shared().own_streamer);

    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.body.find("eva"), std::string::npos) << seen.body;
}

TEST(SecureMode, ABodyThatAPageCouldSendIsToldWhatToDo) {
    HttpRequest request{.method = "POST",
                        .url = shared().server.url("chat", "/comments"),
                        .headers = {{"content-type", "text/plain"},
                                    {"authorization", "Bearer " + shared().own_source}},
                        .body = R"({"streamer":"ana","client":"luis","message":"hola"})"};
    HttpClient http(patient);
    const auto refused = http.send(request);

    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 415);
    EXPECT_NE(refused->body.find("Content-Type: application/json"), std::string::npos);
}

}  // namespace

}  // namespace tts::test
