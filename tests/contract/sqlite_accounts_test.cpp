// The accounts and buyers of the embedded mode keep the promises of their ports.

#include "adapters/sqlite/sqlite_account_store.hpp"
#include "adapters/sqlite/sqlite_api_token_store.hpp"
#include "adapters/sqlite/sqlite_buyer_list.hpp"
#include "adapters/sqlite/sqlite_member_store.hpp"
#include "adapters/sqlite/sqlite_password_links.hpp"
#include "adapters/sqlite/sqlite_session_store.hpp"
#include "contract/account_store_contract.hpp"
#include "contract/api_token_store_contract.hpp"
#include "contract/buyer_list_contract.hpp"
#include "contract/password_links_contract.hpp"
#include "contract/session_store_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteAccounts final : public AccountWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<AccountStore>> open() override {
        return open_sqlite_account_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteBuyers final : public BuyerWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerList>> open() override {
        return open_sqlite_buyer_list(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteApiTokens final : public ApiTokenWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ApiTokenStore>> open() override {
        return open_sqlite_api_token_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteSessions final : public SessionWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<SessionStore>> open() override {
        return open_sqlite_session_store(database_.path());
    }
    Result<std::unique_ptr<AccountStore>> open_accounts() override {
        return open_sqlite_account_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqlitePasswords final : public PasswordWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<PasswordLinks>> open_links() override {
        return open_sqlite_password_links(database_.path());
    }
    Result<std::unique_ptr<MemberStore>> open_members() override {
        return open_sqlite_member_store(database_.path());
    }
    Result<std::unique_ptr<AccountStore>> open_accounts() override {
        return open_sqlite_account_store(database_.path());
    }
    Result<std::unique_ptr<SessionStore>> open_sessions() override {
        return open_sqlite_session_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<PasswordWorld> make_passwords() {
    return std::make_unique<SqlitePasswords>();
}

std::unique_ptr<SessionWorld> make_sessions() {
    return std::make_unique<SqliteSessions>();
}

std::unique_ptr<AccountWorld> make_accounts() {
    return std::make_unique<SqliteAccounts>();
}

std::unique_ptr<BuyerWorld> make_buyers() {
    return std::make_unique<SqliteBuyers>();
}

std::unique_ptr<ApiTokenWorld> make_api_tokens() {
    return std::make_unique<SqliteApiTokens>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, AccountStoreContract, testing::Values(&make_accounts));
INSTANTIATE_TEST_SUITE_P(Sqlite, ApiTokenStoreContract, testing::Values(&make_api_tokens));
INSTANTIATE_TEST_SUITE_P(Sqlite, PasswordLinksContract, testing::Values(&make_passwords));
INSTANTIATE_TEST_SUITE_P(Sqlite, SessionStoreContract, testing::Values(&make_sessions));
INSTANTIATE_TEST_SUITE_P(Sqlite, BuyerListContract, testing::Values(&make_buyers));

TEST(SqliteAccountStore, RefusesAFileWithoutTheSchema) {
    const TemporaryFolder folder;

    EXPECT_EQ(open_sqlite_account_store(folder.file("shop.db")).error().code(), Errc::conflict);
    EXPECT_EQ(open_sqlite_buyer_list(folder.file("shop.db")).error().code(), Errc::conflict);
}

}  // namespace tts::test
