#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

inline IntentFeedback sample_feedback(const std::string& streamer, const std::string& text) {
    return {.id = FeedbackId::next(),
            .streamer = streamer,
            .text = text,
            .language = "es",
            .label = Intent::none,
            .message = std::nullopt,
            .created_at = from_unix_ms(1'700'000'000'123)};
}

TEST_P(StoreContract, ASellersWordsAreReadBackExactly) {
    Streamer streamer{.username = "ana",
                      .trigger_words = {"zúmbale", "抱走", "a \"b\"\\ c"},
                      .blocked_words = {"sorteo"},
                      .repeats = RepeatPolicy::replace};
    ASSERT_TRUE(store().save_streamer(streamer));
    EXPECT_EQ(store().show("ana", moment()).value().streamer, streamer);

    streamer.trigger_words.clear();
    streamer.repeats = RepeatPolicy::ignore;
    ASSERT_TRUE(store().save_streamer(streamer));
    EXPECT_EQ(store().show("ana", moment()).value().streamer, streamer);
}

TEST_P(StoreContract, CorrectionsAreListedByStreamerOldestFirst) {
    const auto first = store().save_feedback(sample_feedback("ana", "quiero llorar")).value();
    const auto second = store().save_feedback(sample_feedback("ana", "ya tú sabes 😍\t!")).value();
    const auto other = store().save_feedback(sample_feedback("bea", "quiero llorar")).value();

    EXPECT_EQ(store().feedback({.streamer = "ana", .after = {}, .limit = 10}).value(),
              (std::vector{first, second}));
    EXPECT_EQ(store().feedback({.streamer = "ana", .after = first.id, .limit = 10}).value(),
              std::vector{second});
    EXPECT_EQ(store().feedback({.streamer = "", .after = {}, .limit = 10}).value(),
              (std::vector{first, second, other}));
    EXPECT_EQ(store().feedback({.streamer = "ana", .after = {}, .limit = 1}).value(),
              std::vector{first});
}

TEST_P(StoreContract, ACorrectionOfTheSameTextReplacesTheFirst) {
    const auto first = store().save_feedback(sample_feedback("ana", "va")).value();
    auto again = sample_feedback("ana", "va");
    again.label = Intent::buy;
    again.message = CommentId::next();

    const auto kept = store().save_feedback(again).value();

    EXPECT_EQ(kept.id, first.id);
    EXPECT_EQ(kept.label, Intent::buy);
    EXPECT_EQ(kept.message, again.message);
    EXPECT_EQ(store().feedback({}).value(), std::vector{kept});
}

TEST_P(StoreContract, NothingIsKnownOfAMessageThatIsNotStored) {
    EXPECT_EQ(store().feedback_on(CommentId::next()).error().code(), Errc::not_found);
}

}  // namespace tts::test
