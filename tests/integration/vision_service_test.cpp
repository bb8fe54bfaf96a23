#include "vision/vision_service.hpp"
#include "adapters/curl/image_fetcher.hpp"
#include "adapters/files/file_object_store.hpp"
#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "integration/vision_fake_store.hpp"
#include "integration/vision_small_server.hpp"
#include "support/temp_folder.hpp"
#include "vision/object_keys.hpp"
#include "vision/picture_sources.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tts::test {
namespace {

using namespace std::chrono_literals;

const Timestamp show_time = from_unix_ms(1'795'457'109'000);

ProductCard card(const std::string& name, Colour base, Colour accent, CardShape shape) {
    return {.name = name, .base = base, .accent = accent, .shape = shape};
}

const std::vector<ProductCard> cards = {
    card("Rose Face Serum", {240, 200, 210}, {150, 30, 80}, CardShape::bottle),
    card("Travel Mug", {30, 60, 90}, {240, 190, 40}, CardShape::mug),
    card("Linen Shirt", {220, 230, 200}, {40, 110, 60}, CardShape::shirt),
    card("Spice Box", {120, 40, 20}, {250, 230, 160}, CardShape::box)};

// A real service over pictures drawn for the test, and a show that is only pretended.
class VisionServiceTest : public testing::Test {
protected:
    VisionServiceTest() {
        ImageFetcherSettings fetcher;
        fetcher.rules.hosts_trusted = {"127.0.0.1"};
        fetcher.connect_timeout = fetcher.total_timeout = 30s;
        web_ = std::make_unique<CurlImageFetcher>(fetcher);
        pictures_ = std::make_unique<PictureSources>(objects_, *web_, PictureSources::Settings{});
        const VisionService::Parts parts{
            .stores = pool_, .objects = objects_, .pictures = *pictures_, .matcher = matcher_};
        vision_ = std::make_unique<VisionService>(parts, VisionSettings());
        state_.show.streamer.username = "ana";
        for (const ProductCard& each : cards) add_product(each);
    }

    void add_product(const ProductCard& drawn) {
        Product product;
        product.id = ProductId::next();
        product.sku = "SKU-" + std::to_string(state_.show.products.size());
        product.streamer = "ana";
        product.name = drawn.name;
        const std::string key = product_image_key(product, 1, "jpg");
        ASSERT_TRUE(objects_.put(key, draw_product_card(drawn).value()));
        product.image_urls = {object_url(key)};
        state_.show.products.push_back(product);
    }

    // A frame that shows the card, or nothing, in the object store.
    std::string frame_url(const std::string& name,
                          std::optional<ProductCard> shown,
                          double turned = 10) {
        StreamFrame frame;
        frame.product = std::move(shown);
        frame.placement = {
            .centre_x = 0.45, .centre_y = 0.6, .width = 0.6, .rotation_degrees = turned};
        frame.scene = static_cast<std::uint32_t>(std::hash<std::string>()(name));
        const std::string key = "frames/ana/" + name + ".jpg";
        EXPECT_TRUE(objects_.put(key, draw_stream_frame(frame).value()));
        return object_url(key);
    }

    MatchAnswer match(const std::vector<std::string>& urls, Timestamp time = show_time) {
        auto answer = vision_->match({.streamer = "ana", .timestamp = time, .frame_urls = urls});
        EXPECT_TRUE(answer) << answer.error().what();
        return answer ? *answer : MatchAnswer();
    }

    TempFolder folder_;
    FileObjectStore objects_{folder_.path()};
    FakeShow state_;
    FakeShowStores factory_{state_};
    StorePool pool_{factory_, 2};
    OpencvImageMatcher matcher_;
    std::unique_ptr<CurlImageFetcher> web_;
    std::unique_ptr<PictureSources> pictures_;
    std::unique_ptr<VisionService> vision_;
};

TEST_F(VisionServiceTest, AProductHeldUpIsRecognisedAndTheTimelineLearnsOfIt) {
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const std::string url = frame_url(cards[i].name.substr(0, 4), cards[i]);

        const MatchAnswer answer = match({url}, show_time + std::chrono::seconds(i));

        ASSERT_TRUE(answer.product) << cards[i].name << ": " << answer.score << " " << answer.why;
        EXPECT_EQ(answer.product->name, cards[i].name);
        EXPECT_GT(answer.score, 0.7);
        EXPECT_LE(answer.score, 1);
        EXPECT_EQ(answer.seen_by, SeenBy::frames);
        EXPECT_EQ(answer.frame, url);
        ASSERT_EQ(state_.show.sightings.size(), i + 1);
        EXPECT_EQ(state_.show.sightings[i].product, answer.product->id);
        EXPECT_EQ(state_.show.sightings[i].stream_time, show_time + std::chrono::seconds(i));
        EXPECT_EQ(state_.show.sightings[i].frame_urls, std::vector<std::string>{url});
    }
}

TEST_F(VisionServiceTest, NothingOfTheCatalogueIsNothing) {
    const MatchAnswer answer = match({frame_url("empty", std::nullopt)});

    EXPECT_FALSE(answer.product);
    EXPECT_LT(answer.score, 0.7);
    EXPECT_EQ(answer.seen_by, SeenBy::frames);
    EXPECT_TRUE(state_.show.sightings.empty());
}

TEST_F(VisionServiceTest, FramesWithoutTheProductDoNotOutvoteTheOneThatShowsIt) {
    const std::string shown = frame_url("shown", cards[1]);

    const MatchAnswer answer =
        match({frame_url("before", std::nullopt), shown, frame_url("after", std::nullopt), shown});

    ASSERT_TRUE(answer.product) << answer.score;
    EXPECT_EQ(answer.product->name, "Travel Mug");
    EXPECT_EQ(answer.frame, shown);
}

TEST_F(VisionServiceTest, AFrameThatCannotBeReadIsSkippedAndNamed) {
    ASSERT_TRUE(objects_.put("frames/ana/text.jpg", "no picture"));
    const std::vector<std::string> bad = {
        "http://10.0.0.1/frame.jpg", object_url("frames/ana/missing.jpg"),
        object_url("frames/ana/text.jpg"), "nonsense", "s3://shop/../x"};
    std::vector<std::string> urls = bad;
    urls.push_back(frame_url("good", cards[0]));

    const MatchAnswer answer = match(urls);

    ASSERT_TRUE(answer.product);
    EXPECT_EQ(answer.product->name, "Rose Face Serum");
    ASSERT_EQ(answer.skipped.size(), bad.size());
    for (std::size_t i = 0; i < bad.size(); ++i) {
        EXPECT_EQ(answer.skipped[i].url, bad[i]);
        EXPECT_FALSE(answer.skipped[i].reason.empty());
    }
}

TEST_F(VisionServiceTest, FramesComeFromTheWebToo) {
    const std::string jpeg =
        draw_stream_frame({.product = cards[2], .placement = {}, .scene = 9, .brightness = 1})
            .value();
    SmallServer server([&](const std::string&) {
        return "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " +
               std::to_string(jpeg.size()) + "\r\nConnection: close\r\n\r\n" + jpeg;
    });

    const MatchAnswer answer =
        match({"http://127.0.0.1:" + std::to_string(server.port()) + "/frame"});

    ASSERT_TRUE(answer.product) << answer.score;
    EXPECT_EQ(answer.product->name, "Linen Shirt");
}

TEST_F(VisionServiceTest, WithoutFramesThePinOfThatMomentAnswers) {
    const Product& first = state_.show.products[0];
    const Product& second = state_.show.products[1];
    state_.show.streamer.fixed_delay = 5s;
    state_.show.pins = {{first.id, show_time, show_time + 60s}, {second.id, show_time + 60s, {}}};

    // Viewers are five seconds behind.
    EXPECT_EQ(match({}, show_time + 64s).product->id, first.id);
    EXPECT_EQ(match({}, show_time + 65s).product->id, second.id);
    EXPECT_EQ(match({}, show_time + 65s).seen_by, SeenBy::pin);
    EXPECT_FALSE(match({}, show_time + 4s).product);
}

TEST_F(VisionServiceTest, WithoutFramesAndPinTheNewestSightingAnswersForHalfAMinute) {
    const Product& product = state_.show.products[3];
    state_.show.sightings = {{Uuid::next(), "ana", show_time, product.id, 0.9, {"object://f.jpg"}}};

    const MatchAnswer answer = match({}, show_time + 30s);

    ASSERT_TRUE(answer.product);
    EXPECT_EQ(answer.product->id, product.id);
    EXPECT_EQ(answer.score, 0.9);
    EXPECT_EQ(answer.frame, "object://f.jpg");
    EXPECT_EQ(answer.seen_by, SeenBy::timeline);
    EXPECT_FALSE(match({}, show_time + 31s).product);
    EXPECT_FALSE(match({}, show_time - 1s).product);
    EXPECT_EQ(state_.show.sightings.size(), 1u);
}

TEST_F(VisionServiceTest, WithoutAnythingElseTheStoredFramesOfThatMomentAnswer) {
    ASSERT_TRUE(objects_.put(
        frame_key("ana", show_time, "jpg"),
        draw_stream_frame({.product = cards[3], .placement = {}, .scene = 4, .brightness = 1})
            .value()));

    EXPECT_FALSE(match({}, show_time - 1s).product);
    EXPECT_FALSE(match({}, show_time + 40s).product);
    const MatchAnswer answer = match({}, show_time + 2s);

    ASSERT_TRUE(answer.product) << answer.score;
    EXPECT_EQ(answer.product->name, "Spice Box");
}

TEST_F(VisionServiceTest, ANewCataloguePictureIsSeenAfterTheOldOneWasKept) {
    VisionSettings settings;
    settings.cache.trust = std::chrono::seconds(0);
    const VisionService::Parts parts{
        .stores = pool_, .objects = objects_, .pictures = *pictures_, .matcher = matcher_};
    VisionService vision(parts, settings);
    const std::string url =
        frame_url("new", card("Blue Lamp", {20, 20, 200}, {255, 255, 255}, CardShape::jar));
    const MatchRequest request{.streamer = "ana", .timestamp = show_time, .frame_urls = {url}};
    const auto before = vision.match(request);
    ASSERT_FALSE(before->product) << before->product->name << " at " << before->score;

    ASSERT_TRUE(objects_.put(
        product_image_key(state_.show.products[0], 1, "jpg"),
        draw_product_card(card("Blue Lamp", {20, 20, 200}, {255, 255, 255}, CardShape::jar))
            .value()));

    const auto answer = vision.match(request);
    ASSERT_TRUE(answer->product) << answer->score;
    EXPECT_EQ(answer->product->id, state_.show.products[0].id);
}

TEST_F(VisionServiceTest, AnEmptyCatalogueAndAStoreThatIsDownAreToldApart) {
    state_.show.products.clear();
    EXPECT_FALSE(match({frame_url("x", cards[0])}).product);

    state_.is_down = true;
    const auto answer =
        vision_->match({.streamer = "ana", .timestamp = show_time, .frame_urls = {}});
    EXPECT_EQ(answer.error().code(), Errc::unavailable);
}

TEST_F(VisionServiceTest, AnalysisSaysWhatThePictureShows) {
    const auto analysis = vision_->analyze("Rose Face Serum", state_.show.products[0].image_urls);

    EXPECT_EQ(analysis.category, "beauty");
    EXPECT_TRUE(analysis.model_description.starts_with("mostly pink"))
        << analysis.model_description;
    EXPECT_NE(analysis.model_description.find("taller than wide"), std::string::npos);
    EXPECT_TRUE(analysis.description.starts_with("Rose Face Serum: mostly pink"));
    EXPECT_EQ(analysis.tag, "rose-face-serum-pink");
    EXPECT_EQ(vision_->analyze("Thing", {}).description, "Thing.");
}

TEST_F(VisionServiceTest, TheNewestFrameIsTheLastByTime) {
    EXPECT_EQ(vision_->newest_frame("ana").error().code(), Errc::not_found);
    ASSERT_TRUE(objects_.put(frame_key("ana", show_time, "jpg"), "old"));
    ASSERT_TRUE(objects_.put(frame_key("ana", show_time + 1ms, "jpg"), "new"));
    ASSERT_TRUE(objects_.put(frame_key("anabel", show_time + 9s, "jpg"), "another's"));

    EXPECT_EQ(vision_->newest_frame("ana").value(), "new");
}

}  // namespace
}  // namespace tts::test
