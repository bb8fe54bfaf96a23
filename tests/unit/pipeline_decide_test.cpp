#include "pipeline/decide.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace tts {
namespace {

using namespace std::chrono_literals;

// Reads what the test says: one reading for a text on its own, one for a burst.
struct FakeReader final : IntentReader {
    std::function<IntentReading(std::span<const std::string_view>)> answer;

    IntentReading read(std::span<const std::string_view> burst,
                       const ClaimVocabulary&) const override {
        return answer(burst);
    }
};

IntentReading reading(Intent intent, double score, std::vector<ClaimItem> items = {}) {
    IntentReading read;
    read.intent = intent;
    read.score = score;
    read.items = std::move(items);
    read.language = "es";
    return read;
}

class DecideTest : public testing::Test {
protected:
    DecideTest() {
        shirt.id = ProductId::next();
        shirt.sku = "TSHIRT";
        shirt.code = "A12";
        shirt.name = "Camiseta";
        shirt.streamer = "ana";
        shirt.options = {"M", "L"};
        show.streamer.username = "ana";
        show.streamer.commission = Percentage::from_basis_points(1'500);
        show.products = {shirt};
        show.pins = {{.product = shirt.id, .from = now() - 1min, .until = {}}};
    }

    Burst burst(const std::vector<std::string>& messages) const {
        Burst made{.streamer = "ana", .client = "bea", .comments = {}, .attempt = 1};
        for (const auto& message : messages)
            made.comments.push_back({.id = CommentId::next(),
                                     .streamer = "ana",
                                     .client = "bea",
                                     .message = message,
                                     .timestamp = now(),
                                     .source = "tiktok_live",
                                     .source_message_id = {}});
        return made;
    }

    DecidedBurst decide_with(const IntentReading& always,
                             const std::vector<std::string>& messages) {
        reader.answer = [always](auto) { return always; };
        return decide(burst(messages), ShowIndex(show, {}), reader, {});
    }

    Product shirt;
    Show show;
    FakeReader reader;
};

TEST_F(DecideTest, ABuyOfThePinnedProductIsAClaimForOne) {
    const auto decided = decide_with(reading(Intent::buy, 0.9), {"lo quiero"});

    ASSERT_EQ(decided.claims.size(), 1u);
    EXPECT_EQ(decided.claims[0].product, shirt.id);
    EXPECT_EQ(decided.claims[0].quantity, 1);
    EXPECT_FALSE(decided.claims[0].quantity_stated);
    EXPECT_EQ(decided.claims[0].id, decided.comments[0].comment.id);
    EXPECT_EQ(decided.claims[0].commission, Percentage::from_basis_points(1'500));
    EXPECT_EQ(decided.comments[0].match.source, MatchSource::pin);
}

TEST_F(DecideTest, AScoreOfExactlyTheThresholdIsNotEnough) {
    const auto decided = decide_with(reading(Intent::buy, 0.5), {"lo quiero"});

    EXPECT_TRUE(decided.claims.empty());
    EXPECT_EQ(decided.comments[0].decision, Decision::ignored);
}

TEST_F(DecideTest, OtherIntentsClaimNothingHoweverSure) {
    for (const auto intent :
         {Intent::question, Intent::feedback, Intent::complaint, Intent::none}) {
        const auto decided = decide_with(reading(intent, 1), {"lo quiero"});

        EXPECT_TRUE(decided.claims.empty());
        EXPECT_EQ(decided.comments[0].decision, Decision::ignored);
    }
}

TEST_F(DecideTest, AskingHowClaimsNothing) {
    auto asks = reading(Intent::buy, 0.9);
    asks.asks_how = true;

    const auto decided = decide_with(asks, {"¿cómo compro?"});

    EXPECT_TRUE(decided.claims.empty());
    EXPECT_EQ(decided.comments[0].decision, Decision::asked);
}

TEST_F(DecideTest, ACancellationGoesToAPerson) {
    auto cancels = reading(Intent::none, 0.9);
    cancels.cancels = true;

    const auto decided = decide_with(cancels, {"ya no lo quiero"});

    EXPECT_TRUE(decided.claims.empty());
    EXPECT_EQ(decided.comments[0].decision, Decision::review);
}

TEST_F(DecideTest, ABuyOfNothingKnownGoesToAPersonWithTheReason) {
    show.pins.clear();

    const auto decided = decide_with(reading(Intent::buy, 0.9), {"lo quiero"});

    EXPECT_TRUE(decided.claims.empty());
    EXPECT_EQ(decided.comments[0].decision, Decision::review);
    EXPECT_FALSE(decided.comments[0].reason.empty());
}

TEST_F(DecideTest, AnAbsurdQuantityGoesToAPerson) {
    const ClaimItem item{.code = {}, .variant = {}, .quantity = 999};

    const auto decided = decide_with(reading(Intent::buy, 0.9, {item}), {"quiero 999"});

    EXPECT_TRUE(decided.claims.empty());
    EXPECT_EQ(decided.comments[0].decision, Decision::review);
}

TEST_F(DecideTest, OneDoubtfulThingStopsTheWholeBurst) {
    const ClaimItem good{.code = "A12", .variant = "M", .quantity = 2};
    const ClaimItem bad{.code = "A12", .variant = "XXL", .quantity = 1};

    const auto decided = decide_with(reading(Intent::buy, 0.9, {good, bad}), {"A12 M x2, A12 XXL"});

    EXPECT_TRUE(decided.claims.empty());
}

TEST_F(DecideTest, SeveralThingsAreSeveralClaimsWithIdsOfTheirOwn) {
    const ClaimItem one{.code = "A12", .variant = "M", .quantity = 2};
    const ClaimItem two{.code = "A12", .variant = "L", .quantity = 1};

    const auto decided = decide_with(reading(Intent::buy, 0.9, {one, two}), {"A12 M x2 y A12 L"});

    ASSERT_EQ(decided.claims.size(), 2u);
    EXPECT_NE(decided.claims[0].id, decided.claims[1].id);
    EXPECT_EQ(decided.claims[0].id.value.time(), decided.claims[1].id.value.time());
    EXPECT_EQ(decided.claims[1].variant, "L");
}

TEST_F(DecideTest, OfABurstTheCommentThatBuysCarriesTheReadingOfTheWhole) {
    const ClaimItem item{.code = {}, .variant = "M", .quantity = 2};
    reader.answer = [&](std::span<const std::string_view> texts) {
        if (texts.size() > 1) return reading(Intent::buy, 0.95, {item});
        return texts[0] == "lo quiero" ? reading(Intent::buy, 0.8) : reading(Intent::none, 0.7);
    };

    const auto decided =
        decide(burst({"hola", "lo quiero", "2", "talla M"}), ShowIndex(show, {}), reader, {});

    ASSERT_EQ(decided.comments.size(), 4u);
    EXPECT_EQ(decided.comments[0].reading.intent, Intent::none);
    EXPECT_EQ(decided.comments[1].reading.score, 0.95);
    EXPECT_EQ(decided.comments[1].reading.items.size(), 1u);
    EXPECT_EQ(decided.claims[0].quantity, 2);
    EXPECT_EQ(decided.claims[0].id, decided.comments[0].comment.id);
}

TEST_F(DecideTest, TheViewerSawWhatWasPinnedAStreamDelayAgo) {
    Product other = shirt;
    other.id = ProductId::next();
    other.code = "B1";
    other.sku = "OTHER";
    show.products.push_back(other);
    // Far apart, because the comment is made a moment later.
    show.streamer.fixed_delay = 2h;
    const auto changed_at = now() - 1h;
    show.pins = {{.product = shirt.id, .from = changed_at - 9h, .until = changed_at},
                 {.product = other.id, .from = changed_at, .until = {}}};

    const auto decided = decide_with(reading(Intent::buy, 0.9), {"lo quiero"});

    ASSERT_EQ(decided.claims.size(), 1u);
    EXPECT_EQ(decided.claims[0].product, shirt.id);
}

TEST_F(DecideTest, OnlyWhatWantsNothingIsOnlyStored) {
    auto cancels = reading(Intent::none, 0.9);
    cancels.cancels = true;
    const auto is_only_stored = [&](const IntentReading& always) {
        reader.answer = [always](auto) { return always; };
        return only_stored(burst({"x"}), ShowIndex(show, {}), reader, {});
    };

    EXPECT_TRUE(is_only_stored(reading(Intent::question, 0.9)));
    EXPECT_TRUE(is_only_stored(reading(Intent::buy, 0.5)));
    EXPECT_FALSE(is_only_stored(reading(Intent::buy, 0.6)));
    EXPECT_FALSE(is_only_stored(cancels));
}

TEST_F(DecideTest, WhatASellerSetDecidesWhatIsOnlyStored) {
    show.rules.buy_score_min = 0.8;
    reader.answer = [](auto) { return reading(Intent::buy, 0.7); };

    EXPECT_TRUE(only_stored(burst({"x"}), ShowIndex(show, {}), reader, {}));
}

TEST(SplitByPauses, APauseLongerThanTheSettleWindowBeginsANewBurst) {
    Burst backlog{.streamer = "ana", .client = "bea", .comments = {}, .attempt = 2};
    const auto first = CommentId::next();
    backlog.comments.resize(3);
    backlog.comments[0].id = first;
    backlog.comments[1].id = CommentId{first.value.sibling(1)};
    backlog.comments[2].id = CommentId{Uuid::parse("ffffffff-ffff-7fff-8fff-ffffffffffff").value()};

    const auto split =
        split_by_pauses(std::vector{Batch{.shard = 0, .bursts = {backlog}, .next_due = {}}}, 750ms);

    ASSERT_EQ(split.size(), 2u);
    EXPECT_EQ(split[0].comments.size(), 2u);
    EXPECT_EQ(split[1].comments.size(), 1u);
    EXPECT_EQ(split[1].client, "bea");
    EXPECT_EQ(split[1].attempt, 2);
}

}  // namespace
}  // namespace tts
