// Sellers name the URLs that webhooks go to: none of them leads into our own network.

#include "adapters/curl/guarded_http_caller.hpp"
#include "integration/vision_small_server.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

Result<HttpAnswer> post_to(const std::string& url, FetchRules rules = {}) {
    GuardedHttpCaller caller({.rules = std::move(rules)});
    return caller.call({.method = "POST", .url = url, .headers = {{"X-A", "1"}}, .body = "{}"});
}

}  // namespace

TEST(WebhookGuard, AddressesThatAreNotPublicAreNeverConnectedTo) {
    const SmallServer canary([](const std::string&) { return "HTTP/1.1 200 OK\r\n\r\n"; });
    for (const char* host : {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "localhost", "[::1]",
                             "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1", "169.254.169.254"}) {
        EXPECT_EQ(post_to("http://" + std::string(host) + "/").error().code(), Errc::denied)
            << host;
        EXPECT_EQ(post_to("http://" + std::string(host) + ":" + std::to_string(canary.port()) + "/")
                      .error()
                      .code(),
                  Errc::denied)
            << host;
    }
    EXPECT_EQ(canary.requests(), 0);
}

TEST(WebhookGuard, ATrustedAddressIsCalledAndARedirectIsAnAnswer) {
    std::string seen;
    const SmallServer server([&seen](const std::string& request) {
        seen = request;
        return "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n";
    });

    const auto answer = post_to("http://127.0.0.1:" + std::to_string(server.port()) + "/a",
                                {.allow_private = true, .hosts_trusted = {}});

    ASSERT_TRUE(answer) << answer.error().what();
    EXPECT_EQ(answer->status, 302);
    EXPECT_EQ(server.requests(), 1);
    EXPECT_TRUE(seen.starts_with("POST /a HTTP/1.1"));
    EXPECT_NE(seen.find("X-A: 1"), std::string::npos);
    EXPECT_TRUE(seen.ends_with("\r\n\r\n{}"));
}

}  // namespace tts::test
