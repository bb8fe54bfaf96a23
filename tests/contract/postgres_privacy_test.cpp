// What is kept on buyers, and the log of what people did, on PostgreSQL: they keep the promises of
// their ports.

#include "adapters/postgres/postgres_audit_log.hpp"
#include "adapters/postgres/postgres_privacy_store.hpp"
#include "contract/audit_log_contract.hpp"
#include "contract/postgres_database.hpp"
#include "contract/privacy_store_contract.hpp"

namespace tts::test {

namespace {

class PostgresPrivacy final : public PrivacyWorld {
public:
    StoreDatabase& database() override { return database_; }
    std::string places_sql() const override {
        return "SELECT c.table_name, c.column_name FROM information_schema.columns AS c "
               "JOIN information_schema.tables AS t USING (table_schema, table_name) "
               "WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN "
               "('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'inet', "
               "'ARRAY', 'USER-DEFINED')";
    }
    Result<std::unique_ptr<PrivacyStore>> open() override {
        return make_postgres_privacy_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresAudit final : public AuditWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<AuditLog>> open() override {
        return make_postgres_audit_log(database_.url(), weak_hash);
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<PrivacyWorld> make_privacy() {
    return std::make_unique<PostgresPrivacy>();
}

std::unique_ptr<AuditWorld> make_audit() {
    return std::make_unique<PostgresAudit>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, PrivacyStoreContract, testing::Values(&make_privacy));
INSTANTIATE_TEST_SUITE_P(Postgres, AuditLogContract, testing::Values(&make_audit));

}  // namespace tts::test
