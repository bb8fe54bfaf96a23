// What is kept on buyers, and the log of what people did, in the embedded mode: they keep the
// promises of their ports.

#include "adapters/sqlite/sqlite_audit_log.hpp"
#include "adapters/sqlite/sqlite_privacy_store.hpp"
#include "contract/audit_log_contract.hpp"
#include "contract/privacy_store_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqlitePrivacy final : public PrivacyWorld {
public:
    StoreDatabase& database() override { return database_; }
    // Texts and times and ids are one type here: PostgreSQL tells columns.
    std::string places_sql() const override {
        return "SELECT name, '' FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
               "'sqlite_%'";
    }
    Result<std::unique_ptr<PrivacyStore>> open() override {
        return open_sqlite_privacy_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteAudit final : public AuditWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<AuditLog>> open() override {
        return open_sqlite_audit_log(database_.path(), weak_hash);
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<PrivacyWorld> make_privacy() {
    return std::make_unique<SqlitePrivacy>();
}

std::unique_ptr<AuditWorld> make_audit() {
    return std::make_unique<SqliteAudit>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, PrivacyStoreContract, testing::Values(&make_privacy));
INSTANTIATE_TEST_SUITE_P(Sqlite, AuditLogContract, testing::Values(&make_audit));

}  // namespace tts::test
