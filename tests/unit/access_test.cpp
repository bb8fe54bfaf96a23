#include "apps/tiktoksales/access.hpp"

#include "apps/tiktoksales/own_request.hpp"
#include "support/kept_answers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>

namespace tts {

// Role names are the settings'; only they are needed of it here.
std::string_view to_string(Role role) {
    return role_infos.at(static_cast<std::size_t>(role)).name;
}

namespace test {

namespace {

// Said once more, by hand: who may call a route (a: without a token, c: a client, s: a streamer),
// and what happens to a request about another's things: '=' nothing, '!' it is refused, '>' it
// becomes one about the caller's.
struct Expected {
    const char* callers;
    char others;
};

const std::map<std::string, Expected>& expected_rules() {
    static const std::map<std::string, Expected> table = {
        {"* GET /health", {"acs", '='}},
        {"* GET /ready", {"acs", '='}},
        {"* GET /metrics", {"acs", '='}},
        {"* GET /openapi.json", {"acs", '='}},
        {"* GET /docs", {"acs", '='}},
        {"* GET /docs.css", {"acs", '='}},
        {"* GET /docs.js", {"acs", '='}},
        {"chat GET /status", {"acs", '='}},
        {"chat POST /comments", {"as", '>'}},
        {"chat POST /comments/batch", {"a", '='}},
        {"chat WS /ws/comments", {"a", '='}},
        {"chat POST /chat", {"acs", '>'}},
        {"chat POST /process_queue", {"acs", '>'}},
        {"chat GET /buyers/{streamer}", {"as", '!'}},
        {"chat PATCH /buyers/{id}/status", {"as", '='}},
        {"nlp POST /predict_intent", {"as", '='}},
        {"vision POST /match_product", {"as", '>'}},
        {"vision POST /analyze_product", {"as", '>'}},
        {"vision GET /capture_frame", {"as", '!'}},
        {"vision POST /frames", {"as", '='}},
        {"ecommerce GET /status", {"acs", '='}},
        {"ecommerce POST /order/create", {"acs", '>'}},
        {"ecommerce GET /orders", {"acs", '!'}},
        {"ecommerce GET /orders/{order_number}", {"acs", '='}},
        {"ecommerce GET /trace/{order_number}", {"as", '='}},
        {"ecommerce GET /streamers/{username}", {"as", '!'}},
        {"ecommerce PUT /streamers/{username}", {"as", '!'}},
        {"ecommerce PUT /streamers/{username}/pin", {"as", '!'}},
        {"ecommerce POST /products/upload", {"as", '='}},
        {"ecommerce GET /products/item/{streamer}/{sku}", {"acs", '='}},
        {"ecommerce GET /products/streamer/{streamer}", {"acs", '='}},
        {"ecommerce GET /products/view/{streamer}", {"acs", '='}},
        {"ecommerce GET /productos", {"s", '='}},
        {"ecommerce GET /images/products/{streamer}/{sku}/{file}", {"acs", '='}},
        {"ecommerce GET /images/frames/{streamer}/{file}", {"acs", '='}},
        {"auth POST /clients/register", {"acs", '='}},
        {"auth POST /streamers/register", {"acs", '='}},
        {"auth POST /login", {"acs", '='}},
        {"auth POST /purchase", {"c", '='}},
        {"auth POST /streamers/go_live", {"s", '='}},
        {"auth POST /streamers/go_offline", {"s", '='}},
        {"auth GET /streamers/live_status", {"s", '='}},
        {"dashboard GET /", {"acs", '='}},
        {"dashboard GET /dashboard", {"acs", '='}},
        {"dashboard GET /app.js", {"acs", '='}},
        {"dashboard GET /style.css", {"acs", '='}},
        {"dashboard GET /favicon.svg", {"acs", '='}},
        {"dashboard GET /api/streamers", {"as", '='}},
        {"dashboard GET /api/feed", {"as", '!'}},
        {"dashboard GET /api/totals", {"as", '!'}},
        {"dashboard GET /api/analytics", {"as", '!'}},
        {"dashboard GET /api/orders", {"as", '!'}},
        {"dashboard GET /api/products", {"as", '!'}},
    };
    return table;
}

std::string name_of(const AccessRule& rule) {
    return std::string(rule.role ? to_string(*rule.role) : "*") + " " + std::string(rule.method) +
           " " + std::string(rule.pattern);
}

// Answers what it was asked, as its handler saw it.
http::Response echo(const http::Request& request) {
    std::string text = request.body;
    for (const auto& [name, value] : request.query) text += " " + name + "=" + value;
    return {.status = 200, .body = text};
}

// A request about the things of "ana": everywhere where a rule may look.
http::Request about_ana() {
    http::Request request;
    request.query = {{"streamer", "ana"}, {"buyer", "ana"}};
    request.body = R"({"streamer":"ana","streamer_id":"ana","user_id":"ana","buyer":"ana"})";
    return request;
}

class Access : public testing::Test {
protected:
    // What a route answers behind its rule.
    http::Response call(const AccessRule& rule, const std::string& authorization) {
        http::Request request = about_ana();
        request.method = rule.method;
        for (const char* name : {"streamer", "username"})
            request.path_parameters.emplace_back(name, "ana");
        if (!authorization.empty()) request.headers.emplace_back("authorization", authorization);
        http::Router router;
        router.on(std::string(rule.method), std::string(rule.pattern), echo);
        const auto guarded = gate_.guard(router, rule.role.value_or(Role::nlp)).value();
        return guarded.routes().front().handler(request);
    }

    std::string bearer(AccountRole role, const std::string& name) {
        const Identity identity{.account = Uuid::next(), .role = role, .name = name};
        return "Bearer " + gate_.signer().sign(identity, now());
    }

    Gate gate_{TokenSigner::make(std::string(32, 's')).value()};
};

TEST_F(Access, TheTableIsTheOneThatWasMeant) {
    std::set<std::string> rules;
    for (const auto& rule : access_rules()) {
        EXPECT_TRUE(rules.insert(name_of(rule)).second) << name_of(rule) << " stands there twice";
        EXPECT_TRUE(expected_rules().contains(name_of(rule))) << name_of(rule);
    }
    EXPECT_EQ(rules.size(), expected_rules().size());
}

TEST_F(Access, EveryRouteLetsInWhomItShouldAndNobodyElse) {
    for (const auto& rule : access_rules()) {
        const auto [callers, others] = expected_rules().at(name_of(rule));
        const std::string_view allowed = callers;
        const auto open = [&](char caller) { return allowed.find(caller) != std::string::npos; };

        EXPECT_EQ(call(rule, "").status, open('a') ? 200 : 401) << name_of(rule);
        const auto own = call(rule, bearer(AccountRole::streamer, "ana"));
        EXPECT_EQ(own.status, open('s') ? 200 : 403) << name_of(rule);
        const auto other = call(rule, bearer(AccountRole::streamer, "eva"));
        EXPECT_EQ(other.status, open('s') && others != '!' ? 200 : 403) << name_of(rule);
        if (open('s') && others == '>') {
            EXPECT_NE(other.body.find(R"(":"eva")"), std::string::npos) << name_of(rule);
            EXPECT_EQ(other.body.find(R"("streamer":"ana")"), std::string::npos) << name_of(rule);
            EXPECT_EQ(other.body.find(R"("streamer_id":"ana")"), std::string::npos);
        }
        const auto client = call(rule, bearer(AccountRole::client, "ana"));
        EXPECT_EQ(client.status, open('c') ? 200 : 403) << name_of(rule);
        const auto other_client = call(rule, bearer(AccountRole::client, "luis@example.com"));
        if (open('c') && others == '>') {
            EXPECT_NE(other_client.body.find(R"(":"luis@example.com")"), std::string::npos);
        }
        if (open('c') && others == '!') {
            EXPECT_EQ(other_client.status, 403) << name_of(rule);
        }
    }
}

TEST_F(Access, ATokenThatIsNotValidIsRefusedEvenWhereNoneIsNeeded) {
    const Gate other(TokenSigner::make(std::string(32, 'o')).value());
    const Identity ana{.account = Uuid::next(), .role = AccountRole::streamer, .name = "ana"};
    for (const auto& rule : access_rules())
        for (const std::string& authorization :
             {"Bearer " + other.signer().sign(ana, now()),
              "Bearer " + gate_.signer().sign(ana, now() - std::chrono::hours(24)),
              std::string("Bearer "), std::string("Bearer"), std::string("Basic YTpi"),
              gate_.signer().sign(ana, now())}) {
            const auto answer = call(rule, authorization);
            EXPECT_EQ(answer.status, 401) << name_of(rule) << " " << authorization;
            EXPECT_NE(answer.body.find("detail"), std::string::npos);
        }
}

TEST_F(Access, TheSchemeMayBeWrittenInAnyCase) {
    const auto* rule = find_access_rule(Role::ecommerce, "GET", "/productos");
    auto authorization = bearer(AccountRole::streamer, "ana");
    authorization.replace(0, 6, "bEARER");

    EXPECT_EQ(call(*rule, authorization).status, 200);
}

TEST_F(Access, ARouteThatNobodyThoughtOfIsNotServed) {
    http::Router router;
    router.on("GET", "/secrets", echo);

    const auto guarded = gate_.guard(router, Role::chat);

    ASSERT_FALSE(guarded);
    EXPECT_NE(guarded.error().what().find("GET /secrets"), std::string::npos);
}

TEST_F(Access, AGuardedRouteKeepsItsKindAndItsLimit) {
    http::Router router;
    router.on("POST", "/comments/batch", echo).with_body_max(1'234);
    router.on_async(
        "POST", "/comments",
        [](const http::Request& request, const http::Respond& respond) { respond(echo(request)); });
    router.on_websocket("/ws/comments", [](std::string_view, const http::Respond&) {});

    const auto guarded = gate_.guard(router, Role::chat).value();

    EXPECT_EQ(guarded.routes()[0].body_bytes_max, 1'234U);
    EXPECT_TRUE(guarded.routes()[2].frame_handler);
    const auto answers = std::make_shared<test::KeptAnswers>();
    auto request = about_ana();
    request.headers.emplace_back("authorization", bearer(AccountRole::streamer, "eva"));
    guarded.routes()[1].async_handler(request, {answers, {}});
    EXPECT_EQ(answers->last().status, 200);
    EXPECT_NE(answers->last().body.find(R"("streamer":"eva")"), std::string::npos);
    request.headers = {{"authorization", bearer(AccountRole::client, "luis")}};
    guarded.routes()[1].async_handler(request, {answers, {}});
    EXPECT_EQ(answers->last().status, 403);
}

TEST(OwnRequest, ReplacesTheMemberAndKeepsTheRest) {
    http::Request request;
    request.body =
        R"({"streamer":"ana","message":"\"ñ\\💙","n":[1,2.5,{"streamer":"deep"}],"x":null})";

    own_body(request, "streamer", "e\"va");

    EXPECT_EQ(
        request.body,
        R"({"streamer":"e\"va","message":"\"ñ\\💙","n":[1,2.5,{"streamer":"deep"}],"x":null})");
}

TEST(OwnRequest, ReplacesBothNamesOfTheStreamerHoweverOften) {
    http::Request request;
    request.body = R"({"streamer_id":"ana","streamer":"ana","streamer":"luz"})";

    own_body(request, "streamer_id", "eva");

    EXPECT_EQ(request.body, R"({"streamer_id":"eva"})");
}

TEST(OwnRequest, LeavesABodyThatIsNoObjectToItsHandler) {
    for (const char* body : {"", "[]", "null", "{", "{\"a\":\"\xff\"}", "nonsense"}) {
        http::Request request;
        request.body = body;
        own_body(request, "streamer", "eva");
        EXPECT_EQ(request.body, body);
    }
}

TEST(OwnRequest, SetsAQueryOnlyIfItNamesNobody) {
    http::Request request;
    EXPECT_TRUE(own_query(request, "streamer", "eva"));
    EXPECT_EQ(request.query_value("streamer"), "eva");
    EXPECT_TRUE(own_query(request, "streamer", "eva"));

    request.query = {{"streamer", "eva"}, {"streamer", "ana"}};
    EXPECT_FALSE(own_query(request, "streamer", "eva"));
    request.query = {{"streamer", ""}};
    EXPECT_TRUE(own_query(request, "streamer", "eva"));
    EXPECT_EQ(request.query_value("streamer"), "eva");
}

}  // namespace

}  // namespace test

}  // namespace tts
