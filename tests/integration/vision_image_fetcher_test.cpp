#include "adapters/curl/image_fetcher.hpp"
#include "integration/vision_small_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace tts::test {
namespace {

using namespace std::chrono_literals;

std::string answer(const std::string& head, const std::string& body = "") {
    return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

std::string picture(const std::string& body) {
    return answer("200 OK\r\nContent-Type: image/jpeg", body);
}

std::string redirect(const std::string& to) {
    return answer("302 Found\r\nLocation: " + to);
}

// A fetcher for which 127.0.0.1 is a trusted host, but nothing else of this machine is.
CurlImageFetcher fetcher_trusting(const std::string& host,
                                  std::chrono::milliseconds patience = 30s) {
    ImageFetcherSettings settings;
    settings.rules.hosts_trusted = {host};
    settings.connect_timeout = patience;
    settings.total_timeout = patience;
    settings.bytes_max = 1'000;
    return CurlImageFetcher(settings);
}

std::string url_of(const SmallServer& server, const std::string& path = "/a.jpg") {
    return "http://127.0.0.1:" + std::to_string(server.port()) + path;
}

TEST(ImageFetcher, FetchesAPicture) {
    SmallServer server([](const std::string&) { return picture("jpeg bytes"); });

    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(server)).value(), "jpeg bytes");
}

TEST(ImageFetcher, LoopbackIsRefusedByDefaultAndNobodyIsAsked) {
    SmallServer canary([](const std::string&) { return picture("secret"); });
    CurlImageFetcher fetcher;
    const std::string port = std::to_string(canary.port());

    for (const std::string host : {"127.0.0.1", "localhost", "0x7f.1", "2130706433", "0", "127.1",
                                   "[::1]", "[::ffff:127.0.0.1]", "017700000001"})
        EXPECT_FALSE(fetcher.fetch("http://" + host + ":" + port + "/")) << host;

    EXPECT_EQ(canary.requests(), 0);
}

TEST(ImageFetcher, ARedirectToThisMachineIsNotFollowed) {
    SmallServer canary([](const std::string&) { return picture("secret"); });
    const std::string port = std::to_string(canary.port());
    for (const std::string host : {"localhost", "127.0.0.2", "127.1.1.1", "0.0.0.0", "[::1]"}) {
        SmallServer server(
            [&](const std::string&) { return redirect("http://" + host + ":" + port + "/"); });

        const auto fetched = fetcher_trusting("127.0.0.1").fetch(url_of(server));

        EXPECT_EQ(fetched.error().code(), Errc::denied) << host;
        EXPECT_EQ(server.requests(), 1);
    }
    EXPECT_EQ(canary.requests(), 0);
}

TEST(ImageFetcher, ARedirectToAnotherSchemeIsNotFollowed) {
    for (const char* to : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"}) {
        SmallServer server([&](const std::string&) { return redirect(to); });

        EXPECT_FALSE(fetcher_trusting("127.0.0.1").fetch(url_of(server))) << to;
    }
}

TEST(ImageFetcher, TwoRedirectsAreFollowedAndAThirdIsNot) {
    SmallServer server([](const std::string& request) {
        if (request.starts_with("GET /3")) return redirect("/2");
        if (request.starts_with("GET /2")) return redirect("/1");
        if (request.starts_with("GET /1")) return redirect("/0");
        return picture("there");
    });

    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(server, "/2")).value(), "there");
    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(server, "/3")).error().code(),
              Errc::denied);
}

TEST(ImageFetcher, AnswersThatAreNoPicturesAreErrors) {
    const auto code_of = [](const std::string& reply) {
        SmallServer server([&](const std::string&) { return reply; });
        return fetcher_trusting("127.0.0.1").fetch(url_of(server)).error().code();
    };

    EXPECT_EQ(code_of(answer("404 Not Found")), Errc::not_found);
    EXPECT_EQ(code_of(answer("403 Forbidden")), Errc::not_found);
    EXPECT_EQ(code_of(answer("500 Oops")), Errc::unavailable);
    EXPECT_EQ(code_of(answer("429 Slow down")), Errc::unavailable);
    EXPECT_EQ(code_of(answer("200 OK\r\nContent-Type: text/html", "<html>")), Errc::invalid);
    EXPECT_EQ(code_of("not HTTP at all\r\n\r\n"), Errc::unavailable);
    EXPECT_EQ(code_of(""), Errc::unavailable);
}

TEST(ImageFetcher, TooMuchIsRefusedWhetherItIsAnnouncedOrNot) {
    const std::string large(5'000, 'x');
    SmallServer honest([&](const std::string&) { return picture(large); });
    SmallServer silent([&](const std::string&) {
        return "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n" + large;
    });

    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(honest)).error().code(), Errc::invalid);
    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(silent)).error().code(), Errc::invalid);
}

TEST(ImageFetcher, ACutOffPictureIsAnError) {
    SmallServer server([](const std::string&) {
        return std::string("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this");
    });

    EXPECT_EQ(fetcher_trusting("127.0.0.1").fetch(url_of(server)).error().code(),
              Errc::unavailable);
}

TEST(ImageFetcher, AServerThatNeverAnswersIsGivenUp) {
    SmallServer server([](const std::string&) { return std::string(SmallServer::never); });

    // Else it would wait for ever, because the server does.
    EXPECT_EQ(fetcher_trusting("127.0.0.1", 500ms).fetch(url_of(server)).error().code(),
              Errc::unavailable);
}

TEST(ImageFetcher, SendsNoCredentialsAndAsksForNoCompression) {
    std::string seen;
    SmallServer server([&](const std::string& request) {
        seen = request;
        return picture("x");
    });

    ASSERT_TRUE(fetcher_trusting("127.0.0.1").fetch(url_of(server)));

    for (const char* header : {"Authorization", "Cookie", "Accept-Encoding", "Referer", "Proxy"})
        EXPECT_EQ(seen.find(header), std::string::npos) << header;
}

}  // namespace
}  // namespace tts::test
