// Laws of the wire codecs: what is read does not depend on the pieces in which the bytes come, and
// whatever comes, the readers end in a state that makes sense.

#include "support/codec_readings.hpp"
#include "support/http_test_client.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>
#include <string>
#include <vector>

namespace tts::http {
namespace {

using test::messages_in;
using test::read_body_bytes_max;
using test::read_message_bytes_max;
using test::requests_in;
using test::Sizes;

Sizes piece_sizes() {
    const auto sizes =
        *rc::gen::nonEmpty(rc::gen::container<Sizes>(rc::gen::inRange<std::size_t>(1, 40)));
    return *rc::gen::element(sizes, Sizes{1}, Sizes{2}, Sizes{1'000'000});
}

// Pieces of good requests and of attacks, put together at random.
std::string random_requests() {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "GET /a HTTP/1.1\r\n", "POST /comments?x=1&y=%20 HTTP/1.1\r\n", "GET /%41 HTTP/1.0\r\n",
        "GET /a HTTP/2.0\r\n", "GET  /a HTTP/1.1\r\n", "Host: localhost\r\n", "host:other\r\n",
        "X: 1\r\n", "x:\ttab \r\n", "Y: \xc3\xb1\r\n", "Content-Type: application/json\r\n",
        "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Content-Length: 301\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding : chunked\r\n", " folded\r\n",
        "Connection: close\r\n", "Connection: keep-alive, Upgrade\r\n", "Expect: 100-continue\r\n",
        "\r\n", "\n", "\r", "hello", "5\r\nhello\r\n", "5;a=b\r\nhello\r\n", "0\r\n\r\n", "0\r\n",
        "Trailer: x\r\n", std::string(90, 'x'), std::string("\0", 1), "\x7f", " ", ":"));
    return std::accumulate(parts.begin(), parts.end(), std::string());
}

// A good request, so that the rest of a random text is reached as well.
std::string good_request() {
    const auto body = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto cut = body.substr(0, read_body_bytes_max);
    return "POST /comments HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
           std::to_string(cut.size()) + "\r\n\r\n" + cut;
}

TEST(RequestReaderLaws, PiecesMakeNoDifference) {
    EXPECT_TRUE(rc::check([] {
        const auto bytes = good_request() + random_requests() + random_requests();
        const auto whole = requests_in(bytes, {bytes.size()});
        RC_ASSERT(requests_in(bytes, piece_sizes()) == whole);
        RC_ASSERT(whole.starts_with("POST /comments "));
    }));
}

TEST(RequestReaderLaws, AReaderThatIsUsedAgainReadsAsANewOne) {
    EXPECT_TRUE(rc::check([] {
        const auto bytes = random_requests();
        const auto fresh = requests_in(bytes, {bytes.size() + 1});
        RC_ASSERT(requests_in(good_request() + bytes, piece_sizes()).ends_with(fresh));
    }));
}

std::string random_frames() {
    std::string bytes;
    for (auto left = *rc::gen::inRange(0, 6); left > 0; --left) {
        const int first = *rc::gen::element(0x81, 0x82, 0x01, 0x00, 0x80, 0x89, 0x8a, 0x88, 0xc1);
        const auto payload = *rc::gen::element<std::string>(
            "", "hello",
            "ma\xc3\xb1"
            "ana",
            "\x03\xe8",
            "\x03\xe8"
            "bye",
            "\xff", std::string(125, 'x'), std::string(126, 'x'), std::string(301, 'x'));
        bytes += test::client_frame(payload, first);
    }
    return bytes + *rc::gen::element<std::string>("", "\x81", "\x81\x05xxxxx", "\x81\xfe\x00\x01");
}

TEST(WebSocketReaderLaws, PiecesMakeNoDifference) {
    EXPECT_TRUE(rc::check([] {
        const auto bytes = random_frames();
        RC_ASSERT(messages_in(bytes, piece_sizes()) == messages_in(bytes, {bytes.size() + 1}));
    }));
}

TEST(WebSocketReaderLaws, AMessageInFragmentsIsTheMessage) {
    EXPECT_TRUE(rc::check([] {
        const auto size = *rc::gen::inRange<std::size_t>(0, read_message_bytes_max);
        const std::string text(size, 'x');
        const auto cut = *rc::gen::inRange<std::size_t>(0, size + 1);
        const auto bytes = test::client_frame(text.substr(0, cut), 0x01) +
                           test::client_frame("between", 0x89) +
                           test::client_frame(text.substr(cut), 0x80);
        RC_ASSERT(messages_in(bytes, piece_sizes()) == "text " + text + "\nopen");
    }));
}

}  // namespace
}  // namespace tts::http
