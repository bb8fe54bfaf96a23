#pragma once

// The promises of ports/password_links.hpp and ports/member_store.hpp as tests. An adapter's test
// file includes this once and says how its stores are made.

#include "contract/store/fixture.hpp"
#include "ports/account_store.hpp"
#include "ports/member_store.hpp"
#include "ports/password_links.hpp"
#include "ports/session_store.hpp"

#include <array>
#include <numeric>
#include <thread>

namespace tts::test {

// A new database, and the accounts in it, for one test.
class PasswordWorld {
public:
    virtual ~PasswordWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<PasswordLinks>> open_links() = 0;
    virtual Result<std::unique_ptr<MemberStore>> open_members() = 0;
    virtual Result<std::unique_ptr<AccountStore>> open_accounts() = 0;
    virtual Result<std::unique_ptr<SessionStore>> open_sessions() = 0;
};

using MakePasswordWorld = std::unique_ptr<PasswordWorld> (*)();

class PasswordLinksContract : public testing::TestWithParam<MakePasswordWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        links_ = world_->open_links().value();
        members_ = world_->open_members().value();
        accounts_ = world_->open_accounts().value();
        sessions_ = world_->open_sessions().value();
        const auto luis =
            accounts_
                ->add_client({.email = "luis@example.com", .name = "Luis", .password_hash = "old"})
                .value();
        luis_ = {.role = AccountRole::client, .id = luis.id};
    }

    PasswordLinks& links() { return *links_; }
    MemberStore& members() { return *members_; }
    AccountStore& accounts() { return *accounts_; }
    SessionStore& sessions() { return *sessions_; }
    std::unique_ptr<PasswordLinks> open_another() { return world_->open_links().value(); }

    static Timestamp at(int minute) {
        return parse_timestamp("2026-11-23T10:00:00.250Z").value() + std::chrono::minutes(minute);
    }

    static PasswordLink link(const std::string& email, int minute = 0) {
        return {.id = Uuid::next(),
                .purpose = LinkPurpose::reset,
                .email = email,
                .language = "es",
                .created_at = at(minute),
                .expires_at = at(minute + 30)};
    }
    // Known to be luis'.
    PasswordLink link_of_luis(int minute = 0) {
        auto made = link("luis@example.com", minute);
        made.account = luis_;
        EXPECT_TRUE(links().add(made));
        return made;
    }

    struct Invited {
        Member member;
        PasswordLink link;
    };
    Invited invited(const std::string& email, const std::string& streamer = "ana", int minute = 0) {
        auto made = link(email, minute);
        made.purpose = LinkPurpose::invite;
        const Member member{.id = Uuid::next(),
                            .streamer = streamer,
                            .email = email,
                            .name = "Nora Ñ",
                            .created_at = at(minute)};
        auto stored = members().invite(member, made).value();
        made.account = AccountRef{.role = AccountRole::assistant, .id = stored.id};
        return {.member = std::move(stored), .link = std::move(made)};
    }
    Result<AccountRef> use(const PasswordLink& used, int minute, const std::string& hash = "new") {
        return links().use({.link = used.id, .password_hash = hash, .at = at(minute)});
    }
    Uuid session_of(const AccountRef& account, std::int64_t version = 0) {
        const LoginSession session{.id = Uuid::next(),
                                   .account = account,
                                   .token_version = version,
                                   .refresh_sha256 = "a",
                                   .created_at = at(0),
                                   .last_used_at = at(0),
                                   .expires_at = at(600)};
        EXPECT_TRUE(sessions().add(session));
        return session.id;
    }

    AccountRef luis_;

private:
    std::unique_ptr<PasswordWorld> world_;
    std::unique_ptr<PasswordLinks> links_;
    std::unique_ptr<MemberStore> members_;
    std::unique_ptr<AccountStore> accounts_;
    std::unique_ptr<SessionStore> sessions_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PasswordLinksContract);

TEST_P(PasswordLinksContract, ALinkIsFoundAsItWasAddedUntilItEnds) {
    const auto made = link_of_luis();

    EXPECT_EQ(links().find(made.id, at(29)).value(), made);
    EXPECT_EQ(links().find(made.id, at(30)).error().code(), Errc::not_found);
    EXPECT_EQ(links().find(Uuid::next(), at(0)).error().code(), Errc::not_found);
}

TEST_P(PasswordLinksContract, AnAddressThatNobodyLookedUpOpensNothing) {
    const auto made = link("luis@example.com");
    ASSERT_TRUE(links().add(made));

    EXPECT_EQ(links().find(made.id, at(1)).error().code(), Errc::not_found);
    EXPECT_EQ(use(made, 1).error().code(), Errc::denied);
    EXPECT_EQ(accounts().find_by_email("luis@example.com")->password_hash, "old");
}

TEST_P(PasswordLinksContract, UsingALinkSetsThePasswordAndEndsAllSessionsAndOtherLinks) {
    const auto made = link_of_luis();
    const auto other = link_of_luis();
    const auto session = session_of(luis_);

    EXPECT_EQ(use(made, 5).value(), luis_);

    const auto account = accounts().find_by_email("luis@example.com").value();
    EXPECT_EQ(account.password_hash, "new");
    EXPECT_EQ(account.token_version, 1);
    EXPECT_EQ(sessions().find(session)->revoked_for, "password");
    EXPECT_EQ(sessions().find(session)->revoked_at, at(5));
    EXPECT_EQ(use(made, 6, "again").error().code(), Errc::denied);
    EXPECT_EQ(use(other, 6, "again").error().code(), Errc::denied);
    EXPECT_EQ(accounts().find_by_email("luis@example.com")->password_hash, "new");
}

TEST_P(PasswordLinksContract, ALinkThatIsOverSetsNothing) {
    const auto made = link_of_luis();

    EXPECT_EQ(use(made, 30).error().code(), Errc::denied);
    EXPECT_EQ(accounts().find_by_email("luis@example.com")->password_hash, "old");
}

TEST_P(PasswordLinksContract, OfManyWhoUseOneLinkAtOnceOneDoes) {
    const auto made = link_of_luis();
    std::array<int, 6> won{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < won.size(); ++i)
            threads.emplace_back([this, &won, &made, i] {
                const auto store = open_another();
                const auto used =
                    store->use({.link = made.id, .password_hash = std::to_string(i), .at = at(1)});
                won[i] = used ? 1 : 0;
            });
    }

    EXPECT_EQ(std::accumulate(won.begin(), won.end(), 0), 1);
    EXPECT_EQ(accounts().find_by_email("luis@example.com")->token_version, 1);
}

TEST_P(PasswordLinksContract, AMailIsTakenByOneUntilItsLeaseEnds) {
    const auto made = link("luis@example.com");
    ASSERT_TRUE(links().add(made));

    const auto taken = links().take_due(at(0), std::chrono::minutes(5), 10).value();

    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].id, made.id);
    EXPECT_EQ(taken[0].mail_attempts, 1);
    EXPECT_EQ(open_another()->take_due(at(1), std::chrono::minutes(5), 10)->size(), 0U);
    EXPECT_EQ(links().take_due(at(5), std::chrono::minutes(5), 10).value().at(0).mail_attempts, 2);
}

TEST_P(PasswordLinksContract, AMailThatIsSettledKnowsItsAccountAndIsNotDueAgain) {
    const auto made = link("luis@example.com");
    ASSERT_TRUE(links().add(made));
    ASSERT_TRUE(links().settle(
        {.link = made.id, .account = luis_, .mail = LinkMail::due, .due_at = at(3)}));

    EXPECT_EQ(links().find(made.id, at(1))->account, luis_);
    EXPECT_TRUE(links().take_due(at(2), std::chrono::minutes(5), 10)->empty());
    ASSERT_EQ(links().take_due(at(3), std::chrono::minutes(5), 10)->size(), 1U);
    ASSERT_TRUE(links().settle({.link = made.id, .mail = LinkMail::sent, .due_at = at(3)}));
    EXPECT_TRUE(links().take_due(at(20), std::chrono::minutes(5), 10)->empty());
    EXPECT_EQ(links().find(made.id, at(4))->account, luis_);
}

TEST_P(PasswordLinksContract, WhatEndedLongAgoIsRemoved) {
    const auto old = link_of_luis(0);
    const auto young = link_of_luis(60);

    EXPECT_EQ(links().remove_ended(at(40)).value(), 1);
    EXPECT_EQ(links().find(old.id, at(1)).error().code(), Errc::not_found);
    EXPECT_TRUE(links().find(young.id, at(61)));
}

TEST_P(PasswordLinksContract, WhoIsInvitedHasAnAccountOnceAPasswordIsChosen) {
    const auto nora = invited("nora@example.com");

    EXPECT_EQ(nora.member.streamer, "ana");
    EXPECT_EQ(nora.member.name, "Nora Ñ");
    EXPECT_FALSE(nora.member.accepted_at);
    EXPECT_EQ(accounts().find_by_email("nora@example.com").error().code(), Errc::not_found);

    const auto account = use(nora.link, 7).value();

    EXPECT_EQ(account, (AccountRef{AccountRole::assistant, nora.member.id}));
    const auto found = accounts().find_by_email("nora@example.com").value();
    EXPECT_EQ(found.role, AccountRole::assistant);
    EXPECT_EQ(found.streamer, "ana");
    EXPECT_EQ(found.password_hash, "new");
    EXPECT_EQ(accounts().find_by_id(AccountRole::assistant, found.id).value(), found);
    EXPECT_EQ(accounts().find_by_id(AccountRole::client, found.id).error().code(), Errc::not_found);
    ASSERT_EQ(members().members_of("ana")->size(), 1U);
    EXPECT_EQ(members().members_of("ana")->at(0).accepted_at, at(7));
    EXPECT_TRUE(members().members_of("eva")->empty());
}

TEST_P(PasswordLinksContract, InvitedAgainTheOlderLinkIsVoid) {
    const auto first = invited("nora@example.com");
    const auto second = invited("nora@example.com", "ana", 1);

    EXPECT_EQ(second.member.id, first.member.id);
    EXPECT_EQ(members().members_of("ana")->size(), 1U);
    EXPECT_EQ(use(first.link, 2).error().code(), Errc::denied);
    EXPECT_TRUE(use(second.link, 2));
}

TEST_P(PasswordLinksContract, AnAddressWithAnAccountIsNotInvited) {
    const auto made = link("luis@example.com");
    const Member member{.id = Uuid::next(), .streamer = "ana", .email = "luis@example.com"};
    EXPECT_EQ(members().invite(member, made).error().code(), Errc::conflict);

    const auto nora = invited("nora@example.com");
    ASSERT_TRUE(use(nora.link, 1));
    const Member again{.id = Uuid::next(), .streamer = "eva", .email = "nora@example.com"};
    EXPECT_EQ(members().invite(again, link("nora@example.com")).error().code(), Errc::conflict);
}

TEST_P(PasswordLinksContract, WhoOpenedAnAccountSinceTheInvitationKeepsThatOne) {
    const auto nora = invited("nora@example.com");
    ASSERT_TRUE(accounts().add_client(
        {.email = "nora@example.com", .name = "Nora", .password_hash = "own"}));

    EXPECT_EQ(use(nora.link, 1).error().code(), Errc::conflict);
    EXPECT_EQ(accounts().find_by_email("nora@example.com")->role, AccountRole::client);
}

TEST_P(PasswordLinksContract, AnAssistantsAddressOpensNoOtherAccount) {
    ASSERT_TRUE(use(invited("nora@example.com").link, 1));

    EXPECT_EQ(accounts()
                  .add_client({.email = "nora@example.com", .name = "Nora", .password_hash = "h"})
                  .error()
                  .code(),
              Errc::conflict);
    EXPECT_EQ(
        accounts()
            .add_streamer({.email = "nora@example.com", .username = "nora", .password_hash = "h"})
            .error()
            .code(),
        Errc::conflict);
}

TEST_P(PasswordLinksContract, OfTwoStreamersWhoInviteOneTheFirstAnswerCounts) {
    const auto of_ana = invited("nora@example.com", "ana");
    const auto of_eva = invited("nora@example.com", "eva");

    ASSERT_TRUE(use(of_eva.link, 1));
    EXPECT_EQ(use(of_ana.link, 2).error().code(), Errc::conflict);
    EXPECT_EQ(accounts().find_by_email("nora@example.com")->streamer, "eva");
}

TEST_P(PasswordLinksContract, AMemberWhoIsRemovedIsGoneWithAllSessions) {
    const auto nora = invited("nora@example.com");
    const auto account = use(nora.link, 1).value();
    const auto session = session_of(account, 1);
    const Ending ending{.at = at(9), .reason = "removed"};

    EXPECT_EQ(members().remove("eva", nora.member.id, ending).error().code(), Errc::not_found);
    ASSERT_TRUE(members().remove("ana", nora.member.id, ending));

    EXPECT_EQ(sessions().find(session)->revoked_for, "removed");
    EXPECT_EQ(sessions().find(session)->revoked_at, at(9));
    EXPECT_EQ(accounts().find_by_email("nora@example.com").error().code(), Errc::not_found);
    EXPECT_TRUE(members().members_of("ana")->empty());
    EXPECT_EQ(members().remove("ana", nora.member.id, ending).error().code(), Errc::not_found);
}

TEST_P(PasswordLinksContract, AnInvitationThatIsTakenBackOpensNothing) {
    const auto nora = invited("nora@example.com");
    ASSERT_TRUE(members().remove("ana", nora.member.id, {.at = at(1), .reason = "removed"}));

    EXPECT_EQ(links().find(nora.link.id, at(2)).error().code(), Errc::not_found);
    EXPECT_EQ(use(nora.link, 2).error().code(), Errc::denied);
}

}  // namespace tts::test
