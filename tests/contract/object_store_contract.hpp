#pragma once

#include "ports/object_store.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

// What every object store promises, run once for each adapter.

namespace tts::test {

// Holds the store and what it runs on; a new, empty one for each test.
struct ObjectStoreFixture {
    virtual ~ObjectStoreFixture() = default;
    virtual ObjectStore& store() = 0;
};
using ObjectStoreMaker = std::function<std::unique_ptr<ObjectStoreFixture>()>;

class ObjectStoreContract : public testing::TestWithParam<ObjectStoreMaker> {
protected:
    void SetUp() override { fixture_ = GetParam()(); }
    ObjectStore& store() { return fixture_->store(); }

    std::vector<std::string> keys(const std::string& prefix,
                                  const std::string& after = "",
                                  std::size_t limit = 100) {
        std::vector<std::string> found;
        const auto objects = store().list(prefix, after, limit);
        EXPECT_TRUE(objects) << objects.error().what();
        for (const auto& object : objects.value()) found.push_back(object.key);
        return found;
    }

private:
    std::unique_ptr<ObjectStoreFixture> fixture_;
};

constexpr std::size_t any_size = 1'000'000;

TEST_P(ObjectStoreContract, AnObjectReadsBackByteForByte) {
    std::string content;
    for (int i = 0; i < 70'000; ++i) content += static_cast<char>(i % 251);

    ASSERT_TRUE(store().put("products/ana/A%2F1/1.jpg", content));

    EXPECT_EQ(store().get("products/ana/A%2F1/1.jpg", any_size).value(), content);
    EXPECT_EQ(store().find("products/ana/A%2F1/1.jpg")->size, content.size());
    ASSERT_TRUE(store().put("empty", ""));
    EXPECT_EQ(store().get("empty", any_size).value(), "");
}

TEST_P(ObjectStoreContract, PuttingAgainReplacesAndShowsAsAnotherVersion) {
    ASSERT_TRUE(store().put("a/b", "one"));
    const std::string version = store().find("a/b")->version;

    EXPECT_EQ(store().find("a/b")->version, version);
    ASSERT_TRUE(store().put("a/b", "two"));

    EXPECT_EQ(store().get("a/b", any_size).value(), "two");
    EXPECT_NE(store().find("a/b")->version, version);
}

TEST_P(ObjectStoreContract, WhatIsNotThereIsNotFound) {
    ASSERT_TRUE(store().put("a/b", "one"));

    for (const char* key : {"a/c", "a", "a/b/c", "x/y"}) {
        EXPECT_EQ(store().get(key, any_size).error().code(), Errc::not_found) << key;
        EXPECT_EQ(store().find(key).error().code(), Errc::not_found) << key;
    }
}

TEST_P(ObjectStoreContract, RemovingIsFineTwice) {
    ASSERT_TRUE(store().put("a/b", "one"));

    EXPECT_TRUE(store().remove("a/b"));
    EXPECT_TRUE(store().remove("a/b"));

    EXPECT_EQ(store().find("a/b").error().code(), Errc::not_found);
}

TEST_P(ObjectStoreContract, AnObjectThatIsTooLargeIsNotRead) {
    ASSERT_TRUE(store().put("a/b", std::string(1'000, 'x')));

    EXPECT_EQ(store().get("a/b", 999).error().code(), Errc::invalid);
    EXPECT_TRUE(store().get("a/b", 1'000));
}

TEST_P(ObjectStoreContract, ListsInTheOrderOfKeysPageByPage) {
    for (const char* key : {"f/b/2", "f/b/1", "f/b-x/9", "f/b/10", "g/1", "f/c"})
        ASSERT_TRUE(store().put(key, key));

    EXPECT_EQ(keys("f/b/"), (std::vector<std::string>{"f/b/1", "f/b/10", "f/b/2"}));
    EXPECT_EQ(keys("f/b/", "f/b/1", 1), (std::vector<std::string>{"f/b/10"}));
    EXPECT_EQ(keys("f/b/", "f/b/2"), std::vector<std::string>{});
    EXPECT_EQ(keys("nothing/"), std::vector<std::string>{});
    EXPECT_EQ(keys("").size(), 6u);
}

TEST_P(ObjectStoreContract, KeysThatAreNoneAreRefusedEverywhere) {
    for (const char* key : {"", "../x", "/etc/passwd", "a/../b", "a//b", ".x", "a b"}) {
        EXPECT_EQ(store().put(key, "x").error().code(), Errc::invalid) << key;
        EXPECT_EQ(store().get(key, any_size).error().code(), Errc::invalid) << key;
        EXPECT_EQ(store().find(key).error().code(), Errc::invalid) << key;
        EXPECT_EQ(store().remove(key).error().code(), Errc::invalid) << key;
    }
    EXPECT_EQ(store().list("../", "", 10).error().code(), Errc::invalid);
    EXPECT_EQ(store().list("half", "", 10).error().code(), Errc::invalid);
}

}  // namespace tts::test
