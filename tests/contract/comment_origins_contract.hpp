#pragma once

#include "contract/store/fixture.hpp"
#include "ports/comment_origins.hpp"

// What ports/comment_origins.hpp promises.

namespace tts::test {

// A new database, and the origins in it.
class OriginWorld {
public:
    virtual ~OriginWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<CommentOrigins>> open() = 0;
};

using MakeOriginWorld = std::unique_ptr<OriginWorld> (*)();

class CommentOriginsContract : public testing::TestWithParam<MakeOriginWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        origins_ = world_->open().value();
    }

    CommentOrigins& origins() { return *origins_; }

private:
    std::unique_ptr<OriginWorld> world_;
    std::unique_ptr<CommentOrigins> origins_;
};

TEST_P(CommentOriginsContract, FindsWhatWasSavedInTheOrderOfTheComments) {
    const CommentOrigin first{CommentId::next(), "request-1", ""};
    const CommentOrigin second{CommentId::next(), "", "4bf92f3577b34da6a3ce929d0e0e4736"};
    ASSERT_TRUE(origins().save(std::vector{second, first}));

    const auto found =
        origins().find(std::vector{second.comment, CommentId::next(), first.comment});

    EXPECT_EQ(found.value(), (std::vector{first, second}));
}

TEST_P(CommentOriginsContract, KeepsTheFirstOriginOfAComment) {
    const CommentOrigin origin{CommentId::next(), "first", ""};
    ASSERT_TRUE(origins().save(std::vector{origin}));

    EXPECT_TRUE(origins().save(std::vector{CommentOrigin{origin.comment, "second", ""}}));

    EXPECT_EQ(origins().find(std::vector{origin.comment}).value(), std::vector{origin});
}

TEST_P(CommentOriginsContract, TakesNothingAndFindsNothing) {
    EXPECT_TRUE(origins().save({}));
    EXPECT_TRUE(origins().find({}).value().empty());
    EXPECT_TRUE(origins().find(std::vector{CommentId::next()}).value().empty());
}

}  // namespace tts::test
