#include "accounts/account_desk.hpp"

#include <gtest/gtest.h>
#include <time.h>

#include <map>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// That this process has used so far.
std::chrono::nanoseconds processor_time() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

// Accounts in memory, as far as the desk needs them.
class FewAccounts final : public AccountStore {
public:
    Result<Account> add_client(const NewClient& client) override {
        return add({.id = Uuid::next(),
                    .role = AccountRole::client,
                    .email = client.email,
                    .name = client.name,
                    .password_hash = client.password_hash});
    }
    Result<Account> add_streamer(const NewStreamer& streamer) override {
        return add({.id = Uuid::next(),
                    .role = AccountRole::streamer,
                    .email = streamer.email,
                    .name = streamer.username,
                    .password_hash = streamer.password_hash});
    }
    Result<Account> find_by_email(const std::string& email) override {
        if (is_away) return Error(Errc::unavailable, "the test's database is away");
        const auto found = accounts.find(email);
        if (found == accounts.end()) return Error(Errc::not_found, "no account");
        return found->second;
    }
    Result<Account> find_by_id(AccountRole, const Uuid&) override { return unused(); }
    Result<LiveStatus> go_live(const Uuid&, Timestamp) override { return unused(); }
    Result<LiveStatus> go_offline(const Uuid&) override { return unused(); }
    Result<LiveStatus> live_status(const Uuid&) override { return unused(); }

    std::map<std::string, Account> accounts;
    bool is_away = false;

private:
    static Error unused() { return {Errc::corrupt, "the desk asks for what it should not"}; }
    Result<Account> add(Account account) {
        const auto [row, added] = accounts.emplace(account.email, account);
        if (!added) return Error(Errc::conflict, "the address is taken");
        return row->second;
    }
};

class Desk : public testing::Test {
protected:
    void SetUp() override {
        static_cast<void>(
            desk_.register_client({.email = "luis@example.com", .name = "Luis"}, "password 1")
                .value());
        static_cast<void>(
            desk_.register_streamer({.email = "ana@example.com", .username = "ana"}, "password 2")
                .value());
    }

    Errc refusal(const std::string& email, const std::string& password) {
        return desk_.login({.email = email, .password = password}).error().code();
    }

    FewAccounts accounts_;
    AccountDesk desk_{accounts_};
};

TEST_F(Desk, LetsInWhoKnowsThePassword) {
    const auto luis =
        desk_.login({.email = " LUIS@Example.com ", .password = "password 1"}).value();
    const auto ana = desk_.login({.email = "ana@example.com", .password = "password 2"}).value();

    EXPECT_EQ(luis.name, "Luis");
    EXPECT_EQ(luis.role, AccountRole::client);
    EXPECT_EQ(ana.role, AccountRole::streamer);
}

TEST_F(Desk, RefusesEverybodyElseInTheSameWords) {
    const auto wrong = desk_.login({.email = "luis@example.com", .password = "password 2"});
    const auto unknown = desk_.login({.email = "eva@example.com", .password = "password 1"});
    const auto nonsense = desk_.login({.email = "'; --", .password = "password 1"});

    EXPECT_EQ(wrong.error().code(), Errc::denied);
    EXPECT_EQ(unknown.error().code(), Errc::denied);
    EXPECT_EQ(nonsense.error().code(), Errc::denied);
    EXPECT_EQ(wrong.error().what(), unknown.error().what());
    EXPECT_EQ(wrong.error().what(), nonsense.error().what());
    EXPECT_EQ(refusal("luis@example.com", ""), Errc::denied);
    EXPECT_EQ(refusal("luis@example.com", std::string(100'000, 'a')), Errc::denied);
}

TEST_F(Desk, TakesAsLongForAnUnknownAccountAsForAWrongPassword) {
    // Of the processor, so that it does not matter what else the machine does.
    const auto time_of = [&](const std::string& email) {
        auto best = std::chrono::nanoseconds::max();
        for (int i = 0; i < 3; ++i) {
            const auto begin = processor_time();
            static_cast<void>(desk_.login({.email = email, .password = "another password"}));
            best = std::min(best, processor_time() - begin);
        }
        return best;
    };

    EXPECT_GT(time_of("eva@example.com") * 3, time_of("luis@example.com"));
}

TEST_F(Desk, StoresNoPassword) {
    EXPECT_EQ(accounts_.accounts.at("ana@example.com").password_hash.find("password 2"),
              std::string::npos);
}

TEST_F(Desk, RefusesAPasswordThatIsTooShortBeforeAnythingIsStored) {
    const auto session =
        desk_.register_client({.email = "eva@example.com", .name = "Eva"}, "short");

    EXPECT_EQ(session.error().code(), Errc::invalid);
    EXPECT_FALSE(accounts_.accounts.contains("eva@example.com"));
}

TEST_F(Desk, PassesOnThatAnAddressIsTaken) {
    EXPECT_EQ(desk_.register_client({.email = "luis@example.com", .name = "L"}, "password 3")
                  .error()
                  .code(),
              Errc::conflict);
    EXPECT_TRUE(desk_.login({.email = "luis@example.com", .password = "password 1"}));
}

TEST_F(Desk, PassesOnThatTheDatabaseIsAway) {
    accounts_.is_away = true;

    EXPECT_EQ(refusal("luis@example.com", "password 1"), Errc::unavailable);
}

TEST_F(Desk, LetsOneAccountBeTriedFiveTimesAMinuteHoweverItIsWritten) {
    const RateLimit::Clock::time_point start{};
    for (const char* email : {"ana@example.com", "ANA@example.com", " ana@example.com",
                              "Ana@Example.Com", "ana@example.com "})
        EXPECT_FALSE(desk_.refuse_login(email, "10.0.0.1", start));

    EXPECT_EQ(desk_.refuse_login("ana@example.com", "10.0.0.2", start), 60s);
    EXPECT_FALSE(desk_.refuse_login("luis@example.com", "10.0.0.2", start));
    EXPECT_FALSE(desk_.refuse_login("ana@example.com", "10.0.0.2", start + 60s));
}

TEST_F(Desk, MakesWhoGuessesAnAccountsPasswordWaitLongerAndLongerFromWherever) {
    RateLimit::Clock::time_point time{};
    const auto guess = [&](const std::string& address) {
        EXPECT_EQ(desk_
                      .login({.email = "ana@example.com",
                              .password = "a wrong one",
                              .address = address,
                              .at = time})
                      .error()
                      .code(),
                  Errc::denied);
    };
    for (int i = 0; i < 5; ++i) guess("10.0.0.1");
    EXPECT_FALSE(desk_.refuse_login("ana@example.com", "10.0.0.2", time));

    for (const auto wait : {2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        guess("10.0.0.3");
        EXPECT_EQ(desk_.refuse_login("ANA@example.com", "10.0.0.4", time), wait);
        EXPECT_FALSE(desk_.refuse_login("luis@example.com", "10.0.0.4", time));
        time += 60s;
        EXPECT_FALSE(desk_.refuse_login("ana@example.com", "10.0.0.4", time));
        time += 60s;
    }
}

TEST_F(Desk, ForgetsFailuresOnceThePasswordWasRight) {
    const RateLimit::Clock::time_point time{};
    for (int i = 0; i < 6; ++i)
        EXPECT_FALSE(desk_.login({.email = "ana@example.com", .password = "no", .at = time}));
    ASSERT_TRUE(desk_.refuse_login("ana@example.com", "10.0.0.1", time));

    ASSERT_TRUE(desk_.login({.email = "ana@example.com", .password = "password 2", .at = time}));

    EXPECT_FALSE(desk_.refuse_login("ana@example.com", "10.0.0.1", time));
}

TEST_F(Desk, MakesAnAddressThatGuessesManyAccountsWait) {
    const RateLimit::Clock::time_point time{};
    for (int i = 0; i < 22; ++i)
        EXPECT_FALSE(desk_.login({.email = std::to_string(i) + "@example.com",
                                  .password = "no",
                                  .address = "10.0.0.1",
                                  .at = time}));

    EXPECT_EQ(desk_.refuse_login("new@example.com", "10.0.0.1", time), 4s);
    EXPECT_FALSE(desk_.refuse_login("new@example.com", "10.0.0.2", time));
}

TEST(GrowingDelay, ForgetsAfterAWhileAndHoldsNoMoreThanItMay) {
    GrowingDelay delay({.free_failures = 0, .keys_max = 2});
    const GrowingDelay::Clock::time_point time{};
    delay.failed("a", time);
    delay.failed("b", time);
    delay.failed("c", time);

    EXPECT_EQ(delay.refuse("a", time), 2s);
    EXPECT_FALSE(delay.refuse("c", time));
    delay.failed("c", time + 1h);
    EXPECT_EQ(delay.refuse("c", time + 1h), 2s);
    EXPECT_FALSE(delay.refuse("a", time + 1h));
}

TEST_F(Desk, LetsOneAddressTryTwentyTimesAMinute) {
    const RateLimit::Clock::time_point start{};
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(desk_.refuse_login(std::to_string(i) + "@example.com", "10.0.0.1", start));

    EXPECT_EQ(desk_.refuse_login("21@example.com", "10.0.0.1", start), 60s);
    EXPECT_FALSE(desk_.refuse_login("21@example.com", "10.0.0.2", start));
}

}  // namespace

}  // namespace tts::test
