#include "apps/tiktoksales/camera.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

TEST(Camera, PutsTheStreamerIntoEachPlaceOfTheTemplate) {
    EXPECT_EQ(camera_url("http://c/{streamer}/x?of={streamer}", "ana"), "http://c/ana/x?of=ana");
    EXPECT_EQ(camera_url("http://c/fixed.jpg", "ana"), "http://c/fixed.jpg");
}

TEST(Camera, ANameStaysWithinItsPlace) {
    EXPECT_EQ(camera_url("http://c/{streamer}.jpg", "../a b?c#d%2f&ñ"),
              "http://c/..%2Fa%20b%3Fc%23d%252f%26%C3%B1.jpg");
    EXPECT_EQ(camera_url("http://c/{streamer}", "{streamer}"), "http://c/%7Bstreamer%7D");
}

TEST(Camera, WithoutATemplateThereIsNone) {
    Camera camera("");

    EXPECT_FALSE(camera.is_set());
    EXPECT_EQ(camera.frame("ana").error().code(), Errc::not_found);
}

TEST(Camera, DotsAloneAreNoName) {
    Camera camera("http://127.0.0.1:1/{streamer}");

    EXPECT_EQ(camera.frame("..").error().code(), Errc::invalid);
    EXPECT_EQ(camera.frame("").error().code(), Errc::invalid);
}

}  // namespace

}  // namespace tts::test
