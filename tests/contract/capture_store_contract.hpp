#pragma once

// The promises of ports/capture_store.hpp as tests. An adapter's test file includes this once and
// says how they are opened.

#include "contract/store/fixture.hpp"
#include "ports/capture_store.hpp"

#include <array>

namespace tts::test {

using namespace std::chrono_literals;

// A new database and what is known of streams in it, for one test.
class CaptureWorld {
public:
    virtual ~CaptureWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<CaptureStore>> open() = 0;
};

using MakeCaptureWorld = std::unique_ptr<CaptureWorld> (*)();

class CaptureStoreContract : public testing::TestWithParam<MakeCaptureWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        captures_ = world_->open().value();
    }

    CaptureStore& captures() { return *captures_; }
    StoreDatabase& database() { return world_->database(); }

    void add_streamer(const std::string& name, bool is_live) {
        database().query("INSERT INTO streamers (username, is_live) VALUES ('" + name + "', " +
                         (is_live ? "true" : "false") + ")");
    }
    void add_stream(const std::string& name, bool is_live) {
        add_streamer(name, is_live);
        captures()
            .save_source({.streamer = name, .url = "https://a.example/" + name}, moment())
            .value();
    }

    std::vector<std::string> leased(const StreamLease& lease) {
        std::vector<std::string> names;
        for (const StreamSource& stream : captures().lease_streams(lease).value())
            names.push_back(stream.streamer);
        return names;
    }

    static KeptFrame frame(const std::string& key, int seconds) {
        return {.id = Uuid::next(),
                .streamer = "ana",
                .stream_time = moment(seconds),
                .key = key,
                .fingerprint = 0xF00D00000000BEEF,
                .bytes = 1'000,
                .product = {},
                .score = 0.5,
                .created_at = moment(seconds)};
    }

private:
    std::unique_ptr<CaptureWorld> world_;
    std::unique_ptr<CaptureStore> captures_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CaptureStoreContract);

using Streamers = std::vector<std::string>;

TEST_P(CaptureStoreContract, ASourceIsReadAsItWasSavedAndReplaced) {
    const StreamSource first{.streamer = "ana 'ñ'", .url = "https://a.example/x", .delay = 3s};
    ASSERT_TRUE(captures().save_source(first, moment()));
    EXPECT_EQ(captures().status(first.streamer).value().source, first);

    add_streamer("bea", true);
    const StreamSource second{.streamer = "bea", .url = "rtmp://b.example/y", .delay = 0s};
    ASSERT_TRUE(captures().save_source({.streamer = "bea", .url = "x"}, moment()));
    ASSERT_TRUE(captures().save_source(second, moment(1)));
    EXPECT_EQ(captures().status("bea").value(), (CaptureStatus{.source = second, .is_live = true}));
}

TEST_P(CaptureStoreContract, AStreamerOfWhomNothingIsKnownHasTheDefaults) {
    const CaptureStatus nothing{.source = {.streamer = "nobody", .url = {}}};

    EXPECT_EQ(captures().status("nobody").value(), nothing);
}

TEST_P(CaptureStoreContract, OnlyLiveStreamsWithASourceAreTaken) {
    add_stream("ana", true);
    add_stream("bea", false);
    add_streamer("carla", true);

    EXPECT_EQ(leased({.owner = "p1", .now = moment(), .limit = 9}), Streamers{"ana"});
    EXPECT_EQ(leased({.owner = "p1", .now = moment(), .limit = 9, .without_url = true}),
              (Streamers{"ana", "carla"}));
}

TEST_P(CaptureStoreContract, OneProcessWatchesAStreamUntilItsLeaseEnds) {
    add_stream("ana", true);
    add_stream("bea", true);

    EXPECT_EQ(leased({.owner = "p1", .now = moment(), .duration = 10s, .limit = 1}),
              Streamers{"ana"});
    EXPECT_EQ(leased({.owner = "p2", .now = moment(5), .duration = 10s, .limit = 9}),
              Streamers{"bea"});
    EXPECT_EQ(leased({.owner = "p1", .now = moment(8), .duration = 10s, .limit = 1}),
              Streamers{"ana"});
    EXPECT_EQ(leased({.owner = "p2", .now = moment(12), .duration = 10s, .limit = 9}),
              Streamers{"bea"});
    EXPECT_EQ(leased({.owner = "p2", .now = moment(19), .duration = 10s, .limit = 9}),
              (Streamers{"ana", "bea"}));
}

TEST_P(CaptureStoreContract, WhatIsGivenBackIsFreeAtOnce) {
    add_stream("ana", true);
    ASSERT_EQ(leased({.owner = "p1", .now = moment(), .limit = 9}), Streamers{"ana"});

    ASSERT_TRUE(captures().release_streams("p1", moment(1)));

    EXPECT_EQ(leased({.owner = "p2", .now = moment(1), .limit = 9}), Streamers{"ana"});
}

TEST_P(CaptureStoreContract, OnlyWhoWatchesAStreamTellsHowItGoes) {
    add_stream("ana", true);
    ASSERT_EQ(leased({.owner = "p1", .now = moment(), .limit = 9}), Streamers{"ana"});

    const auto tell = [&](const std::string& owner, const std::string& state) {
        return captures().note({.owner = owner,
                                .streamer = "ana",
                                .state = state,
                                .reason = "because",
                                .last_frame_at = moment(2),
                                .at = moment(2)});
    };
    ASSERT_TRUE(tell("p1", "running"));
    ASSERT_TRUE(tell("p2", "waiting"));
    ASSERT_TRUE(
        captures().note({.owner = "p1", .streamer = "ana", .state = "running", .at = moment(3)}));

    const auto status = captures().status("ana").value();
    EXPECT_EQ(status.state, "running");
    EXPECT_EQ(status.reason, "");
    EXPECT_EQ(status.last_frame_at, moment(2));
}

TEST_P(CaptureStoreContract, OldFramesComeOldestFirstAndAreForgotten) {
    for (const int seconds : {3, 1, 2})
        ASSERT_TRUE(captures().add_frame(frame("frames/ana/" + std::to_string(seconds), seconds)));
    ASSERT_TRUE(captures().add_frame(frame("frames/ana/3", 3)));
    EXPECT_EQ(captures().frame_bytes().value(), 3'000);

    const auto old = captures().old_frames(moment(3), 9).value();
    EXPECT_EQ(old, (std::vector<OldFrame>{{"frames/ana/1", 1'000}, {"frames/ana/2", 1'000}}));

    const std::array<std::string, 2> keys = {"frames/ana/1", "frames/ana/none"};
    ASSERT_TRUE(captures().forget_frames(keys));
    EXPECT_EQ(captures().frame_bytes().value(), 2'000);
    EXPECT_EQ(captures().old_frames(moment(9), 1).value(),
              (std::vector<OldFrame>{{"frames/ana/2", 1'000}}));
}

TEST_P(CaptureStoreContract, TheEvidenceOfACommentIsNoOldFrame) {
    ASSERT_TRUE(captures().add_frame(frame("frames/ana/1", 1)));
    ASSERT_TRUE(captures().add_frame(frame("frames/ana/2", 2)));
    const auto factory = database().open_factory().value();
    const auto store = factory->open().value();
    const auto transaction = store->begin().value();
    Effects effects;
    effects.comments.push_back(sample_comment("ana", "luis", "lo quiero"));
    effects.comments.back().match.frame = "object://frames/ana/1";
    ASSERT_TRUE(transaction->write(effects));
    ASSERT_TRUE(transaction->commit());

    EXPECT_EQ(captures().old_frames(moment(9), 9).value(),
              (std::vector<OldFrame>{{"frames/ana/2", 1'000}}));
}

}  // namespace tts::test
