// Catalogue pictures are prepared ahead of the matches that need them, by the real embedded store
// and pictures drawn for the test.

#include "adapters/curl/image_fetcher.hpp"
#include "adapters/files/file_object_store.hpp"
#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "contract/sqlite_database.hpp"
#include "support/temp_folder.hpp"
#include "vision/image_preparer.hpp"
#include "vision/object_keys.hpp"
#include "vision/picture_sources.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace tts::test {
namespace {

// Counts how many references are measured.
class CountingMatcher final : public ImageMatcher {
public:
    Result<PreparedPicturePtr> prepare_reference(std::string_view encoded) const override {
        ++measured;
        return matcher_.prepare_reference(encoded);
    }
    Result<PreparedPicturePtr> prepare_frame(std::string_view encoded) const override {
        return matcher_.prepare_frame(encoded);
    }
    std::vector<Likeness> compare(const PreparedPicture& frame,
                                  std::span<const PreparedPicturePtr> references) const override {
        return matcher_.compare(frame, references);
    }
    Result<Appearance> describe(std::string_view encoded) const override {
        return matcher_.describe(encoded);
    }
    Result<std::uint64_t> fingerprint(std::string_view encoded) const override {
        return matcher_.fingerprint(encoded);
    }
    std::string pack_reference(const PreparedPicture& reference) const override {
        return matcher_.pack_reference(reference);
    }
    Result<PreparedPicturePtr> unpack_reference(std::string_view packed) const override {
        return matcher_.unpack_reference(packed);
    }

    mutable std::atomic<int> measured = 0;

private:
    OpencvImageMatcher matcher_;
};

// Objects that can be away for a while.
class Objects final : public ObjectStore {
public:
    explicit Objects(const std::filesystem::path& folder) : files_(folder) {}

    Result<void> put(const std::string& key, std::string_view content) override {
        if (is_away) return away();
        return files_.put(key, content);
    }
    Result<std::string> get(const std::string& key, std::size_t bytes_max) override {
        if (is_away) return away();
        return files_.get(key, bytes_max);
    }
    Result<StoredObject> find(const std::string& key) override {
        if (is_away) return away();
        return files_.find(key);
    }
    Result<void> remove(const std::string& key) override { return files_.remove(key); }
    Result<std::vector<StoredObject>> list(const std::string& prefix,
                                           const std::string& after,
                                           std::size_t limit) override {
        return files_.list(prefix, after, limit);
    }

    std::atomic<bool> is_away = false;

private:
    static Error away() { return {Errc::unavailable, "the bucket is away"}; }

    FileObjectStore files_;
};

// A process with the vision role: it shares nothing with another but the database and the objects.
class Process {
public:
    Process(StorePool& stores, ObjectStore& objects)
        : pictures_(objects, web_, {}),
          vision({.stores = stores, .objects = objects, .pictures = pictures_, .matcher = matcher},
                 VisionSettings()),
          preparer(stores, vision, {}, counters) {}

private:
    CurlImageFetcher web_{ImageFetcherSettings()};
    PictureSources pictures_;

public:
    CountingMatcher matcher;
    VisionService vision;
    PreparerCounters counters;
    ImagePreparer preparer;
};

ProductCard card_of(const std::string& name) {
    return {.name = name, .base = {30, 60, 90}, .accent = {240, 190, 40}, .shape = CardShape::mug};
}

class Preparation : public testing::Test {
protected:
    void SetUp() override {
        database_.open_migrator().value()->apply().value();
        factory_ = database_.open_factory().value();
        pool_ = std::make_unique<StorePool>(*factory_, 4);
        first_ = std::make_unique<Process>(*pool_, objects_);
        second_ = std::make_unique<Process>(*pool_, objects_);
    }

    Product add_product(const std::string& name) {
        Product product;
        product.id = ProductId::next();
        product.sku = name;
        product.streamer = "ana";
        product.name = name;
        product.price = Money::from_cents(100);
        product.created_at = product.updated_at = now();
        const std::string key = product_image_key(product, 1, "jpg");
        EXPECT_TRUE(objects_.put(key, draw_product_card(card_of(name)).value()));
        product.image_urls = {object_url(key)};
        return pool_->lease().value()->save_product(product).value();
    }

    ProductImage image_of(const Product& product) {
        const std::vector<ProductId> ids = {product.id};
        return pool_->lease().value()->product_images(ids).value().at(0);
    }

    // By a clock that stands, an hour after what the test does.
    std::size_t run(Process& process, std::chrono::seconds later = std::chrono::seconds(1)) const {
        return process.preparer.run_once(begun_ + std::chrono::hours(1) + later).value();
    }

    MatchAnswer match(Process& process, const std::string& name) {
        StreamFrame frame;
        frame.product = card_of(name);
        frame.placement = {.centre_x = 0.45, .centre_y = 0.6, .width = 0.6, .rotation_degrees = 10};
        const std::string key = "frames/ana/" + object_segment(name) + ".jpg";
        EXPECT_TRUE(objects_.put(key, draw_stream_frame(frame).value()));
        return process.vision
            .match({.streamer = "ana", .timestamp = now(), .frame_urls = {object_url(key)}})
            .value();
    }

    Process& first() { return *first_; }
    Process& second() { return *second_; }

    const Timestamp begun_ = now();
    SqliteDatabase database_;
    TempFolder folder_;
    Objects objects_{folder_.path()};
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<StorePool> pool_;
    std::unique_ptr<Process> first_;
    std::unique_ptr<Process> second_;
};

TEST_F(Preparation, APictureThatOneProcessPreparedIsMeasuredByNoOther) {
    const Product product = add_product("Travel Mug");
    EXPECT_EQ(image_of(product).state, ImageState::pending);

    EXPECT_EQ(run(first()), 1U);

    EXPECT_EQ(image_of(product).state, ImageState::ready);
    EXPECT_EQ(first().counters.ready.value(), 1U);
    const auto by_first = match(first(), "Travel Mug");
    const auto by_second = match(second(), "Travel Mug");
    EXPECT_EQ(first().matcher.measured, 1);
    EXPECT_EQ(second().matcher.measured, 0);
    ASSERT_TRUE(by_first.product);
    ASSERT_TRUE(by_second.product);
    EXPECT_EQ(by_second.product->id, product.id);
    EXPECT_EQ(by_second.score, by_first.score) << "kept pictures must say the same";
    EXPECT_EQ(run(first()), 0U);
}

TEST_F(Preparation, WhatIsNotPreparedYetIsMeasuredByTheMatch) {
    const Product product = add_product("Travel Mug");

    const auto answer = match(second(), "Travel Mug");

    ASSERT_TRUE(answer.product);
    EXPECT_EQ(answer.product->id, product.id);
    EXPECT_EQ(second().matcher.measured, 1);
}

TEST_F(Preparation, AReplacedPictureIsPreparedAgainAndAnUnchangedOneIsNot) {
    const Product product = add_product("Travel Mug");
    run(first());

    ASSERT_TRUE(pool_->lease().value()->save_product(product));
    EXPECT_EQ(run(second()), 1U);
    EXPECT_EQ(second().matcher.measured, 0);

    ASSERT_TRUE(objects_.put(product_image_key(product, 1, "jpg"),
                             draw_product_card(card_of("Other Mug")).value()));
    ASSERT_TRUE(pool_->lease().value()->save_product(product));
    EXPECT_EQ(image_of(product).state, ImageState::pending);
    EXPECT_EQ(run(second()), 1U);
    EXPECT_EQ(second().matcher.measured, 1);
    EXPECT_EQ(image_of(product).state, ImageState::ready);
}

TEST_F(Preparation, ABadPictureFailsWithItsReasonAndTheOthersAreReady) {
    const Product bad = add_product("Bad");
    ASSERT_TRUE(objects_.put(product_image_key(bad, 1, "jpg"), "no picture"));
    const Product missing = add_product("Missing");
    ASSERT_TRUE(objects_.remove(product_image_key(missing, 1, "jpg")));
    const Product good = add_product("Good");

    EXPECT_EQ(run(first()), 3U);

    EXPECT_EQ(image_of(bad).state, ImageState::failed);
    EXPECT_NE(image_of(bad).reason.find("not a JPEG"), std::string::npos) << image_of(bad).reason;
    EXPECT_EQ(image_of(missing).state, ImageState::failed);
    EXPECT_FALSE(image_of(missing).reason.empty());
    EXPECT_EQ(image_of(good).state, ImageState::ready);
    EXPECT_EQ(first().counters.failed.value(), 2U);
}

TEST_F(Preparation, WhileTheObjectsAreAwayAPictureIsPutOffAndThenReady) {
    const Product product = add_product("Travel Mug");
    objects_.is_away = true;

    EXPECT_EQ(run(first()), 1U);

    EXPECT_EQ(image_of(product).state, ImageState::pending);
    EXPECT_EQ(image_of(product).reason, "the bucket is away");
    EXPECT_EQ(run(first()), 0U) << "it is not due yet";
    objects_.is_away = false;
    EXPECT_EQ(run(first(), std::chrono::seconds(10)), 1U);
    EXPECT_EQ(image_of(product).state, ImageState::ready);
    EXPECT_EQ(image_of(product).reason, "");
}

TEST_F(Preparation, APictureThatStaysAwayFailsInTheEnd) {
    const Product product = add_product("Travel Mug");
    objects_.is_away = true;

    int attempts = 0;
    for (auto later = std::chrono::seconds(1);
         image_of(product).state == ImageState::pending && attempts < 20;
         later += std::chrono::hours(1))
        attempts += static_cast<int>(run(first(), later));

    EXPECT_EQ(image_of(product).state, ImageState::failed);
    EXPECT_EQ(image_of(product).reason, "the bucket is away");
    EXPECT_EQ(attempts, PreparerSettings().attempts_max);
}

TEST_F(Preparation, APictureThatEndsEveryProcessIsGivenUp) {
    const Product product = add_product("Travel Mug");
    // Each takes it and dies before it says what came of it.
    for (int hours = 1; hours <= PreparerSettings().attempts_max; ++hours)
        ASSERT_EQ(
            pool_->lease()
                .value()
                ->take_images(begun_ + std::chrono::hours(hours), std::chrono::seconds(60), 10)
                .value()
                .size(),
            1U);

    EXPECT_EQ(run(first(), std::chrono::hours(100)), 1U);

    EXPECT_EQ(image_of(product).state, ImageState::failed);
    EXPECT_EQ(first().matcher.measured, 0);
}

TEST_F(Preparation, WhatIsKeptButDamagedIsMeasuredAgain) {
    const Product product = add_product("Travel Mug");
    run(first());
    const std::string key = prepared_key(product.image_urls.front());
    const std::string kept = objects_.get(key, 1 << 20).value();
    ASSERT_GT(kept.size(), 10'000U);
    std::vector<std::string> damaged = {"", "\n", "x", kept.substr(0, kept.size() / 2), kept + "x"};
    damaged.push_back(kept);
    damaged.back()[kept.size() - 7] ^= 1;

    for (const std::string& bytes : damaged) {
        ASSERT_TRUE(objects_.put(key, bytes));
        Process fresh(*pool_, objects_);
        EXPECT_TRUE(match(fresh, "Travel Mug").product);
        EXPECT_EQ(fresh.matcher.measured, 1);
    }
}

TEST(PackedReference, IsRefusedIfItIsCutOffOrMeasuredOtherwise) {
    const OpencvImageMatcher matcher;
    const auto picture =
        matcher.prepare_reference(draw_product_card(card_of("Mug")).value()).value();
    const std::string packed = matcher.pack_reference(*picture);

    EXPECT_EQ(matcher.pack_reference(*matcher.unpack_reference(packed).value()), packed);
    for (std::size_t size = 0; size < packed.size(); size += size < 64 ? 1 : 1'009)
        EXPECT_FALSE(matcher.unpack_reference(packed.substr(0, size))) << size;
    EXPECT_FALSE(matcher.unpack_reference(packed + "x"));
    for (std::size_t i = 0; i < 24; ++i) {
        std::string damaged = packed;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
        EXPECT_FALSE(matcher.unpack_reference(damaged)) << i;
    }
    const OpencvImageMatcher other({.limits = {}, .reference_points = {.points_max = 50}});
    EXPECT_FALSE(other.unpack_reference(packed));
}

}  // namespace
}  // namespace tts::test
