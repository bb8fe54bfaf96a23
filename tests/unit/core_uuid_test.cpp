#include "core/uuid.hpp"

#include <gtest/gtest.h>

#include <unordered_set>

namespace tts {
namespace {

TEST(Uuid, NextOnesStrictlyIncrease) {
    auto last = Uuid::next();
    std::string last_text = last.to_string();
    // More than fit into the counter of one millisecond.
    for (int i = 0; i < 20'000; ++i) {
        const auto id = Uuid::next();
        ASSERT_LT(last, id);
        ASSERT_LT(last_text, id.to_string()) << "texts are ordered like ids";
        last = id;
        last_text = id.to_string();
    }
}

TEST(Uuid, IsOfVersionSevenAndTheRfcVariant) {
    for (int i = 0; i < 300; ++i) {
        const auto text = Uuid::next().to_string();
        EXPECT_EQ(text[14], '7') << text;
        EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << text;
    }
}

TEST(Uuid, TellsWhenItWasMade) {
    const auto before = now();
    const auto id = Uuid::next();

    EXPECT_GE(id.time(), before);
    // Ids made faster than the counter allows run ahead of the clock, but never far.
    EXPECT_LE(id.time(), now() + std::chrono::seconds(1));
    EXPECT_EQ(Uuid::parse("019ab2c3-d4e5-7abc-8def-0123456789ab").value().time(),
              from_unix_ms(0x019ab2c3d4e5));
}

TEST(Uuid, ReadsWhatItWrites) {
    const auto id = Uuid::next();

    EXPECT_EQ(Uuid::parse(id.to_string()).value(), id);
    EXPECT_EQ(Uuid::parse("019AB2C3-D4E5-7ABC-8DEF-0123456789AB").value().to_string(),
              "019ab2c3-d4e5-7abc-8def-0123456789ab");
}

TEST(Uuid, RefusesOtherTexts) {
    for (const char* text :
         {"", "019ab2c3", "019ab2c3d4e57abc8def0123456789ab", "019ab2c3-d4e5-7abc-8def-0123456789a",
          "019ab2c3-d4e5-7abc-8def-0123456789abc", "019ab2c3-d4e5-7abc-8def-0123456789ag",
          "019ab2c3_d4e5-7abc-8def-0123456789ab", "{019ab2c3-d4e5-7abc-8def-0123456789}"})
        EXPECT_EQ(Uuid::parse(text).error().code(), Errc::invalid) << text;
}

TEST(Uuid, IsNilOnlyUntilItIsMade) {
    EXPECT_TRUE(Uuid().is_nil());
    EXPECT_FALSE(Uuid::next().is_nil());
}

TEST(Uuid, HashesDiffer) {
    std::unordered_set<std::size_t> hashes;
    for (int i = 0; i < 1'000; ++i) hashes.insert(std::hash<Uuid>()(Uuid::next()));

    EXPECT_EQ(hashes.size(), 1'000u);
}

}  // namespace
}  // namespace tts
