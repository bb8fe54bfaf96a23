#include "chat/client_outcome.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tts::test {

namespace {

DecidedComment decided(Decision decision, const std::string& language = "es") {
    DecidedComment comment;
    comment.comment.id = CommentId::next();
    comment.reading.intent = decision == Decision::ignored ? Intent::none : Intent::buy;
    comment.reading.language = language;
    comment.reading.items = {{.code = "A12", .variant = "", .quantity = 3}};
    comment.match.product = ProductId::next();
    comment.decision = decision;
    return comment;
}

TEST(ClientOutcome, OfNothingIsNothing) {
    const auto outcome = outcome_of({});

    EXPECT_FALSE(outcome.wants_to_buy);
    EXPECT_FALSE(outcome.payment_ready);
    EXPECT_EQ(outcome.quantity, 0);
    EXPECT_TRUE(outcome.product.is_nil());
}

TEST(ClientOutcome, OfAnOrderCanBePaid) {
    const std::vector comments = {decided(Decision::ordered)};
    const auto outcome = outcome_of(comments);

    EXPECT_TRUE(outcome.wants_to_buy);
    EXPECT_TRUE(outcome.payment_ready);
    EXPECT_EQ(outcome.quantity, 3);
    EXPECT_EQ(outcome.product, comments[0].match.product);
    EXPECT_EQ(outcome_text(outcome, "Vela"), "Reservado: 3 × Vela. Ya puedes pagar.");
}

TEST(ClientOutcome, IsThatOfTheCommentThatWentFurthest) {
    const std::vector order = {Decision::ignored,  Decision::asked,    Decision::review,
                               Decision::sold_out, Decision::repeated, Decision::ordered};
    for (std::size_t i = 1; i < order.size(); ++i) {
        const std::vector rising = {decided(order[i - 1]), decided(order[i])};
        const std::vector falling = {decided(order[i]), decided(order[i - 1])};
        EXPECT_EQ(outcome_of(rising).decision, order[i]);
        EXPECT_EQ(outcome_of(falling).decision, order[i]);
    }
}

TEST(ClientOutcome, OfEqualsIsTheNewestButNeverWithoutItsProduct) {
    const std::vector two = {decided(Decision::ordered), decided(Decision::ordered)};
    EXPECT_EQ(outcome_of(two).product, two[1].match.product);

    std::vector burst = {decided(Decision::ordered), decided(Decision::ordered)};
    burst[1].match = {};
    EXPECT_EQ(outcome_of(burst).product, burst[0].match.product);
}

TEST(ClientOutcome, OfAWishThatWasNotServedCannotBePaid) {
    for (const auto decision : {Decision::sold_out, Decision::review, Decision::asked}) {
        const std::vector comments = {decided(decision)};
        EXPECT_TRUE(outcome_of(comments).wants_to_buy);
        EXPECT_FALSE(outcome_of(comments).payment_ready);
    }
}

TEST(ClientOutcome, OfACancellationIsNoWish) {
    std::vector comments = {decided(Decision::review)};
    comments[0].reading.cancels = true;

    const auto outcome = outcome_of(comments);

    EXPECT_FALSE(outcome.wants_to_buy);
    EXPECT_EQ(outcome.quantity, 0);
    EXPECT_EQ(outcome_text(outcome, ""), "Para cancelar, habla con quien te lo vende.");
}

TEST(ClientOutcome, IsToldInTheLanguageOfTheBuyer) {
    const auto text = [](Decision decision, const std::string& language) {
        const std::vector comments = {decided(decision, language)};
        return outcome_text(outcome_of(comments), "Vela");
    };

    EXPECT_EQ(text(Decision::ordered, "en"), "Reserved: 3 × Vela. You can pay now.");
    EXPECT_EQ(text(Decision::sold_out, "es"), "Lo sentimos: ya no queda suficiente de Vela");
    EXPECT_EQ(text(Decision::sold_out, "en"), "Sorry: there is not enough left of Vela");
    EXPECT_NE(text(Decision::asked, "es"), text(Decision::asked, "en"));
    EXPECT_NE(text(Decision::review, "es"), text(Decision::review, "pt"));
    EXPECT_EQ(text(Decision::ignored, "und"), text(Decision::ignored, "en"));
}

}  // namespace

}  // namespace tts::test
