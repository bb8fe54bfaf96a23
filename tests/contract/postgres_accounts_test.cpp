// The accounts and buyers on PostgreSQL keep the promises of their ports.

#include "adapters/postgres/postgres_account_store.hpp"
#include "adapters/postgres/postgres_api_token_store.hpp"
#include "adapters/postgres/postgres_buyer_list.hpp"
#include "adapters/postgres/postgres_member_store.hpp"
#include "adapters/postgres/postgres_password_links.hpp"
#include "adapters/postgres/postgres_session_store.hpp"
#include "contract/account_store_contract.hpp"
#include "contract/api_token_store_contract.hpp"
#include "contract/buyer_list_contract.hpp"
#include "contract/password_links_contract.hpp"
#include "contract/postgres_database.hpp"
#include "contract/session_store_contract.hpp"

namespace tts::test {

namespace {

class PostgresAccounts final : public AccountWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<AccountStore>> open() override {
        return make_postgres_account_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresBuyers final : public BuyerWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerList>> open() override {
        return make_postgres_buyer_list(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresApiTokens final : public ApiTokenWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ApiTokenStore>> open() override {
        return make_postgres_api_token_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresSessions final : public SessionWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<SessionStore>> open() override {
        return make_postgres_session_store(database_.url());
    }
    Result<std::unique_ptr<AccountStore>> open_accounts() override {
        return make_postgres_account_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresPasswords final : public PasswordWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<PasswordLinks>> open_links() override {
        return make_postgres_password_links(database_.url());
    }
    Result<std::unique_ptr<MemberStore>> open_members() override {
        return make_postgres_member_store(database_.url());
    }
    Result<std::unique_ptr<AccountStore>> open_accounts() override {
        return make_postgres_account_store(database_.url());
    }
    Result<std::unique_ptr<SessionStore>> open_sessions() override {
        return make_postgres_session_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<PasswordWorld> make_passwords() {
    return std::make_unique<PostgresPasswords>();
}

std::unique_ptr<SessionWorld> make_sessions() {
    return std::make_unique<PostgresSessions>();
}

std::unique_ptr<AccountWorld> make_accounts() {
    return std::make_unique<PostgresAccounts>();
}

std::unique_ptr<BuyerWorld> make_buyers() {
    return std::make_unique<PostgresBuyers>();
}

std::unique_ptr<ApiTokenWorld> make_api_tokens() {
    return std::make_unique<PostgresApiTokens>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, AccountStoreContract, testing::Values(&make_accounts));
INSTANTIATE_TEST_SUITE_P(Postgres, ApiTokenStoreContract, testing::Values(&make_api_tokens));
INSTANTIATE_TEST_SUITE_P(Postgres, PasswordLinksContract, testing::Values(&make_passwords));
INSTANTIATE_TEST_SUITE_P(Postgres, SessionStoreContract, testing::Values(&make_sessions));
INSTANTIATE_TEST_SUITE_P(Postgres, BuyerListContract, testing::Values(&make_buyers));

TEST(PostgresAccountStore, SaysThatTheDatabaseIsAway) {
    const auto accounts = make_postgres_account_store("postgresql://127.0.0.1:1/none");

    EXPECT_EQ(accounts->find_by_email("ana@example.com").error().code(), Errc::unavailable);
    EXPECT_EQ(accounts->live_status(Uuid::next()).error().code(), Errc::unavailable);
}

}  // namespace tts::test
