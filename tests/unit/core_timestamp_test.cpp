#include "core/timestamp.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

std::string read_and_write(const char* text) {
    const auto time = parse_timestamp(text);
    return time ? to_iso8601(*time) : "refused";
}

TEST(Timestamp, ReadsTheFormsThatChatSourcesWrite) {
    EXPECT_EQ(read_and_write("2026-11-23T18:05:09.123Z"), "2026-11-23T18:05:09.123Z");
    EXPECT_EQ(read_and_write("2026-11-23T18:05:09Z"), "2026-11-23T18:05:09.000Z");
    EXPECT_EQ(read_and_write("2026-11-23 18:05:09"), "2026-11-23T18:05:09.000Z");
    EXPECT_EQ(read_and_write("2026-11-23T18:05:09.5"), "2026-11-23T18:05:09.500Z");
    EXPECT_EQ(read_and_write("2026-11-23T18:05:09.123456789Z"), "2026-11-23T18:05:09.123Z");
    EXPECT_EQ(read_and_write("2026-11-23T18:05"), "2026-11-23T18:05:00.000Z");
    EXPECT_EQ(read_and_write("2026-11-23"), "2026-11-23T00:00:00.000Z");
}

TEST(Timestamp, AppliesTheOffset) {
    EXPECT_EQ(read_and_write("2026-11-23T18:05:09+01:00"), "2026-11-23T17:05:09.000Z");
    EXPECT_EQ(read_and_write("2026-11-23T23:05:09-0530"), "2026-11-24T04:35:09.000Z");
    EXPECT_EQ(read_and_write("2026-12-31T23:30:00-01"), "2027-01-01T00:30:00.000Z");
}

TEST(Timestamp, RefusesWhatIsNoTime) {
    for (const char* text :
         {"", "yesterday", "2026", "2026-13-01", "2026-02-30", "2026-11-23T", "2026-11-23T24:00",
          "2026-11-23T10:60", "2026-11-23T10:00:61", "2026-11-23T10:00:00.", "1969-12-31T00:00Z",
          "2026-11-23T10:00:00.1234567890Z", "2026-11-23T10:00:00ZZ", "2026-11-23T10:00:00+25:00",
          "2026-11-23T10:00:00Z ", "20261123T100000Z", "12026-11-23"})
        EXPECT_EQ(parse_timestamp(text).error().code(), Errc::invalid) << text;
}

TEST(Timestamp, KnowsLeapYears) {
    EXPECT_EQ(read_and_write("2028-02-29"), "2028-02-29T00:00:00.000Z");
    EXPECT_EQ(read_and_write("2026-02-29"), "refused");
    EXPECT_EQ(read_and_write("2100-02-29"), "refused");
}

TEST(Timestamp, OfNowHasAWholeNumberOfMilliseconds) {
    const auto time = now();

    EXPECT_EQ(from_unix_ms(to_unix_ms(time)), time);
    EXPECT_EQ(parse_timestamp(to_iso8601(time)).value(), time);
}

}  // namespace
}  // namespace tts
