// Laws of the domain's words, tried on many random values.

#include "core/json_writer.hpp"
#include "core/money.hpp"
#include "core/text.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <simdjson.h>

namespace tts {
namespace {

constexpr std::int64_t cents_max = 99'999'999'999'999;

std::string random_bytes() {
    const auto bytes = *rc::gen::arbitrary<std::vector<unsigned char>>();
    return {bytes.begin(), bytes.end()};
}

Uuid random_uuid() {
    return Uuid::parse(*rc::gen::map(rc::gen::container<std::string>(
                                         32, rc::gen::elementOf(std::string("0123456789abcdef"))),
                                     [](std::string hex) {
                                         for (const std::size_t at : {8U, 13U, 18U, 23U})
                                             hex.insert(at, "-");
                                         return hex;
                                     }))
        .value();
}

TEST(CoreLaws, MoneyReadsBackWhatItWrites) {
    EXPECT_TRUE(rc::check([] {
        const auto amount = Money::from_cents(*rc::gen::inRange<std::int64_t>(0, cents_max));
        RC_ASSERT(Money::parse(amount.to_string()).value() == amount);
    }));
}

TEST(CoreLaws, ReadingMoneyNeverCrashesAndIsNeverNegative) {
    EXPECT_TRUE(rc::check([] {
        const auto amount = Money::parse(random_bytes());
        const bool holds = !amount || amount->cents() >= 0;
        RC_ASSERT(holds);  // Named, because RC_ASSERT evaluates both sides of ||.
    }));
}

TEST(CoreLaws, TheShareOfAnAmountIsWithinHalfACentOfTheExactOne) {
    EXPECT_TRUE(rc::check([] {
        const auto cents = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
        const auto points = *rc::gen::inRange<std::int32_t>(0, 10'001);
        const auto share = Percentage::from_basis_points(points).of(Money::from_cents(cents));
        RC_ASSERT(std::abs(share.cents() * 10'000 - cents * points) <= 5'000);
    }));
}

TEST(CoreLaws, TimestampsReadBackWhatTheyWrite) {
    EXPECT_TRUE(rc::check([] {
        // From 1970 to the end of the year 9999.
        const auto time = from_unix_ms(*rc::gen::inRange<std::int64_t>(0, 253'402'300'799'999));
        RC_ASSERT(parse_timestamp(to_iso8601(time)).value() == time);
    }));
}

TEST(CoreLaws, ReadingATimestampNeverCrashes) {
    EXPECT_TRUE(rc::check([] {
        const auto time = parse_timestamp(random_bytes());
        if (time) RC_ASSERT(parse_timestamp(to_iso8601(*time)).value() == *time);
    }));
}

TEST(CoreLaws, UuidsReadBackWhatTheyWriteAndKeepTheirOrder) {
    EXPECT_TRUE(rc::check([] {
        const auto a = random_uuid();
        const auto b = random_uuid();
        RC_ASSERT(Uuid::parse(a.to_string()).value() == a);
        RC_ASSERT((a < b) == (a.to_string() < b.to_string()));
    }));
}

TEST(CoreLaws, AnyBytesBecomeAJsonStringThatReadsBack) {
    EXPECT_TRUE(rc::check([] {
        const auto bytes = random_bytes();
        std::string json = "[";
        append_json_string(json, bytes);
        json += "]";
        simdjson::dom::parser parser;
        const auto document = parser.parse(json);
        RC_ASSERT(document.error() == simdjson::SUCCESS);
        const std::string_view read = document.value_unsafe().at(0).get_string().value_unsafe();
        RC_ASSERT(is_utf8(read));
        if (is_utf8(bytes)) RC_ASSERT(read == bytes);
    }));
}

TEST(CoreLaws, TrimmingTwiceIsTrimmingOnce) {
    EXPECT_TRUE(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string(" \t\nab\xc2\xa0\xe3\x80\xe2\x8b")));
        const auto once = trimmed(text);
        RC_ASSERT(trimmed(once) == once);
        RC_ASSERT(text.find(once) != std::string::npos);
    }));
}

}  // namespace
}  // namespace tts
