#pragma once

// The promises of ports/session_store.hpp as tests. An adapter's test file includes this once and
// says how its stores are made.

#include "contract/store/fixture.hpp"
#include "ports/account_store.hpp"
#include "ports/session_store.hpp"

#include <atomic>
#include <thread>

namespace tts::test {

// A new database, and the sessions and accounts in it, for one test.
class SessionWorld {
public:
    virtual ~SessionWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<SessionStore>> open() = 0;
    virtual Result<std::unique_ptr<AccountStore>> open_accounts() = 0;
};

using MakeSessionWorld = std::unique_ptr<SessionWorld> (*)();

class SessionStoreContract : public testing::TestWithParam<MakeSessionWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        sessions_ = world_->open().value();
        const auto account =
            world_->open_accounts()
                .value()
                ->add_client({.email = "luis@example.com", .name = "Luis", .password_hash = "hash"})
                .value();
        luis_ = {.role = AccountRole::client, .id = account.id};
    }

    SessionStore& sessions() { return *sessions_; }
    std::unique_ptr<SessionStore> open_another() { return world_->open().value(); }

    static Timestamp at(int minute) {
        return parse_timestamp("2026-11-23T10:00:00.250Z").value() + std::chrono::minutes(minute);
    }

    LoginSession session(const std::string& refresh = "a", int minute = 0) const {
        return {.id = Uuid::next(),
                .kind = SessionKind::token,
                .account = luis_,
                .refresh_sha256 = refresh,
                .user_agent = "curl \"Ñ\"",
                .language = "es",
                .created_at = at(minute),
                .last_used_at = at(minute),
                .expires_at = at(minute + 60)};
    }

    LoginSession added(const std::string& refresh = "a", int minute = 0) {
        auto made = session(refresh, minute);
        EXPECT_TRUE(sessions().add(made));
        return made;
    }

    AccountRef luis_;

private:
    std::unique_ptr<SessionWorld> world_;
    std::unique_ptr<SessionStore> sessions_;
};

TEST_P(SessionStoreContract, GivesBackWhatWasAdded) {
    const auto made = added();
    const LoginSession program{.id = Uuid::next(),
                               .kind = SessionKind::browser,
                               .program = "tts_admin_A",
                               .created_at = at(0),
                               .last_used_at = at(0),
                               .expires_at = at(1)};
    ASSERT_TRUE(sessions().add(program));

    EXPECT_EQ(open_another()->find(made.id).value(), made);
    EXPECT_EQ(open_another()->find(program.id).value(), program);
    EXPECT_EQ(sessions().find(Uuid::next()).error().code(), Errc::not_found);
}

TEST_P(SessionStoreContract, ARefreshTokenCountsOnce) {
    const auto made = added("a");

    const auto next = sessions().advance(made.id, {"a", "b", at(5)}).value();

    EXPECT_EQ(next.refresh_sha256, "b");
    EXPECT_EQ(next.last_used_at, at(5));
    EXPECT_EQ(sessions().advance(made.id, {"a", "c", at(6)}).error().code(), Errc::conflict);
    EXPECT_EQ(sessions().advance(made.id, {"", "c", at(6)}).error().code(), Errc::conflict);
    EXPECT_TRUE(sessions().advance(made.id, {"b", "c", at(6)}));
    EXPECT_EQ(sessions().advance(Uuid::next(), {"a", "b", at(5)}).error().code(), Errc::not_found);
}

TEST_P(SessionStoreContract, OfManyWhoShowOneRefreshTokenAtOnceOneGoesOn) {
    const auto made = added("a");
    std::atomic<int> winners = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i, store = open_another()] {
            const auto next = store->advance(made.id, {"a", "b" + std::to_string(i), at(1)});
            if (next) ++winners;
        });
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(winners, 1);
}

TEST_P(SessionStoreContract, WhatIsOverDoesNotGoOn) {
    const auto expired = added("a");
    const auto ended = added("a");
    ASSERT_TRUE(sessions().end(ended.id, {at(1), "logout"}));

    EXPECT_EQ(sessions().advance(expired.id, {"a", "b", at(60)}).error().code(), Errc::denied);
    EXPECT_EQ(sessions().advance(ended.id, {"a", "b", at(2)}).error().code(), Errc::denied);
}

TEST_P(SessionStoreContract, WhatEndedStaysSoSinceTheFirstTime) {
    const auto made = added();
    ASSERT_TRUE(sessions().end(made.id, {at(1), "reuse"}));
    ASSERT_TRUE(sessions().end(made.id, {at(2), "logout"}));

    const auto found = sessions().find(made.id).value();
    EXPECT_EQ(found.revoked_at, at(1));
    EXPECT_EQ(found.revoked_for, "reuse");
    EXPECT_EQ(sessions().end(Uuid::next(), {at(1), "logout"}).error().code(), Errc::not_found);
}

TEST_P(SessionStoreContract, ListsWhatIsNotOverNewestFirst) {
    const auto older = added("a", 0);
    const auto newer = added("b", 10);
    const auto ended = added("c", 20);
    ASSERT_TRUE(sessions().end(ended.id, {at(21), "logout"}));

    EXPECT_EQ(sessions().active(luis_, at(30)).value(), (std::vector{newer, older}));
    EXPECT_EQ(sessions().active(luis_, at(65)).value(), std::vector{newer});
    EXPECT_TRUE(sessions().active({AccountRole::streamer, luis_.id}, at(30)).value().empty());
}

TEST_P(SessionStoreContract, EndsAllOfAnAccountAlsoThoseThatAreJustBeginning) {
    const auto made = added();
    ASSERT_TRUE(sessions().end_all(luis_, {at(1), "password"}));

    EXPECT_EQ(sessions().find(made.id).value().revoked_for, "password");
    EXPECT_EQ(sessions().add(session()).error().code(), Errc::denied);
    auto fresh = session();
    fresh.token_version = 1;
    EXPECT_TRUE(sessions().add(fresh));
    EXPECT_EQ(sessions().end_all({AccountRole::client, Uuid::next()}, {at(1), "x"}).error().code(),
              Errc::not_found);
}

TEST_P(SessionStoreContract, TellsWhatEndedSince) {
    const auto first = added();
    const auto second = added();
    static_cast<void>(added());
    ASSERT_TRUE(sessions().end(first.id, {at(1), "logout"}));
    ASSERT_TRUE(sessions().end(second.id, {at(2), "logout"}));

    EXPECT_EQ(sessions().ended_since(at(2)).value(),
              (std::vector<EndedSession>{{second.id, at(2)}}));
    EXPECT_EQ(sessions().ended_since(at(1)).value().size(), 2u);
    EXPECT_TRUE(sessions().ended_since(at(3)).value().empty());
}

}  // namespace tts::test
