#include "core/money.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

TEST(Money, ReadsWholeUnitsAndUpToTwoDecimals) {
    EXPECT_EQ(Money::parse("12").value().cents(), 1200);
    EXPECT_EQ(Money::parse("12.5").value().cents(), 1250);
    EXPECT_EQ(Money::parse("12.50").value().cents(), 1250);
    EXPECT_EQ(Money::parse("0.07").value().cents(), 7);
    EXPECT_EQ(Money::parse("999999999999.99").value().cents(), 99'999'999'999'999);
}

TEST(Money, RefusesWhatIsNoExactAmount) {
    for (const char* text : {"", ".", "12.", ".5", "12.345", "-1", "+1", "1e3", "1,50", " 1", "1 ",
                             "0x10", "NaN", "1.-5", "1000000000000"})
        EXPECT_EQ(Money::parse(text).error().code(), Errc::invalid) << text;
}

TEST(Money, IsWrittenWithTwoDecimals) {
    EXPECT_EQ(Money::from_cents(0).to_string(), "0.00");
    EXPECT_EQ(Money::from_cents(5).to_string(), "0.05");
    EXPECT_EQ(Money::from_cents(1250).to_string(), "12.50");
    EXPECT_EQ(Money::from_cents(-1205).to_string(), "-12.05");
}

TEST(Money, OfManyIsExact) {
    const auto price = Money::parse("0.10").value();

    EXPECT_EQ((price * 3).to_string(), "0.30");
    EXPECT_EQ((price + price + price), price * 3);
    EXPECT_EQ((price - price), Money());
}

TEST(Percentage, ReadsFromZeroToAHundred) {
    EXPECT_EQ(Percentage::parse("0").value().basis_points(), 0);
    EXPECT_EQ(Percentage::parse("12.5").value().basis_points(), 1250);
    EXPECT_EQ(Percentage::parse("100.00").value().basis_points(), 10'000);
    for (const char* text : {"", "100.01", "101", "-1", "1.005", "10%"})
        EXPECT_EQ(Percentage::parse(text).error().code(), Errc::invalid) << text;
}

TEST(Percentage, OfAnAmountIsRoundedHalfUpToTheCent) {
    const auto tenth = Percentage::parse("10").value();

    EXPECT_EQ(tenth.of(Money::from_cents(1234)).cents(), 123);
    EXPECT_EQ(tenth.of(Money::from_cents(1235)).cents(), 124);
    EXPECT_EQ(Percentage::parse("0.01").value().of(Money::from_cents(4'999)).cents(), 0);
    EXPECT_EQ(Percentage::parse("0.01").value().of(Money::from_cents(5'000)).cents(), 1);
    EXPECT_EQ(Percentage::parse("100").value().of(Money::from_cents(1)).cents(), 1);
}

}  // namespace
}  // namespace tts
