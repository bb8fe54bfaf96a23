#include "http/router.hpp"

#include "http/origin_guard.hpp"
#include "http/response_writer.hpp"
#include "http/url.hpp"

#include <gtest/gtest.h>

using namespace tts::http;

namespace {

Response nothing(const Request&) {
    return Response::json("{}");
}

Router sample() {
    Router router;
    router.on("GET", "/orders/{number}", nothing)
        .on("GET", "/orders/latest", nothing)
        .on("PATCH", "/buyers/{id}/status", nothing)
        .on("POST", "/orders/latest", nothing)
        .on_websocket("/ws/comments", [](std::string_view, const Respond&) {});
    return router;
}

std::string pattern_of(std::string_view method, std::string_view path) {
    static const Router router = sample();
    const auto found = router.find(method, path);
    return found.route ? found.route->pattern : "";
}

int status_for(std::string_view host, std::string_view origin, const OriginRules& rules = {}) {
    Request request;
    request.headers.emplace_back("host", host);
    if (!origin.empty()) request.headers.emplace_back("origin", origin);
    const auto refusal = refuse_foreign_page(request, rules);
    return refusal ? refusal->status : 200;
}

}  // namespace

TEST(Router, PrefersFixedSegmentsToParameters) {
    EXPECT_EQ(pattern_of("GET", "/orders/latest"), "/orders/latest");
    EXPECT_EQ(pattern_of("GET", "/orders/ORD-1"), "/orders/{number}");
    EXPECT_EQ(pattern_of("HEAD", "/orders/ORD-1"), "/orders/{number}");
    EXPECT_EQ(pattern_of("WS", "/ws/comments"), "/ws/comments");
}

TEST(Router, MatchesWholePathsOnly) {
    for (const auto* path : {"", "/", "/orders", "/orders/", "/orders/1/", "/orders/1/2",
                             "orders/1", "//orders/1", "/buyers//status", "/ORDERS/latest"})
        EXPECT_EQ(pattern_of("GET", path), "") << path;
}

TEST(Router, TellsParametersAndAllowedMethods) {
    const Router router = sample();

    const auto found = router.find("PATCH", "/buyers/7/status");
    const auto wrong = router.find("DELETE", "/orders/latest");

    ASSERT_TRUE(found.route);
    EXPECT_EQ(found.path_parameters, (Fields{{"id", "7"}}));
    EXPECT_FALSE(wrong.route);
    EXPECT_EQ(wrong.allowed, (std::vector<std::string>{"GET", "POST"}));
    EXPECT_TRUE(router.find("GET", "/nowhere").allowed.empty());
}

TEST(Url, KeepsEscapedSlashesWhileRouting) {
    EXPECT_EQ(routable_path("/b%75yers/a%2Fb%25"), "/buyers/a%2Fb%25");
    EXPECT_EQ(percent_decoded("a%2Fb%25"), "a/b%");
}

TEST(Url, ReadsQueriesAsFormsAreSent) {
    EXPECT_EQ(parse_query("a=1&&b&c=%3D+x=y&="),
              (Fields{{"a", "1"}, {"b", ""}, {"c", "= x=y"}, {"", ""}}));
    EXPECT_FALSE(parse_query("a=%4"));
    EXPECT_FALSE(parse_query("%ff=1"));
}

TEST(OriginGuard, OnLoopbackServesOwnNamesOnly) {
    for (const auto* own : {"localhost", "localhost:8081", "127.0.0.1:80", "[::1]", "[::1]:8081"})
        EXPECT_EQ(status_for(own, ""), 200) << own;
    for (const auto* foreign : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil",
                                "localhost:x", "10.0.0.1", "[::2]:80", "localhost@evil"})
        EXPECT_EQ(status_for(foreign, ""), 403) << foreign;
    EXPECT_EQ(status_for("Shop.example:80", "", {.hosts = {"shop.example"}}), 200);
}

TEST(OriginGuard, RefusesPagesOfOtherOrigins) {
    EXPECT_EQ(status_for("localhost:8081", "http://localhost:8081"), 200);
    EXPECT_EQ(status_for("localhost:8081", "HTTP://LocalHost:8081"), 200);
    for (const auto* origin : {"http://localhost:3000", "https://evil.example", "null", "http://",
                               "file://localhost:8081", "http://localhost:8081.evil", "localhost"})
        EXPECT_EQ(status_for("localhost:8081", origin), 403) << origin;
    const OriginRules open{.is_loopback = false, .hosts = {}};
    EXPECT_EQ(status_for("any.example", "", open), 200);
    EXPECT_EQ(status_for("any.example", "https://any.example", open), 200);
    EXPECT_EQ(status_for("any.example", "https://evil.example", open), 403);
}

TEST(ResponseWriter, LetsNoHeaderBreakTheMessage) {
    Response response = Response::json("{}");
    response.headers = {{"X", "a\r\nSet-Cookie: b"}, {"Y\r\n", "c"}, {"Z", "d"}};
    std::string out;
    append_response(out, response, {.closes = true});

    EXPECT_EQ(out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
              "X-Content-Type-Options: nosniff\r\nZ: d\r\nConnection: close\r\n\r\n{}");
}

TEST(ResponseWriter, SendsNoBodyForHeadAndNoContent) {
    std::string head;
    append_response(head, Response::json("{}"), {.is_head = true});
    std::string empty;
    append_response(empty, Response::json(204, ""), {});

    EXPECT_NE(head.find("Content-Length: 2\r\n"), std::string::npos);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_EQ(empty.find("Content-Length"), std::string::npos);
}
