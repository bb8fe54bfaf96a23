#include "accounts/ended_sessions.hpp"
#include "accounts/session_desk.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// Sessions in memory, as far as the desk needs them.
class FewSessions final : public SessionStore {
public:
    Result<void> add(const LoginSession& session) override {
        sessions[session.id] = session;
        return {};
    }
    Result<LoginSession> find(const Uuid& id) override {
        const auto found = sessions.find(id);
        if (found == sessions.end()) return Error(Errc::not_found, "none");
        return found->second;
    }
    Result<LoginSession> advance(const Uuid& id, const RefreshStep& step) override {
        const auto found = sessions.find(id);
        if (found == sessions.end()) return Error(Errc::not_found, "none");
        auto& session = found->second;
        if (session.revoked_at || session.expires_at <= step.at) return Error(Errc::denied, "over");
        if (session.refresh_sha256 != step.from_sha256) return Error(Errc::conflict, "used");
        session.refresh_sha256 = step.to_sha256;
        return session;
    }
    Result<std::vector<LoginSession>> active(const AccountRef&, Timestamp) override {
        return std::vector<LoginSession>();
    }
    Result<void> end(const Uuid& id, const Ending& ending) override {
        sessions[id].revoked_at = ending.at;
        sessions[id].revoked_for = ending.reason;
        return {};
    }
    Result<void> end_all(const AccountRef&, const Ending&) override { return {}; }
    Result<std::vector<EndedSession>> ended_since(Timestamp since) override {
        asked_since = since;
        std::vector<EndedSession> ended;
        for (const auto& [id, session] : sessions)
            if (session.revoked_at && *session.revoked_at >= since)
                ended.push_back({id, *session.revoked_at});
        return ended;
    }

    std::map<Uuid, LoginSession> sessions;
    Timestamp asked_since{};
};

class OneAccount final : public AccountStore {
public:
    Account account{.id = Uuid::next(),
                    .role = AccountRole::streamer,
                    .email = "ana@example.com",
                    .name = "ana",
                    .password_hash = "hash"};

    Result<Account> add_client(const NewClient&) override { return account; }
    Result<Account> add_streamer(const NewStreamer&) override { return account; }
    Result<Account> find_by_email(const std::string&) override { return account; }
    Result<Account> find_by_id(AccountRole, const Uuid& id) override {
        if (id != account.id) return Error(Errc::not_found, "none");
        return account;
    }
    Result<LiveStatus> go_live(const Uuid&, Timestamp) override { return LiveStatus(); }
    Result<LiveStatus> go_offline(const Uuid&) override { return LiveStatus(); }
    Result<LiveStatus> live_status(const Uuid&) override { return LiveStatus(); }
};

class Sessions : public testing::Test {
protected:
    const Timestamp start_ = from_unix_ms(1'790'000'000'000);
    FewSessions store_;
    OneAccount accounts_;
    TokenSigner signer_ = TokenSigner::make(std::string(32, 's')).value();
    SessionDesk desk_{store_, accounts_, signer_};

    SessionDesk::Tokens begin() { return desk_.begin(accounts_.account, {}, start_).value(); }
};

TEST_F(Sessions, BeginWithATokenOfTheAccount) {
    const auto session = begin();

    const auto claims = signer_.verify(session.token, TokenUse::access, start_).value();
    EXPECT_EQ(claims.account, identity_of(accounts_.account));
    EXPECT_EQ(claims.session, session.session);
}

TEST_F(Sessions, KeepNoTokenThatCouldBeUsed) {
    const auto session = begin();

    const auto& stored = store_.sessions.at(session.session);
    EXPECT_EQ(stored.refresh_sha256.size(), 64u);
    EXPECT_EQ(stored.refresh_sha256.find(session.refresh_token), std::string::npos);
}

TEST_F(Sessions, GoOnWithTheNextToken) {
    auto session = begin();
    for (int i = 1; i < 5; ++i) {
        const auto next = desk_.refresh(session.refresh_token, start_ + 10min * i).value();
        EXPECT_EQ(next.session, session.session);
        EXPECT_NE(next.refresh_token, session.refresh_token);
        EXPECT_TRUE(signer_.verify(next.token, TokenUse::access, start_ + 10min * i));
        session = next;
    }
}

TEST_F(Sessions, EndWhenATokenIsUsedAgainForWhoeverHasTheNewerOne) {
    const auto first = begin();
    const auto second = desk_.refresh(first.refresh_token, start_).value();
    const auto third = desk_.refresh(second.refresh_token, start_).value();

    const auto reused = desk_.refresh(first.refresh_token, start_);

    EXPECT_EQ(reused.error().code(), Errc::denied);
    EXPECT_EQ(store_.sessions.at(first.session).revoked_for, "reuse");
    EXPECT_EQ(desk_.refresh(third.refresh_token, start_).error().code(), Errc::denied);
}

TEST_F(Sessions, AreNotEndedByWhoMakesUpATokenForThem) {
    const auto session = begin();
    const auto forger = TokenSigner::make(std::string(32, 'f')).value();

    EXPECT_EQ(desk_.refresh(forger.make_opaque("refresh", session.session), start_).error().code(),
              Errc::denied);
    for (const std::string text : {"", "ttr_", "ttr_AAAA", "nonsense", "Bearer"})
        EXPECT_EQ(desk_.refresh(text, start_).error().code(), Errc::denied) << text;
    EXPECT_TRUE(desk_.refresh(session.refresh_token, start_));
}

TEST_F(Sessions, DoNotGoOnForEver) {
    const auto session = begin();
    const auto end = start_ + SessionDesk::token_session_life;

    EXPECT_EQ(desk_.refresh(session.refresh_token, end).error().code(), Errc::denied);
    EXPECT_TRUE(desk_.refresh(session.refresh_token, end - 1s));
}

TEST_F(Sessions, OfAnAccountWhoseSessionsAllEndedDoNotGoOn) {
    const auto session = begin();
    ++accounts_.account.token_version;

    EXPECT_EQ(desk_.refresh(session.refresh_token, start_).error().code(), Errc::denied);
}

TEST_F(Sessions, OfABrowserHaveACookieAndNoRefreshToken) {
    const auto login = desk_.begin_in_browser(accounts_.account, {"Firefox\r\n\x7f", "es"}, start_);

    const auto claims = signer_.verify(login->cookie, TokenUse::browser, start_).value();
    EXPECT_EQ(claims.account, identity_of(accounts_.account));
    EXPECT_EQ(claims.language, "es");
    const auto& stored = store_.sessions.at(claims.session);
    EXPECT_EQ(stored.refresh_sha256, "");
    EXPECT_EQ(stored.user_agent, "Firefox");
    EXPECT_EQ(stored.expires_at, start_ + 12h);
}

TEST_F(Sessions, ThatEndedAreKnownUntilTheirTokensAreOver) {
    const auto session = begin();
    EndedSessions ended;
    ASSERT_TRUE(ended.refresh(store_, start_));
    EXPECT_FALSE(ended.has(session.session));
    ASSERT_TRUE(desk_.end(session.session, start_));

    ASSERT_TRUE(ended.refresh(store_, start_ + 1s));

    EXPECT_TRUE(ended.has(session.session));
    EXPECT_EQ(store_.asked_since, start_ - 60s);
    ASSERT_TRUE(ended.refresh(store_, start_ + 12h));
    EXPECT_TRUE(ended.has(session.session));
    ASSERT_TRUE(ended.refresh(store_, start_ + 13h));
    EXPECT_FALSE(ended.has(session.session));
}

}  // namespace

}  // namespace tts::test
