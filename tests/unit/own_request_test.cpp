#include "apps/tiktoksales/own_request.hpp"

#include <gtest/gtest.h>

namespace tts {

namespace test {

namespace {

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

bool is_ana(std::string_view streamer) {
    return streamer == "ana";
}

TEST(ForeignStreamer, IsWhoeverTheBodyNamesAndTheSenderMayNotSpeakFor) {
    EXPECT_EQ(foreign_streamer(R"({"streamer":"ana"})", is_ana), std::nullopt);
    EXPECT_EQ(foreign_streamer(R"({"streamer":" ana "})", is_ana), std::nullopt);
    EXPECT_EQ(foreign_streamer(R"({"streamer":"eva"})", is_ana), "eva");
    EXPECT_EQ(foreign_streamer(R"({"streamer_id":"eva"})", is_ana), "eva");
    EXPECT_EQ(foreign_streamer(R"({"streamer":"ana","streamer":"eva"})", is_ana), "eva");
    EXPECT_EQ(foreign_streamer(R"({"streamer":"eva","streamer":"ana"})", is_ana), "eva");
    EXPECT_EQ(foreign_streamer(R"({"str\u0065amer":"eva"})", is_ana), "eva");
    EXPECT_EQ(foreign_streamer(R"({"streamer":"ana","x":{"streamer":"eva"}})", is_ana),
              std::nullopt);
}

TEST(ForeignStreamer, IsNobodyInABodyThatItsHandlerRefuses) {
    for (const char* body : {"", "[]", "null", "{", "{}", R"({"streamer":7})", "\xff"})
        EXPECT_EQ(foreign_streamer(body, is_ana), std::nullopt) << body;
}

TEST(ForeignStreamer, IsLookedForInEveryItemOfABatch) {
    const std::string own = R"({"streamer":"ana"})";
    const std::string other = R"({"streamer":"eva"})";

    EXPECT_EQ(foreign_streamer_of_batch("[" + own + "," + own + "]", is_ana), std::nullopt);
    EXPECT_EQ(foreign_streamer_of_batch("[" + own + "," + other + "]", is_ana), "eva");
    EXPECT_EQ(foreign_streamer_of_batch(own + "\n" + other + "\n", is_ana), "eva");
    EXPECT_EQ(foreign_streamer_of_batch(own + "\nrubbish\n" + own, is_ana), std::nullopt);
}

}  // namespace

}  // namespace test

}  // namespace tts
