#pragma once

// The promises of ports/stream_delays.hpp as tests. An adapter's test file includes this once and
// says how it is opened.

#include "contract/store/fixture.hpp"
#include "ports/stream_delays.hpp"

namespace tts::test {

// A new database for one test.
class DelayWorld {
public:
    virtual ~DelayWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<StreamDelays>> open_delays() = 0;
};

using MakeDelayWorld = std::unique_ptr<DelayWorld> (*)();

class StreamDelaysContract : public testing::TestWithParam<MakeDelayWorld> {
protected:
    using Lags = std::vector<std::chrono::milliseconds>;

    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        delays_ = world_->open_delays().value();
    }

    Lags add(const std::string& streamer, int second, int lag_ms, std::size_t kept = 3) {
        return delays_
            ->add({.streamer = streamer,
                   .changed_at = moment(second),
                   .lag = std::chrono::milliseconds(lag_ms)},
                  kept)
            .value();
    }

    Streamer streamer(const std::string& name) {
        return store_->show(name, moment()).value().streamer;
    }

    std::unique_ptr<DelayWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<StreamDelays> delays_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StreamDelaysContract);

TEST_P(StreamDelaysContract, TheLagsOfTheLatestChangesAreKept) {
    using std::chrono::milliseconds;
    EXPECT_EQ(add("ana", 10, 500), (Lags{milliseconds(500)}));
    EXPECT_EQ(add("ana", 20, 700).size(), 2U);
    EXPECT_EQ(add("ana", 5, 100).size(), 3U);
    EXPECT_EQ(add("bea", 1, 900), (Lags{milliseconds(900)}));

    EXPECT_EQ(add("ana", 30, 900), (Lags{milliseconds(900), milliseconds(700), milliseconds(500)}));
    EXPECT_EQ(add("ana", 1, 1).size(), 3U);
    EXPECT_EQ(add("ana", 40, 0, 1), (Lags{milliseconds(0)}));
}

TEST_P(StreamDelaysContract, TheShortestLagOfAChangeCounts) {
    using std::chrono::milliseconds;
    add("ana", 10, 500);
    EXPECT_EQ(add("ana", 10, 400), (Lags{milliseconds(400)}));
    EXPECT_EQ(add("ana", 10, 800), (Lags{milliseconds(400)}));
}

TEST_P(StreamDelaysContract, WhatIsLearnedIsThereForTheNextProcess) {
    const LearnedDelay learned{.delay = std::chrono::milliseconds(7'250), .changes = 12};
    EXPECT_EQ(streamer("ana").stream_delay(), std::chrono::milliseconds(0));

    ASSERT_TRUE(delays_->save("ana", learned));

    EXPECT_EQ(streamer("ana").learned_delay, learned);
    EXPECT_EQ(streamer("ana").stream_delay(), learned.delay);
    EXPECT_EQ(streamer("ana").commission, Streamer{}.commission);
    EXPECT_EQ(factory_->open().value()->show("ana", moment()).value().streamer.learned_delay,
              learned);
    EXPECT_EQ(streamer("bea").learned_delay, LearnedDelay{});
}

TEST_P(StreamDelaysContract, WhatTheSellerSetStays) {
    Streamer set{.username = "ana",
                 .platform = "twitch",
                 .fixed_delay = std::chrono::milliseconds(0),
                 .trigger_words = {"mine"}};
    ASSERT_TRUE(store_->save_streamer(set));

    ASSERT_TRUE(delays_->save("ana", {.delay = std::chrono::milliseconds(60'000), .changes = 20}));
    set.learned_delay = {.delay = std::chrono::milliseconds(60'000), .changes = 20};
    EXPECT_EQ(streamer("ana"), set);
    EXPECT_EQ(streamer("ana").stream_delay(), std::chrono::milliseconds(0));

    set.fixed_delay.reset();
    ASSERT_TRUE(store_->save_streamer(set));
    EXPECT_EQ(streamer("ana").stream_delay(), std::chrono::milliseconds(60'000));
}

}  // namespace tts::test
