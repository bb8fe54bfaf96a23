#include "accounts/api_tokens.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

// Keeps tokens in a list; may be away.
class FewTokens final : public ApiTokenStore {
public:
    std::vector<ApiToken> tokens;
    std::vector<std::string> used;
    bool is_away = false;

    Result<void> add(const ApiToken& token) override {
        tokens.push_back(token);
        return {};
    }
    Result<std::vector<ApiToken>> all() override {
        if (is_away) return Error(Errc::unavailable, "away");
        return tokens;
    }
    Result<void> revoke(const std::string& prefix, Timestamp at) override {
        for (auto& token : tokens)
            if (token.prefix == prefix) token.revoked_at = at;
        return {};
    }
    Result<void> note_use(const std::string& prefix, Timestamp) override {
        used.push_back(prefix);
        return {};
    }
};

class ApiTokensTest : public testing::Test {
protected:
    std::string add(TokenScope scope, std::optional<Timestamp> expires_at = {}) {
        auto made = make_api_token(scope, "test");
        made.token.expires_at = expires_at;
        EXPECT_TRUE(store.add(made.token));
        return made.text;
    }

    const Timestamp noon = parse_timestamp("2026-06-01T12:00:00Z").value();
    FewTokens store;
    ApiTokens tokens;
};

TEST_F(ApiTokensTest, ATokenIsKnownAfterTheNextRefresh) {
    const auto text = add(TokenScope::service);
    EXPECT_FALSE(tokens.find(text, noon));

    ASSERT_TRUE(tokens.refresh(store));

    ASSERT_TRUE(tokens.find(text, noon));
    EXPECT_EQ(tokens.find(text, noon)->scope, TokenScope::service);
    EXPECT_TRUE(tokens.has(TokenScope::service, noon));
    EXPECT_FALSE(tokens.has(TokenScope::admin, noon));
}

TEST_F(ApiTokensTest, TokensLookAlikeAndAreAllDifferent) {
    const auto a = make_api_token(TokenScope::ingest, "a");
    const auto b = make_api_token(TokenScope::ingest, "a");

    EXPECT_NE(a.text, b.text);
    EXPECT_NE(a.token.prefix, b.token.prefix);
    EXPECT_TRUE(a.text.starts_with("tts_ingest_")) << a.text;
    EXPECT_TRUE(a.text.starts_with(a.token.prefix + "_"));
    EXPECT_EQ(a.text.size() - a.token.prefix.size(), 33U);  // 160 bits in base32.
    EXPECT_EQ(a.token.sha256.size(), 64U);
}

TEST_F(ApiTokensTest, WhatIsNotExactlyTheTokenIsRefused) {
    const auto text = add(TokenScope::admin);
    ASSERT_TRUE(tokens.refresh(store));
    const auto prefix = text.substr(0, text.rfind('_'));
    auto changed = text;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';

    for (const auto& forged :
         {prefix, prefix + "_", changed, text + "A", text + "_", std::string(), std::string("tts_"),
          store.tokens[0].sha256, prefix + "_" + store.tokens[0].sha256})
        EXPECT_EQ(tokens.find(forged, noon).error().code(), Errc::denied) << forged;
}

TEST_F(ApiTokensTest, ATokenEndsWhenItExpiresOrIsRevoked) {
    const auto brief = add(TokenScope::ingest, noon);
    const auto lasting = add(TokenScope::ingest);
    ASSERT_TRUE(tokens.refresh(store));

    EXPECT_TRUE(tokens.find(brief, noon - std::chrono::milliseconds(1)));
    EXPECT_FALSE(tokens.find(brief, noon));

    EXPECT_TRUE(tokens.find(lasting, noon));
    ASSERT_TRUE(store.revoke(store.tokens[1].prefix, noon));
    ASSERT_TRUE(tokens.refresh(store));
    EXPECT_FALSE(tokens.find(lasting, noon));
    EXPECT_FALSE(tokens.has(TokenScope::ingest, noon));
}

TEST_F(ApiTokensTest, UsesAreToldToTheStoreOnceEachRefresh) {
    const auto text = add(TokenScope::ingest);
    ASSERT_TRUE(tokens.refresh(store));
    EXPECT_TRUE(store.used.empty());

    for (int i = 0; i < 5; ++i) EXPECT_TRUE(tokens.find(text, noon));
    EXPECT_FALSE(tokens.find(text + "x", noon));
    ASSERT_TRUE(tokens.refresh(store));
    ASSERT_TRUE(tokens.refresh(store));

    EXPECT_EQ(store.used, std::vector<std::string>{store.tokens[0].prefix});
}

TEST_F(ApiTokensTest, WhatIsKnownStaysWhileTheStoreIsAway) {
    const auto text = add(TokenScope::ingest);
    ASSERT_TRUE(tokens.refresh(store));
    store.is_away = true;

    EXPECT_EQ(tokens.refresh(store).error().code(), Errc::unavailable);

    EXPECT_TRUE(tokens.find(text, noon));
}

}  // namespace

}  // namespace tts::test
