// Watching streams: a store and a vision step that are real, and videos that are played.

#include "adapters/curl/image_fetcher.hpp"
#include "adapters/files/file_object_store.hpp"
#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "adapters/sqlite/sqlite_capture_store.hpp"
#include "capture/capture_desk.hpp"
#include "capture/frame_trimmer.hpp"
#include "contract/sqlite_database.hpp"
#include "integration/vision_fake_store.hpp"
#include "support/eventually.hpp"
#include "support/temp_folder.hpp"
#include "vision/object_keys.hpp"
#include "vision/picture_sources.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace tts::test {
namespace {

using namespace std::chrono_literals;

const Timestamp start = from_unix_ms(1'795'457'109'000);

ProductCard card(const std::string& name, Colour base, CardShape shape) {
    return {.name = name, .base = base, .accent = {250, 230, 160}, .shape = shape};
}

const ProductCard mug = card("Travel Mug", {30, 60, 90}, CardShape::mug);
const ProductCard box = card("Spice Box", {120, 40, 20}, CardShape::box);

std::string frame_with(const ProductCard& shown, double turned = 10) {
    StreamFrame frame;
    frame.product = shown;
    frame.placement = {.centre_x = 0.45, .centre_y = 0.6, .width = 0.6, .rotation_degrees = turned};
    return draw_stream_frame(frame).value();
}

// Shows its frames, then says `end`; or, if it hangs, nothing until it is asked to stop.
struct PlayedVideo final : FrameSource {
    struct Reader final : FrameReader {
        Reader(PlayedVideo& played, std::stop_token asked)
            : video(played), stop(std::move(asked)) {}
        Result<VideoFrame> next() override {
            if (at < video.frames.size()) return video.frames[at++];
            while (video.hangs && !stop.stop_requested()) std::this_thread::yield();
            return video.end;
        }
        PlayedVideo& video;
        std::stop_token stop;
        std::size_t at = 0;
    };

    Result<std::unique_ptr<FrameReader>> open(const StreamSource&,
                                              const std::stop_token& stop) override {
        ++opened;
        if (refusal) return *refusal;
        return std::make_unique<Reader>(*this, stop);
    }

    std::vector<VideoFrame> frames;
    Error end{Errc::unavailable, "the video is at its end"};
    std::optional<Error> refusal;
    std::atomic<bool> hangs = false;
    std::atomic<int> opened = 0;
};

class Capture : public testing::Test {
protected:
    Capture() {
        database_.open_migrator().value()->apply().value();
        captures_ = open_sqlite_capture_store(database_.path()).value();
        pictures_ = std::make_unique<PictureSources>(objects_, web_, PictureSources::Settings{});
        vision_ = std::make_unique<VisionService>(
            VisionService::Parts{
                .stores = pool_, .objects = objects_, .pictures = *pictures_, .matcher = matcher_},
            VisionSettings());
        state_.show.streamer.username = "ana";
        for (const ProductCard& each : {mug, box}) add_product(each);
        database_.query("INSERT INTO streamers (username, is_live) VALUES ('ana', true)");
        captures_->save_source(source_, start).value();
    }

    void add_product(const ProductCard& drawn) {
        Product product;
        product.id = ProductId::next();
        product.sku = drawn.name;
        product.streamer = "ana";
        product.name = drawn.name;
        const std::string key = product_image_key(product, 1, "jpg");
        objects_.put(key, draw_product_card(drawn).value()).value();
        product.image_urls = {object_url(key)};
        state_.show.products.push_back(product);
    }

    CaptureParts parts() {
        return {.captures = *captures_,
                .videos = video_,
                .objects = objects_,
                .vision = *vision_,
                .matcher = matcher_,
                .counters = counters_};
    }

    StreamWatch watch() { return {parts(), source_, {.owner = "p1"}}; }

    void lease() { captures_->lease_streams({.owner = "p1", .now = now()}).value(); }

    std::vector<StoredObject> kept() { return objects_.list("frames/ana/", "", 99).value(); }

    TempFolder folder_;
    SqliteDatabase database_;
    std::unique_ptr<CaptureStore> captures_;
    FileObjectStore objects_{folder_.path()};
    FakeShow state_;
    FakeShowStores factory_{state_};
    StorePool pool_{factory_, 2};
    OpencvImageMatcher matcher_;
    CurlImageFetcher web_;
    std::unique_ptr<PictureSources> pictures_;
    std::unique_ptr<VisionService> vision_;
    StreamSource source_{.streamer = "ana", .url = "https://a.example/x", .delay = 3s};
    PlayedVideo video_;
    CaptureCounters counters_;
    std::stop_source stop_;
};

TEST_F(Capture, TheTimelineTellsWhatTheFramesShow) {
    lease();
    video_.frames = {{frame_with(mug), start}, {frame_with(box), start + 20s}};

    watch().run_once(stop_.get_token());

    const auto& seen = state_.show.sightings;
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].product, state_.show.products[0].id);
    EXPECT_EQ(seen[1].product, state_.show.products[1].id);
    // The video is three seconds behind the host, so the host showed it before.
    EXPECT_EQ(seen[0].stream_time, start - 3s);
    EXPECT_GT(seen[0].score, 0.7);
    EXPECT_EQ(seen[0].frame_urls.front(), object_url(frame_key("ana", start - 3s, "jpg")));
    EXPECT_EQ(kept().size(), 2U);
    const auto status = captures_->status("ana").value();
    EXPECT_EQ(status.state, "waiting");
    EXPECT_EQ(status.reason, "the video is at its end");
    EXPECT_EQ(status.last_frame_at, start + 20s);
}

TEST_F(Capture, AStillSceneIsKeptOnceAndStaysInTheTimeline) {
    const auto still = frame_with(mug);
    for (int i = 0; i < 9; ++i) video_.frames.push_back({still, start + i * 2s});

    watch().run_once(stop_.get_token());

    EXPECT_EQ(kept().size(), 1U);
    EXPECT_EQ(counters_.duplicates.value(), 8U);
    ASSERT_EQ(state_.show.sightings.size(), 2U);
    EXPECT_EQ(state_.show.sightings[1].stream_time, start + 10s - 3s);
}

TEST_F(Capture, ASellersOwnThresholdDecides) {
    state_.show.rules.match_score_min = 1;
    video_.frames = {{frame_with(mug), start}};

    watch().run_once(stop_.get_token());

    EXPECT_TRUE(state_.show.sightings.empty());
    EXPECT_EQ(kept().size(), 1U);
}

TEST_F(Capture, WhatIsNoPictureIsPassedOver) {
    video_.frames = {{"not a picture", start}, {frame_with(mug), start + 2s}};

    watch().run_once(stop_.get_token());

    EXPECT_EQ(counters_.unreadable.value(), 1U);
    EXPECT_EQ(kept().size(), 1U);
}

TEST_F(Capture, WaitsLongerAndLongerForAStreamThatDoesNotCome) {
    video_.refusal = Error(Errc::unavailable, "nobody there");
    auto stream = watch();

    EXPECT_EQ(stream.run_once(stop_.get_token()), 1s);
    EXPECT_EQ(stream.run_once(stop_.get_token()), 2s);
    EXPECT_EQ(stream.run_once(stop_.get_token()), 4s);
    for (int i = 0; i < 9; ++i) stream.run_once(stop_.get_token());
    EXPECT_EQ(stream.run_once(stop_.get_token()), 60s);

    video_.refusal.reset();
    video_.frames = {{frame_with(mug), start}};
    EXPECT_EQ(stream.run_once(stop_.get_token()), 1s);
}

TEST_F(Capture, AUrlThatIsWrongIsNotTriedInAHurry) {
    video_.refusal = Error(Errc::denied, "not allowed");

    EXPECT_EQ(watch().run_once(stop_.get_token()), 60s);
}

TEST_F(Capture, GoingLiveStartsAndGoingOffStopsEvenAStreamThatHangs) {
    video_.hangs = true;
    CaptureDesk desk(parts(), {.owner = "p1"});

    desk.run_once(now()).value();
    EXPECT_TRUE(eventually(20s, [&] { return video_.opened == 1; }));
    desk.run_once(now()).value();
    EXPECT_EQ(desk.watched(), 1U);
    database_.query("UPDATE streamers SET is_live = false");
    desk.run_once(now()).value();

    EXPECT_EQ(desk.watched(), 0U);
    EXPECT_EQ(video_.opened, 1);
}

TEST_F(Capture, AnotherSourceIsWatchedInsteadOfTheOneBefore) {
    video_.hangs = true;
    CaptureDesk desk(parts(), {.owner = "p1"});
    desk.run_once(now()).value();
    EXPECT_TRUE(eventually(20s, [&] { return video_.opened == 1; }));

    captures_->save_source({.streamer = "ana", .url = "https://b.example"}, now()).value();
    desk.run_once(now()).value();

    EXPECT_TRUE(eventually(20s, [&] { return video_.opened == 2; }));
    desk.stop();
    EXPECT_EQ(captures_->lease_streams({.owner = "p2", .now = now()}).value().size(), 1U);
}

TEST_F(Capture, OldFramesGoByAgeAndBySize) {
    for (int i = 0; i < 4; ++i)
        video_.frames.push_back({frame_with(i % 2 ? mug : box), start + i * 2s});
    watch().run_once(stop_.get_token());
    ASSERT_EQ(kept().size(), 4U);
    const Timestamp later = start + std::chrono::hours(1);
    const auto newest = kept().back().key;

    FrameTrimmer roomy(*captures_, objects_, {.age_max = 2h, .bytes_max = 100'000'000});
    EXPECT_EQ(roomy.run_once(later).value(), 0U);
    FrameTrimmer narrow(*captures_, objects_,
                        {.age_max = 2h, .bytes_max = static_cast<std::int64_t>(kept()[3].size)});
    EXPECT_EQ(narrow.run_once(later).value(), 3U);
    ASSERT_EQ(kept().size(), 1U);
    EXPECT_EQ(kept()[0].key, newest);

    FrameTrimmer old(*captures_, objects_, {.age_max = 1h, .bytes_max = 100'000'000});
    EXPECT_EQ(old.run_once(later + 1h).value(), 1U);
    EXPECT_TRUE(kept().empty());
}

}  // namespace
}  // namespace tts::test
