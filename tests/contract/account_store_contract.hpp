#pragma once

// The promises of ports/account_store.hpp as tests. An adapter's test file includes this once and
// says how its stores are made.

#include "contract/store/fixture.hpp"
#include "ports/account_store.hpp"

#include <array>
#include <numeric>
#include <thread>

namespace tts::test {

// A new database and the accounts in it, for one test.
class AccountWorld {
public:
    virtual ~AccountWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<AccountStore>> open() = 0;
};

using MakeAccountWorld = std::unique_ptr<AccountWorld> (*)();

class AccountStoreContract : public testing::TestWithParam<MakeAccountWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        accounts_ = world_->open().value();
    }

    AccountStore& accounts() { return *accounts_; }
    StoreDatabase& database() { return world_->database(); }
    std::unique_ptr<AccountStore> open_another() { return world_->open().value(); }

    static NewClient client(const std::string& email = "luis@example.com") {
        return {.email = email, .name = "Luis Ñ.", .password_hash = "$hash$1", .phone = "+34600"};
    }
    static NewStreamer streamer(const std::string& email = "ana@example.com",
                                const std::string& username = "ana") {
        return {.email = email,
                .username = username,
                .password_hash = "$hash$2",
                .platform = "twitch",
                .follower_count = 5'000'000'000};
    }

    Uuid streamer_id() { return accounts().add_streamer(streamer()).value().id; }

private:
    std::unique_ptr<AccountWorld> world_;
    std::unique_ptr<AccountStore> accounts_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AccountStoreContract);

TEST_P(AccountStoreContract, AClientIsFoundAsItWasAdded) {
    const auto added = accounts().add_client(client()).value();

    EXPECT_FALSE(added.id.is_nil());
    EXPECT_EQ(added.role, AccountRole::client);
    EXPECT_EQ(added.email, "luis@example.com");
    EXPECT_EQ(added.name, "Luis Ñ.");
    EXPECT_EQ(added.password_hash, "$hash$1");
    EXPECT_EQ(accounts().find_by_email("luis@example.com").value(), added);
    EXPECT_EQ(accounts().find_by_id(AccountRole::client, added.id).value(), added);
    EXPECT_EQ(database().query("SELECT phone FROM clients")[0][0], "+34600");
}

TEST_P(AccountStoreContract, AStreamerIsFoundAsItWasAdded) {
    const auto added = accounts().add_streamer(streamer()).value();

    EXPECT_FALSE(added.id.is_nil());
    EXPECT_EQ(added.role, AccountRole::streamer);
    EXPECT_EQ(added.name, "ana");
    EXPECT_EQ(accounts().find_by_email("ana@example.com").value(), added);
    EXPECT_EQ(accounts().find_by_id(AccountRole::streamer, added.id).value(), added);
    const auto row = database().query(
        "SELECT username, platform, follower_count, commission_percentage FROM streamers")[0];
    EXPECT_EQ(row[0] + "|" + row[1] + "|" + row[2], "ana|twitch|5000000000");
    EXPECT_EQ(row[3], "10.00");
}

TEST_P(AccountStoreContract, AnIdCountsInItsRoleOnly) {
    const auto luis = accounts().add_client(client()).value();
    const auto ana = accounts().add_streamer(streamer()).value();

    EXPECT_EQ(accounts().find_by_id(AccountRole::streamer, luis.id).error().code(),
              Errc::not_found);
    EXPECT_EQ(accounts().find_by_id(AccountRole::client, ana.id).error().code(), Errc::not_found);
}

TEST_P(AccountStoreContract, WhoIsNotThereIsNotFound) {
    EXPECT_EQ(accounts().find_by_email("nobody@example.com").error().code(), Errc::not_found);
    EXPECT_EQ(accounts().find_by_id(AccountRole::client, Uuid::next()).error().code(),
              Errc::not_found);
    EXPECT_EQ(accounts().find_by_id(AccountRole::streamer, Uuid::next()).error().code(),
              Errc::not_found);
    EXPECT_EQ(accounts().live_status(Uuid::next()).error().code(), Errc::not_found);
    EXPECT_EQ(accounts().go_live(Uuid::next(), now()).error().code(), Errc::not_found);
    EXPECT_EQ(accounts().go_offline(Uuid::next()).error().code(), Errc::not_found);
}

TEST_P(AccountStoreContract, AnAddressBelongsToOneAccountOfAnyRole) {
    ASSERT_TRUE(accounts().add_client(client("a@example.com")));
    ASSERT_TRUE(accounts().add_streamer(streamer("b@example.com", "ana")));

    EXPECT_EQ(accounts().add_client(client("a@example.com")).error().code(), Errc::conflict);
    EXPECT_EQ(accounts().add_client(client("b@example.com")).error().code(), Errc::conflict);
    EXPECT_EQ(accounts().add_streamer(streamer("a@example.com", "eva")).error().code(),
              Errc::conflict);
    EXPECT_EQ(accounts().add_streamer(streamer("b@example.com", "eva")).error().code(),
              Errc::conflict);
    EXPECT_EQ(database().query("SELECT count(*) FROM streamers")[0][0], "1");
    EXPECT_EQ(database().query("SELECT count(*) FROM clients")[0][0], "1");
}

TEST_P(AccountStoreContract, AUsernameBelongsToOneStreamer) {
    const auto ana = accounts().add_streamer(streamer("a@example.com", "ana")).value();

    EXPECT_EQ(accounts().add_streamer(streamer("b@example.com", "ana")).error().code(),
              Errc::conflict);
    EXPECT_EQ(accounts().find_by_id(AccountRole::streamer, ana.id).value(), ana);
    EXPECT_EQ(accounts().find_by_email("b@example.com").error().code(), Errc::not_found);
}

TEST_P(AccountStoreContract, ANameThatSoldWithoutAnAccountIsClaimedWithAllThatIsStoredAboutIt) {
    const std::string id = "0192d3a4-0000-7000-8000-000000000001";
    database().query("INSERT INTO streamers (id, username, commission_percentage) VALUES ('" + id +
                     "', 'ana', '12.50')");
    ASSERT_EQ(accounts().find_by_id(AccountRole::streamer, Uuid::parse(id).value()).error().code(),
              Errc::not_found);

    const auto ana = accounts().add_streamer(streamer()).value();

    EXPECT_EQ(ana.id.to_string(), id);
    EXPECT_EQ(database().query("SELECT commission_percentage FROM streamers")[0][0], "12.50");
    EXPECT_EQ(accounts().add_streamer(streamer("b@example.com")).error().code(), Errc::conflict);
}

TEST_P(AccountStoreContract, AStreamerGoesLiveAndOffline) {
    const auto id = streamer_id();
    const auto began = from_unix_ms(1'790'000'000'123);

    EXPECT_EQ(accounts().live_status(id).value(), LiveStatus{});
    EXPECT_EQ(accounts().go_live(id, began).value().started_at, began);
    EXPECT_EQ(accounts().live_status(id).value().started_at, began);
    EXPECT_EQ(accounts().go_offline(id).value(), LiveStatus{});
    EXPECT_EQ(accounts().live_status(id).value(), LiveStatus{});
}

TEST_P(AccountStoreContract, GoingLiveAgainChangesNothing) {
    const auto id = streamer_id();
    const auto began = from_unix_ms(1'790'000'000'123);
    ASSERT_TRUE(accounts().go_live(id, began));

    EXPECT_EQ(accounts().go_live(id, began + std::chrono::hours(1)).value().started_at, began);
    ASSERT_TRUE(accounts().go_offline(id));
    EXPECT_EQ(accounts().go_offline(id).value(), LiveStatus{});
    EXPECT_EQ(accounts().go_live(id, began + std::chrono::hours(2)).value().started_at,
              began + std::chrono::hours(2));
}

TEST_P(AccountStoreContract, OthersOnAirDoNotMatter) {
    const auto ana = streamer_id();
    const auto eva = accounts().add_streamer(streamer("eva@example.com", "eva")).value().id;

    ASSERT_TRUE(accounts().go_live(ana, now()));

    EXPECT_EQ(accounts().live_status(eva).value(), LiveStatus{});
}

TEST_P(AccountStoreContract, HostileTextsAreJustTexts) {
    const std::string text = "'; DROP TABLE clients; -- \"{}\\ñ💙";
    auto hostile = client("o'hara@example.com");
    hostile.name = text;
    const auto added = accounts().add_client(hostile).value();

    EXPECT_EQ(added.name, text);
    EXPECT_EQ(accounts().find_by_email("o'hara@example.com").value(), added);
    EXPECT_EQ(accounts().find_by_email("' OR '1'='1").error().code(), Errc::not_found);
}

TEST_P(AccountStoreContract, OfManyWhoWantOneAddressAtOnceOneGetsIt) {
    std::array<int, 8> won{};
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < won.size(); ++i)
            threads.emplace_back([this, &won, i] {
                const auto store = open_another();
                const bool added =
                    i % 2 == 0
                        ? store->add_client(client("same@example.com")).has_value()
                        : store->add_streamer(streamer("same@example.com", "s" + std::to_string(i)))
                              .has_value();
                won[i] = added ? 1 : 0;
            });
    }

    EXPECT_EQ(std::accumulate(won.begin(), won.end(), 0), 1);
    EXPECT_TRUE(accounts().find_by_email("same@example.com"));
}

}  // namespace tts::test
