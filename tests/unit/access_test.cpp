#include "apps/tiktoksales/access.hpp"

#include "support/kept_answers.hpp"
#include "unit/access_expectations.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tts {

namespace test {

namespace {

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
    request.remote_address = "127.0.0.1";
    return request;
}

// Tokens that nothing else stores.
class FewTokens final : public ApiTokenStore {
public:
    std::vector<ApiToken> tokens;

    Result<void> add(const ApiToken& token) override {
        tokens.push_back(token);
        return {};
    }
    Result<std::vector<ApiToken>> all() override { return tokens; }
    Result<void> revoke(const std::string&, Timestamp at) override {
        for (auto& token : tokens) token.revoked_at = at;
        return {};
    }
    Result<void> note_use(const std::string&, Timestamp) override { return {}; }
};

class Access : public testing::Test {
protected:
    Access() {
        own_source_ = add_token(TokenScope::ingest, {"luz", "ana"});
        foreign_source_ = add_token(TokenScope::ingest, {"eva"});
        service_ = add_token(TokenScope::service, {});
        admin_ = add_token(TokenScope::admin, {});
    }

    std::string add_token(TokenScope scope, std::vector<std::string> streamers) {
        auto made = make_api_token(scope, "test");
        made.token.streamers = std::move(streamers);
        EXPECT_TRUE(store_.add(made.token));
        EXPECT_TRUE(tokens_.refresh(store_));
        return "Bearer " + made.text;
    }

    // A gate of the settings. It stays as long as the test.
    const Gate& gate(GateSettings settings = {}) {
        gates_.push_back(std::make_unique<Gate>(
            GateKeys{TokenSigner::make(std::string(32, 's')).value(), tokens_, ended_},
            std::move(settings)));
        return *gates_.back();
    }

    // What a route answers behind its rule.
    static http::Response call(const Gate& gate, const AccessRule& rule, http::Request request) {
        request.method = rule.method;
        for (const char* name : {"streamer", "username"})
            request.path_parameters.emplace_back(name, "ana");
        http::Router router;
        if (rule.method == "WS") return call_socket(gate, rule, request);
        router.on(std::string(rule.method), std::string(rule.pattern), echo);
        const auto guarded = gate.guard(router, rule.role.value_or(Role::nlp)).value();
        return guarded.routes().front().handler(request);
    }

    // The answer to the handshake if that is refused, otherwise that to a message of ana's.
    static http::Response call_socket(const Gate& gate,
                                      const AccessRule& rule,
                                      const http::Request& request) {
        http::Router router;
        router.on_websocket(std::string(rule.pattern),
                            [](std::string_view frame, const http::Respond& respond) {
                                respond({.status = 200, .body = std::string(frame)});
                            });
        const auto guarded = gate.guard(router, *rule.role).value();
        const auto& route = guarded.routes().front();
        const auto entry = route.socket_guard(request);
        if (entry.refusal) return *entry.refusal;
        const auto answers = std::make_shared<test::KeptAnswers>();
        const auto& handler = entry.handler ? entry.handler : route.frame_handler;
        handler(request.body, {answers, {}});
        auto answer = answers->last();
        if (answer.body.find(R"("ok":false)") != std::string::npos) answer.status = 403;
        return answer;
    }

    static http::Response call(const Gate& gate,
                               const AccessRule& rule,
                               const std::string& authorization) {
        auto request = about_ana();
        request.headers.emplace_back("content-type", "application/json");
        if (!authorization.empty()) request.headers.emplace_back("authorization", authorization);
        return call(gate, rule, std::move(request));
    }

    std::string bearer(AccountRole role, const std::string& name) {
        const Identity identity{.account = Uuid::next(), .role = role, .name = name};
        return "Bearer " + gate().signer().sign({.account = identity}, now());
    }

    FewTokens store_;
    ApiTokens tokens_;
    EndedSessions ended_;
    std::vector<std::unique_ptr<Gate>> gates_;
    std::string own_source_;
    std::string foreign_source_;
    std::string service_;
    std::string admin_;
};

TEST_F(Access, TheTableIsTheOneThatWasMeant) {
    std::set<std::string> rules;
    for (const auto& rule : access_rules()) {
        EXPECT_TRUE(rules.insert(name_of(rule)).second) << name_of(rule) << " stands there twice";
        EXPECT_TRUE(expected_access().contains(name_of(rule))) << name_of(rule);
    }
    EXPECT_EQ(rules.size(), expected_access().size());
}

TEST_F(Access, EveryRouteLetsInWhomItShouldAndNobodyElse) {
    const Gate& secure = gate();
    for (const auto& rule : access_rules()) {
        const auto expected = expected_access().at(name_of(rule));
        const auto status = [&](const std::string& authorization) {
            return call(secure, rule, authorization).status;
        };
        const auto may = [&](char caller) { return expected.lets_in(caller) ? 200 : 403; };
        const bool others_refused = expected.others == '!';

        EXPECT_EQ(status(""), expected.lets_in('o') ? 200 : 401) << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::client, "ana")), may('c')) << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::client, "luis")), others_refused ? 403 : may('c'))
            << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::streamer, "ana")), may('s')) << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::streamer, "eva")), others_refused ? 403 : may('s'))
            << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::assistant, "ana")), may('h')) << name_of(rule);
        EXPECT_EQ(status(bearer(AccountRole::assistant, "eva")), others_refused ? 403 : may('h'))
            << name_of(rule);
        EXPECT_EQ(status(own_source_), may('i')) << name_of(rule);
        const bool is_public = expected.lets_in('o') && expected.lets_in('i');
        EXPECT_EQ(status(foreign_source_), is_public ? 200 : 403) << name_of(rule);
        EXPECT_EQ(status(service_), may('v')) << name_of(rule);
        EXPECT_EQ(status(admin_), may('a')) << name_of(rule);
    }
}

TEST_F(Access, ATokenIsRightWhateverTheBodySays) {
    const Gate& secure = gate();
    for (const auto& rule : access_rules()) {
        const auto expected = expected_access().at(name_of(rule));
        if (expected.others != '>') continue;
        if (expected.lets_in('s')) {
            const auto answer = call(secure, rule, bearer(AccountRole::streamer, "eva"));
            EXPECT_NE(answer.body.find(R"(":"eva")"), std::string::npos) << name_of(rule);
            EXPECT_EQ(answer.body.find(R"("streamer":"ana")"), std::string::npos) << name_of(rule);
            EXPECT_EQ(answer.body.find(R"("streamer_id":"ana")"), std::string::npos);
        }
        if (expected.lets_in('h')) {
            const auto answer = call(secure, rule, bearer(AccountRole::assistant, "eva"));
            EXPECT_NE(answer.body.find(R"(":"eva")"), std::string::npos) << name_of(rule);
            EXPECT_EQ(answer.body.find(R"("streamer":"ana")"), std::string::npos) << name_of(rule);
        }
        if (expected.lets_in('c')) {
            const auto answer = call(secure, rule, bearer(AccountRole::client, "luis"));
            EXPECT_NE(answer.body.find(R"(":"luis")"), std::string::npos) << name_of(rule);
        }
    }
}

TEST_F(Access, ProgramsOnATrustedMachineNeedNoTokenWhereTheTableSaysSo) {
    const Gate& trusting = gate({.trusts_local = true});
    for (const auto& rule : access_rules()) {
        const auto expected = expected_access().at(name_of(rule));
        const bool is_open = expected.lets_in('o') || expected.lets_in('l');
        EXPECT_EQ(call(trusting, rule, "").status, is_open ? 200 : 401) << name_of(rule);
    }
}

TEST_F(Access, WhoComesFromElsewhereOrThroughAProxyIsNotLocal) {
    const Gate& trusting = gate({.trusts_local = true});
    const auto* rule = find_access_rule(Role::nlp, "POST", "/predict_intent");
    for (const char* address : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        auto request = about_ana();
        request.remote_address = address;
        EXPECT_EQ(call(trusting, *rule, request).status, 200) << address;
    }
    for (const char* address : {"10.0.0.1", "::ffff:10.0.0.1", "fe80::1", "", "1.127.0.0"}) {
        auto request = about_ana();
        request.remote_address = address;
        EXPECT_EQ(call(trusting, *rule, request).status, 401) << address;
    }
    for (const char* header : {"x-forwarded-for", "forwarded", "via"}) {
        auto request = about_ana();
        request.headers.emplace_back(header, "127.0.0.1");
        EXPECT_EQ(call(trusting, *rule, request).status, 401) << header;
    }
}

TEST_F(Access, StreamersRegisterThemselvesOnlyIfThatIsOpen) {
    const auto* rule = find_access_rule(Role::auth, "POST", "/streamers/register");

    EXPECT_EQ(call(gate(), *rule, "").status, 401);
    EXPECT_EQ(call(gate({.open_sign_up = true}), *rule, "").status, 200);
    EXPECT_EQ(call(gate(), *rule, admin_).status, 200);
}

TEST_F(Access, ATokenThatIsNotValidIsRefusedEvenWhereNoneIsNeeded) {
    const Gate& trusting = gate({.trusts_local = true});
    const Gate other({TokenSigner::make(std::string(32, 'o')).value(), tokens_, ended_}, {});
    const Identity ana{.account = Uuid::next(), .role = AccountRole::streamer, .name = "ana"};
    for (const auto& rule : access_rules())
        for (const std::string& authorization :
             {"Bearer " + other.signer().sign({.account = ana}, now()),
              "Bearer " + trusting.signer().sign({.account = ana}, now() - std::chrono::hours(24)),
              "Bearer " + make_api_token(TokenScope::admin, "unknown").text, admin_ + "A",
              std::string("Bearer "), std::string("Bearer"), std::string("Basic YTpi"),
              std::string("Bearer tts_"), trusting.signer().sign({.account = ana}, now())}) {
            const auto answer = call(trusting, rule, authorization);
            EXPECT_EQ(answer.status, 401) << name_of(rule) << " " << authorization;
            EXPECT_NE(answer.body.find("detail"), std::string::npos);
        }
}

TEST_F(Access, TheSchemeMayBeWrittenInAnyCase) {
    const auto* rule = find_access_rule(Role::ecommerce, "GET", "/productos");
    auto authorization = bearer(AccountRole::streamer, "ana");
    authorization.replace(0, 6, "bEARER");

    EXPECT_EQ(call(gate(), *rule, authorization).status, 200);
}

TEST_F(Access, ARouteThatNobodyThoughtOfIsNotServed) {
    http::Router router;
    router.on("GET", "/secrets", echo);

    const auto guarded = gate().guard(router, Role::chat);

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

    const auto guarded = gate().guard(router, Role::chat).value();

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

TEST_F(Access, ABodyThatAPageOfAnotherSiteCouldSendIsRefused) {
    const Gate& trusting = gate({.trusts_local = true});
    const auto* rule = find_access_rule(Role::chat, "POST", "/chat");
    const auto status = [&](const char* type, const char* origin) {
        auto request = about_ana();
        if (type != nullptr) request.headers.emplace_back("content-type", type);
        if (origin != nullptr) request.headers.emplace_back("origin", origin);
        return call(trusting, *rule, request).status;
    };

    for (const char* type : {"application/json", "Application/JSON; charset=utf-8",
                             "application/x-ndjson", "application/problem+json"})
        EXPECT_EQ(status(type, "http://localhost"), 200) << type;
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "",
                             "multipart/form-data; boundary=json"})
        EXPECT_EQ(status(type, nullptr), 415) << type;
    EXPECT_EQ(status(nullptr, nullptr), 200);
    EXPECT_EQ(status(nullptr, "http://localhost"), 415);

    auto without_body = about_ana();
    without_body.body.clear();
    without_body.headers.emplace_back("content-type", "text/plain");
    EXPECT_EQ(call(trusting, *rule, without_body).status, 200);
}

TEST_F(Access, AnUploadIsNoJson) {
    const auto* rule = find_access_rule(Role::ecommerce, "POST", "/products/upload");
    auto request = about_ana();
    request.headers.emplace_back("content-type", "multipart/form-data; boundary=x");

    EXPECT_EQ(call(gate({.trusts_local = true}), *rule, request).status, 200);
}

// A cookie is sent by the browser itself, whichever page asked for the request.
TEST_F(Access, ACookieCountsForPagesOfThisServerOnly) {
    const Gate& secure =
        gate({.trusted_proxies = {"10.0.0.9"}, .public_origin = "https://shop.example"});
    const Identity ana{.account = Uuid::next(), .role = AccountRole::streamer, .name = "ana"};
    const auto cookie = secure.signer().sign({.use = TokenUse::browser, .account = ana}, now());
    const auto access = secure.signer().sign({.account = ana}, now());
    struct Case {
        const char* origin;
        const char* site;
        const char* host;
        int status;
    };
    const Case cases[] = {{"http://localhost:8080", nullptr, "localhost:8080", 200},
                          {"http://LOCALHOST:8080", "same-origin", "localhost:8080", 200},
                          {"https://shop.example", nullptr, "shop.example", 200},
                          {nullptr, nullptr, "localhost:8080", 403},
                          {"null", nullptr, "localhost:8080", 403},
                          {"http://localhost:3000", nullptr, "localhost:8080", 403},
                          {"https://localhost:8080", nullptr, "localhost:8080", 403},
                          {"http://localhost:8080", "cross-site", "localhost:8080", 403},
                          {"http://localhost:8080", "same-site", "localhost:8080", 403},
                          {"http://shop.example", nullptr, "shop.example", 403},
                          {"http://evil.example", nullptr, "localhost:8080", 403},
                          {"http://localhost:8080.evil.example", nullptr, "localhost:8080", 403}};
    for (const auto& [method, pattern] :
         {std::pair("PUT", "/streamers/{username}/pin"), std::pair("POST", "/streamers/go_live")}) {
        const Role role = std::string_view(method) == "PUT" ? Role::ecommerce : Role::auth;
        const auto* rule = find_access_rule(role, method, pattern);
        for (const auto& one : cases) {
            auto request = about_ana();
            request.headers.emplace_back("content-type", "application/json");
            request.headers.emplace_back("cookie", "a=b; tts_session=" + cookie);
            request.headers.emplace_back("host", one.host);
            if (one.origin != nullptr) request.headers.emplace_back("origin", one.origin);
            if (one.site != nullptr) request.headers.emplace_back("sec-fetch-site", one.site);
            EXPECT_EQ(call(secure, *rule, request).status, one.status)
                << pattern << " from " << (one.origin != nullptr ? one.origin : "nowhere");
        }
    }
    const auto* reading = find_access_rule(Role::dashboard, "GET", "/api/feed");
    const auto status = [&](const std::string& text) {
        auto request = about_ana();
        request.headers.emplace_back("cookie", text);
        return call(secure, *reading, request).status;
    };
    EXPECT_EQ(status("tts_session=" + cookie), 200);
    EXPECT_EQ(status("__Host-tts_session=" + cookie), 200);
    EXPECT_EQ(status("tts_session=" + access), 401);
    EXPECT_EQ(status("tts_session=" + cookie + "x"), 401);
    EXPECT_EQ(status("xtts_session=" + cookie), 401);
    EXPECT_EQ(status("tts_session="), 401);
    EXPECT_EQ(call(secure, *reading, "Bearer " + cookie).status, 401);
}

TEST_F(Access, OnlyATrustedProxySaysWhoCalls) {
    const Gate& behind = gate({.trusted_proxies = {"10.0.0.1", "10.0.0.2"}});
    const auto address = [&](const char* remote, const char* forwarded) {
        http::Request request;
        request.remote_address = remote;
        if (forwarded != nullptr) request.headers.emplace_back("x-forwarded-for", forwarded);
        return behind.address_of(request);
    };

    EXPECT_EQ(address("10.0.0.1", "203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(address("10.0.0.1", "1.2.3.4, 203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(address("10.0.0.1", "203.0.113.7, 10.0.0.2"), "203.0.113.7");
    EXPECT_EQ(address("10.0.0.1", nullptr), "10.0.0.1");
    EXPECT_EQ(address("198.51.100.1", "203.0.113.7"), "198.51.100.1");
}

}  // namespace

}  // namespace test

}  // namespace tts
