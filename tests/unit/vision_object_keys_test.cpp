#include "ports/object_store.hpp"
#include "vision/object_keys.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tts {
namespace {

TEST(ObjectKeys, KeysThatCouldLeadElsewhereAreNone) {
    for (const char* key :
         {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.hidden", "../x", "a b", "a\\b", "a\nb",
          "caf\xC3\xA9", "a:b", "a?b", "a#b", "~/x", "1/2/3/4/5/6/7/8/9"})
        EXPECT_FALSE(valid_object_key(key)) << key;
    EXPECT_FALSE(valid_object_key(std::string("a\0b", 3)));
    EXPECT_FALSE(valid_object_key(std::string(object_segment_bytes_max + 1, 'a')));
}

TEST(ObjectKeys, OrdinaryKeysAreAccepted) {
    for (const char* key :
         {"a", "products/ana/A12/1.jpg", "frames/%40ana/20261123T1Z.jpg", "1/2/3/4/5/6/7/8"})
        EXPECT_TRUE(valid_object_key(key)) << key;
}

TEST(ObjectKeys, AnyNameBecomesOneSafeSegment) {
    EXPECT_EQ(object_segment("ana_live-1"), "ana_live-1");
    EXPECT_EQ(object_segment("../etc"), "%2E%2E%2Fetc");
    EXPECT_EQ(object_segment("caf\xC3\xA9"), "caf%C3%A9");
    EXPECT_EQ(object_segment(""), "_");
    EXPECT_TRUE(valid_object_key(object_segment(".")));
}

TEST(ObjectKeys, LongNamesStayApart) {
    const std::string one(300, 'x');
    const std::string other = std::string(299, 'x') + "y";

    EXPECT_NE(object_segment(one), object_segment(other));
    EXPECT_LE(object_segment(one).size(), object_segment_bytes_max);
    EXPECT_TRUE(valid_object_key(object_segment(one)));
}

TEST(ObjectKeys, FramesSortByTheirTime) {
    const Timestamp time = from_unix_ms(1'795'457'109'123);

    EXPECT_EQ(frame_key("ana", time, "jpg"), "frames/ana/20261123T180509123Z.jpg");
    EXPECT_LT(frame_key("ana", time, "jpg"),
              frame_key("ana", time + std::chrono::milliseconds(1), "jpg"));
}

TEST(ObjectKeys, UrlsNameObjectsOfOurBucketOnly) {
    EXPECT_EQ(key_of_url(object_url("a/b.jpg"), "shop").value(), "a/b.jpg");
    EXPECT_EQ(key_of_url("minio://shop/a/b.jpg", "shop").value(), "a/b.jpg");
    EXPECT_EQ(key_of_url("s3://anything/a/b.jpg", "").value(), "a/b.jpg");

    EXPECT_EQ(key_of_url("s3://other/a/b.jpg", "shop").error().code(), Errc::denied);
    for (const char* url : {"s3://shop", "s3://shop/", "s3://shop/../x", "minio://shop/a?b",
                            "object://", "object:///etc/passwd", "http://shop/a", "a/b.jpg", ""})
        EXPECT_EQ(key_of_url(url, "shop").error().code(), Errc::invalid) << url;
}

}  // namespace
}  // namespace tts
