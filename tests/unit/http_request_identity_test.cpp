#include "http/request_identity.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tts::http {
namespace {

const std::string trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string traceparent = "00-" + trace_id + "-00f067aa0ba902b7-01";

RequestIdentity identity(std::string_view name, std::string_view value) {
    Request request;
    request.headers.emplace_back(name, value);
    return identity_of(request);
}

TEST(RequestIdentity, IsWhatTheSenderCallsTheRequest) {
    EXPECT_EQ(identity("X-Request-Id", "checkout-77:a/b").request_id, "checkout-77:a/b");
    EXPECT_EQ(identity("traceparent", traceparent).trace_id, trace_id);
    EXPECT_EQ(identity("Accept", "*/*").request_id, "");
}

TEST(RequestIdentity, IsNotTakenFromTextThatCouldHarmALogOrAnAnswer) {
    for (const auto& bad : {std::string(), std::string("a b"), std::string("a\"b"),
                            std::string("a\tb"), std::string("caf\xc3\xa9"), std::string(129, 'x')})
        EXPECT_EQ(identity("X-Request-Id", bad).request_id, "") << bad;
    EXPECT_EQ(identity("X-Request-Id", std::string(128, 'x')).request_id.size(), 128u);
}

TEST(RequestIdentity, TakesOnlyATraceparentOfTheStandardsForm) {
    const std::string zeros(32, '0');
    EXPECT_EQ(trace_id_of(traceparent), trace_id);
    EXPECT_EQ(trace_id_of("01" + traceparent.substr(2) + "-more"), trace_id);
    for (const std::string& bad : std::vector<std::string>{
             std::string(), traceparent + "-more", traceparent + "0", "ff" + traceparent.substr(2),
             traceparent.substr(0, 54), "00-" + zeros + "-00f067aa0ba902b7-01",
             "00-" + trace_id + "-0000000000000000-01", "00_" + traceparent.substr(3),
             "00-" + std::string(32, 'G') + "-00f067aa0ba902b7-01",
             "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
        EXPECT_EQ(trace_id_of(bad), "") << bad;
}

TEST(RequestIdentity, NewOnesDifferAndAreAccepted) {
    const auto one = new_request_id();
    const auto other = new_request_id();

    EXPECT_NE(one, other);
    EXPECT_EQ(identity("X-Request-Id", one).request_id, one);
}

}  // namespace
}  // namespace tts::http
