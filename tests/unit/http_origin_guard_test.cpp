#include "http/origin_guard.hpp"

#include <gtest/gtest.h>

namespace tts::http::test {

namespace {

Request request_of(std::string_view host, std::string_view origin = "") {
    Request request;
    request.method = "POST";
    request.headers.emplace_back("host", host);
    if (!origin.empty()) request.headers.emplace_back("origin", origin);
    return request;
}

bool is_refused(const Request& request, const OriginRules& rules) {
    const auto refusal = refuse_foreign_page(request, rules);
    return refusal && refusal->status == 403;
}

TEST(OriginGuard, OnLoopbackOnlyOwnNamesAreServed) {
    const OriginRules loopback;
    for (const char* host : {"localhost", "LOCALHOST:8081", "127.0.0.1:1", "[::1]:8081"})
        EXPECT_FALSE(is_refused(request_of(host), loopback)) << host;
    for (const char* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io",
                             "localhost:80@evil.example", "[::2]"})
        EXPECT_TRUE(is_refused(request_of(host), loopback)) << host;

    const OriginRules named{.is_loopback = true, .hosts = {"Shop.example"}};
    EXPECT_FALSE(is_refused(request_of("shop.example:443"), named));
}

TEST(OriginGuard, ForOthersEveryNameIsServedUnlessOwnNamesAreSaid) {
    EXPECT_FALSE(is_refused(request_of("any.example"), {.is_loopback = false, .hosts = {}}));
    const OriginRules named{.is_loopback = false, .hosts = {"shop.example"}};
    EXPECT_FALSE(is_refused(request_of("shop.example"), named));
    EXPECT_TRUE(is_refused(request_of("any.example"), named));
}

TEST(OriginGuard, PagesOfOtherOriginsAreRefusedUnlessTheyAreOnTheList) {
    const OriginRules rules{
        .is_loopback = true, .hosts = {}, .cors_origins = {"https://Shop.example"}};
    EXPECT_FALSE(is_refused(request_of("localhost:8080", "http://localhost:8080"), rules));
    EXPECT_FALSE(is_refused(request_of("localhost:8080", "https://shop.example"), rules));
    for (const char* origin :
         {"null", "http://shop.example", "https://shop.example:444", "https://evil.example",
          "https://shop.example.evil.example", "http://localhost:8081", "file://"})
        EXPECT_TRUE(is_refused(request_of("localhost:8080", origin), rules)) << origin;
}

TEST(OriginGuard, APreflightIsAnsweredForThePagesOnTheListOnly) {
    const OriginRules rules{
        .is_loopback = true, .hosts = {}, .cors_origins = {"https://shop.example"}};
    auto preflight = request_of("localhost", "https://shop.example");
    preflight.method = "OPTIONS";
    EXPECT_FALSE(answer_preflight(preflight, rules));
    preflight.headers.emplace_back("access-control-request-method", "POST");

    const auto answer = answer_preflight(preflight, rules);

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 204);
    EXPECT_FALSE(answer_preflight(preflight, {}));
    auto other = request_of("localhost", "https://evil.example");
    other.method = "OPTIONS";
    other.headers.emplace_back("access-control-request-method", "POST");
    EXPECT_FALSE(answer_preflight(other, rules));
}

TEST(OriginGuard, AnAnswerNamesTheOriginThatMayReadIt) {
    const OriginRules rules{
        .is_loopback = true, .hosts = {}, .cors_origins = {"https://shop.example"}};
    const auto* origin = foreign_origin(request_of("localhost", "https://shop.example"), rules);
    ASSERT_NE(origin, nullptr);
    Response response;

    allow_reading(response, *origin);

    EXPECT_EQ(response.headers.front(),
              (std::pair<std::string, std::string>("Access-Control-Allow-Origin",
                                                   "https://shop.example")));
    EXPECT_EQ(foreign_origin(request_of("localhost", "https://evil.example"), rules), nullptr);
    EXPECT_EQ(foreign_origin(request_of("localhost"), rules), nullptr);
}

}  // namespace

}  // namespace tts::http::test
