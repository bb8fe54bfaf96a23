#include "http/request_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace tts::http;

namespace {

constexpr std::size_t body_bytes_max = 1'000;

// What a reader made of some bytes that came in pieces.
struct Reading {
    std::vector<Request> requests;
    int refused_with = 0;
    std::string detail;
    std::size_t unread = 0;
};

Reading read_pieces(std::string_view bytes, std::size_t piece_size) {
    Reading reading;
    RequestReader reader({});
    std::string unread;
    while (reader.state() != RequestReader::State::refused) {
        const bool had_head = reader.state() == RequestReader::State::body;
        std::string_view input = unread;
        reader.read(input);
        unread.erase(0, unread.size() - input.size());
        if (!had_head && reader.state() == RequestReader::State::body) {
            reader.limit_body(body_bytes_max);
            if (reader.state() == RequestReader::State::body) continue;
        }
        if (reader.state() == RequestReader::State::complete) {
            reading.requests.push_back(reader.request());
            reader.begin_next();
            continue;
        }
        if (bytes.empty()) break;
        unread += bytes.substr(0, piece_size);
        bytes.remove_prefix(std::min(piece_size, bytes.size()));
    }
    reading.unread = unread.size();
    if (reader.state() != RequestReader::State::refused) return reading;
    reading.refused_with = reader.refusal().status;
    reading.detail = reader.refusal().body;
    return reading;
}

// Reads the bytes at once and byte by byte, which must come to the same.
Reading read_all(std::string_view bytes) {
    const auto whole = read_pieces(bytes, bytes.size());
    const auto slow = read_pieces(bytes, 1);
    EXPECT_EQ(whole.refused_with, slow.refused_with) << bytes.substr(0, 200);
    EXPECT_EQ(whole.requests.size(), slow.requests.size());
    for (std::size_t i = 0; i < std::min(whole.requests.size(), slow.requests.size()); ++i)
        EXPECT_EQ(whole.requests[i].body, slow.requests[i].body);
    return whole;
}

std::string head(std::string_view lines) {
    return "POST /comments HTTP/1.1\r\nHost: localhost\r\n" + std::string(lines) + "\r\n";
}

int status_of(const std::string& bytes) {
    return read_all(bytes).refused_with;
}

}  // namespace

TEST(RequestReader, ReadsARequestWithPathQueryHeadersAndBody) {
    const auto reading = read_all(
        "POST /buyers/jos%C3%A9?limit=5&status=a+b%21 HTTP/1.1\r\nHost: localhost\r\n"
        "X-Trace: 7\r\nContent-Length: 5\r\n\r\nhello");

    ASSERT_EQ(reading.requests.size(), 1U);
    const auto& request = reading.requests.front();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/buyers/jos\u00e9");
    EXPECT_EQ(request.query_value("limit"), "5");
    EXPECT_EQ(request.query_value("status"), "a b!");
    EXPECT_EQ(request.header("x-trace"), "7");
    EXPECT_EQ(request.body, "hello");
}

TEST(RequestReader, ReadsPipelinedRequestsOneAfterTheOther) {
    const auto reading = read_all(head("Content-Length: 2\r\n") + "{}" + head("") + "\r\n" +
                                  head("Transfer-Encoding: chunked\r\n") +
                                  "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nTrailer: x\r\n\r\n" + head(""));

    ASSERT_EQ(reading.requests.size(), 4U);
    EXPECT_EQ(reading.requests[0].body, "{}");
    EXPECT_EQ(reading.requests[1].body, "");
    EXPECT_EQ(reading.requests[2].body, "abcd");
    EXPECT_FALSE(reading.requests[2].header("trailer"));
    EXPECT_EQ(reading.unread, 0U);
}

TEST(RequestReader, RefusesWhateverTwoReadersCouldFrameDifferently) {
    const std::vector<std::string> smuggling = {
        head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
        head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
        head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        head("Transfer-Encoding: gzip, chunked\r\n"),
        head("Transfer-Encoding: chunked, chunked\r\n"),
        head("Transfer-Encoding: identity\r\n"),
        head("Transfer-Encoding: xchunked\r\n"),
        head("Transfer-Encoding: \"chunked\"\r\n"),
        head("Transfer-Encoding:\r\n"),
        head("Transfer-Encoding: \r\n chunked\r\n"),
        head("Transfer-Encoding : chunked\r\n"),
        head("Transfer-Encoding\t: chunked\r\n"),
        head(" Transfer-Encoding: chunked\r\n"),
        head("Content-Length: 5\r\nContent-Length: 6\r\n"),
        head("Content-Length: 5\r\nContent-Length: 5\r\n"),
        head("Content-Length: 5, 5\r\n"),
        head("Content-Length: +5\r\n"),
        head("Content-Length: -5\r\n"),
        head("Content-Length: 0x5\r\n"),
        head("Content-Length: 5 5\r\n"),
        head("Content-Length:\r\n"),
        head("Content-Length: 99999999999999999999\r\n"),
        head("Content-Length : 5\r\n"),
        head("X: a\r\n folded\r\n"),
        head("X: a\r\n\tfolded\r\n"),
        head("X: a\rContent-Length: 5\r\n"),
        head("X: a\nContent-Length: 5\r\n"),
        head(std::string("X: a\0b\r\n", 8)),
        head("Host: other\r\n"),
        head("no colon\r\n"),
        head(": no name\r\n"),
        head("bad name: x\r\n"),
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\nHost: localhost\n\n\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
    for (const auto& bytes : smuggling) EXPECT_EQ(status_of(bytes), 400) << bytes;
}

TEST(RequestReader, RefusesChunksThatAreNotExactlyChunks) {
    const std::vector<std::string> bodies = {
        "x\r\n",
        "\r\n",
        "3\nabc\r\n0\r\n\r\n",
        "3\r\nabcd\r\n0\r\n\r\n",
        "3\r\nabc\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "-1\r\n",
        "3 \r\nabc\r\n0\r\n\r\n",
        "fffffffff\r\n",
        "3;a\nb\r\nabc\r\n0\r\n\r\n",
        "0\r\nX: y\n\r\n",
    };
    for (const auto& body : bodies)
        EXPECT_EQ(status_of(head("Transfer-Encoding: chunked\r\n") + body), 400) << body;
}

TEST(RequestReader, RefusesWhatIsTooLarge) {
    const std::string chunked = head("Transfer-Encoding: chunked\r\n");
    EXPECT_EQ(status_of(head("Content-Length: 1001\r\n")), 413);
    EXPECT_EQ(status_of(head("Content-Length: 10485760\r\n")), 413);
    EXPECT_EQ(status_of(chunked + "3e9\r\n"), 413);
    EXPECT_EQ(status_of(chunked + "3e8\r\n" + std::string(1'000, 'x') + "\r\n1\r\n"), 413);
    EXPECT_EQ(status_of(chunked + "1;" + std::string(20'000, 'x')), 413);
    EXPECT_EQ(status_of(chunked + "0\r\nX: " + std::string(20'000, 'x')), 413);
    EXPECT_EQ(status_of(head("X: " + std::string(20'000, 'x') + "\r\n")), 431);
    EXPECT_EQ(status_of("GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
    EXPECT_EQ(status_of("GET /" + std::string(20'000, 'x')), 414);
    std::string many;
    for (int i = 0; i < 101; ++i) many += "X: y\r\n";
    EXPECT_EQ(status_of(head(many)), 431);
}

TEST(RequestReader, RefusesUrisThatDoNotDecode) {
    const std::vector<std::string> targets = {"/%",
                                              "/%4",
                                              "/%zz",
                                              "/?a=%f",
                                              "/%00",
                                              "/%0a",
                                              "/%C3",
                                              "/%ed%a0%80",
                                              "*",
                                              "comments",
                                              "//h/a#b",
                                              "http://evil/x",
                                              "http://localhost"};
    for (const auto& target : targets)
        EXPECT_EQ(status_of("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400)
            << target;
}

TEST(RequestReader, UnderstandsTheAbsoluteFormOfItsOwnHost) {
    const auto reading =
        read_all("GET http://localhost/health?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");

    ASSERT_EQ(reading.requests.size(), 1U);
    EXPECT_EQ(reading.requests.front().path, "/health");
}

TEST(RequestReader, ServesNoOtherVersionOrExpectation) {
    EXPECT_EQ(status_of("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/0.9\r\nHost: localhost\r\n\r\n"), 505);
    EXPECT_EQ(status_of(head("Expect: 200-ok\r\n")), 417);
}
