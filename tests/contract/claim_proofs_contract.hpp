#pragma once

// The promises of ports/claim_proofs.hpp as tests. An adapter's test file includes this once and
// says how they are opened.

#include "contract/store/fixture.hpp"
#include "ports/claim_proofs.hpp"

namespace tts::test {

// A new database and the proofs in it, for one test.
class ProofsWorld {
public:
    virtual ~ProofsWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<ClaimProofs>> open() = 0;
};

using MakeProofsWorld = std::unique_ptr<ProofsWorld> (*)();

class ClaimProofsContract : public testing::TestWithParam<MakeProofsWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        proofs_ = world_->open().value();
    }

    ClaimProofs& proofs() { return *proofs_; }

    ClaimProof begun(const std::string& handle, Timestamp at = moment()) {
        const auto id = ClaimProofId::next();
        const ClaimProof proof{.id = id,
                               .streamer = "ana",
                               .handle = handle,
                               .token_sha256 = "hash of " + id.to_string(),
                               .created_at = at,
                               .expires_at = at + std::chrono::minutes(5)};
        EXPECT_TRUE(proofs().add(proof));
        return proof;
    }

    static ProvingComment comment(int seconds) {
        return {.id = CommentId::next(), .arrived_at = moment(seconds)};
    }

private:
    std::unique_ptr<ProofsWorld> world_;
    std::unique_ptr<ClaimProofs> proofs_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ClaimProofsContract);

TEST_P(ClaimProofsContract, AProofIsFoundByWhatItsBrowserWaitsWith) {
    const auto proof = begun("luis 'ñ' 🛒");

    EXPECT_EQ(proofs().find(proof.token_sha256).value(), proof);
    EXPECT_EQ(proofs().find("another").error().code(), Errc::not_found);
}

TEST_P(ClaimProofsContract, OneCommentProvesItOnceAndAgainWhenItIsHandledAgain) {
    const auto proof = begun("luis");
    const auto proving = comment(60);

    EXPECT_TRUE(proofs().prove(proof.id, proving).value());
    EXPECT_TRUE(proofs().prove(proof.id, proving).value());
    EXPECT_FALSE(proofs().prove(proof.id, comment(70)).value()) << "it is used up";
    const auto found = proofs().find(proof.token_sha256).value();
    EXPECT_EQ(found.proved_at, moment(60));
    EXPECT_EQ(found.comment, proving.id);
}

TEST_P(ClaimProofsContract, WhatCameTooEarlyOrTooLateProvesNothing) {
    const auto proof = begun("luis");

    EXPECT_FALSE(proofs().prove(proof.id, comment(-1)).value());
    EXPECT_FALSE(proofs().prove(proof.id, comment(300)).value());
    EXPECT_FALSE(proofs().prove(ClaimProofId::next(), comment(1)).value());
    EXPECT_TRUE(proofs().prove(proof.id, comment(299)).value());
}

TEST_P(ClaimProofsContract, OpenProofsAreThoseOfTheHandle) {
    const auto old = begun("luis", moment(-300));
    const auto first = begun("luis");
    const auto second = begun("luis", moment(1));
    begun("Luis");

    const auto open = proofs().open_proofs("ana", "luis", moment(2)).value();
    EXPECT_EQ(open, (std::vector{first, second}));
    EXPECT_TRUE(proofs().open_proofs("eva", "luis", moment(2))->empty());
    EXPECT_EQ(proofs().open_proofs("ana", "luis", moment(-1))->front(), old);
}

TEST_P(ClaimProofsContract, MissesCountForWhatWaits) {
    const auto proof = begun("luis");
    const auto proved = begun("luis");
    ASSERT_TRUE(proofs().prove(proved.id, comment(1)));

    ASSERT_TRUE(proofs().miss("ana", "luis", moment(2)));
    ASSERT_TRUE(proofs().miss("ana", "luis", moment(3)));
    ASSERT_TRUE(proofs().miss("ana", "eva", moment(3)));
    EXPECT_EQ(proofs().find(proof.token_sha256)->misses, 2);
    EXPECT_EQ(proofs().find(proved.token_sha256)->misses, 0);
}

TEST_P(ClaimProofsContract, WhatWasBegunIsCountedByHandleAndByStreamer) {
    begun("luis", moment(-601));
    begun("luis");
    begun("luis");
    begun("eva");

    const auto counts = proofs().counts("ana", "luis", moment(-600)).value();
    EXPECT_EQ(counts.of_handle, 2);
    EXPECT_EQ(counts.of_streamer, 3);
    EXPECT_EQ(proofs().counts("nobody", "luis", moment(-600))->of_streamer, 0);
}

}  // namespace tts::test
