#pragma once

// The promises of ports/api_token_store.hpp as tests. An adapter's test file includes this once and
// says how its stores are made.

#include "contract/store/fixture.hpp"
#include "ports/api_token_store.hpp"

namespace tts::test {

// A new database and the tokens in it, for one test.
class ApiTokenWorld {
public:
    virtual ~ApiTokenWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<ApiTokenStore>> open() = 0;
};

using MakeApiTokenWorld = std::unique_ptr<ApiTokenWorld> (*)();

class ApiTokenStoreContract : public testing::TestWithParam<MakeApiTokenWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        tokens_ = world_->open().value();
    }

    ApiTokenStore& tokens() { return *tokens_; }
    std::unique_ptr<ApiTokenStore> open_another() { return world_->open().value(); }

    static Timestamp at(const char* time) { return parse_timestamp(time).value(); }
    static ApiToken token(const std::string& prefix) {
        return {.prefix = prefix,
                .sha256 = std::string(64, 'a'),
                .scope = TokenScope::ingest,
                .name = "obs \"Ñ\"",
                .streamers = {"ana", "e\"va, Ñ"},
                .expires_at = at("2027-01-02T03:04:05.678Z")};
    }

private:
    std::unique_ptr<ApiTokenWorld> world_;
    std::unique_ptr<ApiTokenStore> tokens_;
};

TEST_P(ApiTokenStoreContract, GivesBackWhatWasAdded) {
    const ApiToken plain{.prefix = "tts_admin_A", .sha256 = "0", .scope = TokenScope::admin};
    ASSERT_TRUE(tokens().add(token("tts_ingest_B")));
    ASSERT_TRUE(tokens().add(plain));

    const auto all = open_another()->all().value();

    EXPECT_EQ(all, (std::vector<ApiToken>{plain, token("tts_ingest_B")}));
}

TEST_P(ApiTokenStoreContract, APrefixIsGivenOnce) {
    ASSERT_TRUE(tokens().add(token("a")));

    EXPECT_EQ(tokens().add(token("a")).error().code(), Errc::conflict);
    EXPECT_EQ(tokens().all().value().size(), 1U);
}

TEST_P(ApiTokenStoreContract, ARevokedTokenStaysRevokedSinceTheFirstTime) {
    ASSERT_TRUE(tokens().add(token("a")));
    ASSERT_TRUE(tokens().add(token("b")));

    ASSERT_TRUE(tokens().revoke("a", at("2026-01-01T00:00:00Z")));
    ASSERT_TRUE(tokens().revoke("a", at("2026-01-02T00:00:00Z")));

    const auto all = tokens().all().value();
    EXPECT_EQ(all[0].revoked_at, at("2026-01-01T00:00:00Z"));
    EXPECT_EQ(all[1].revoked_at, std::nullopt);
    EXPECT_EQ(tokens().revoke("c", at("2026-01-01T00:00:00Z")).error().code(), Errc::not_found);
}

TEST_P(ApiTokenStoreContract, TheNewestUseIsKept) {
    ASSERT_TRUE(tokens().add(token("a")));

    ASSERT_TRUE(tokens().note_use("a", at("2026-01-02T00:00:00.5Z")));
    ASSERT_TRUE(tokens().note_use("a", at("2026-01-01T00:00:00Z")));

    EXPECT_EQ(tokens().all().value()[0].last_used_at, at("2026-01-02T00:00:00.5Z"));
    EXPECT_EQ(tokens().note_use("c", at("2026-01-01T00:00:00Z")).error().code(), Errc::not_found);
}

}  // namespace tts::test
