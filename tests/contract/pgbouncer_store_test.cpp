// The store's promises hold through a pooler in transaction mode.

#include "contract/postgres_database.hpp"
#include "contract/store_contract.hpp"
#include "support/pgbouncer.hpp"

namespace tts::test {

namespace {

Pgbouncer& shared_pgbouncer() {
    static Pgbouncer pgbouncer(shared_postgres().url());
    return pgbouncer;
}

// Migrations go past the pooler, as DATABASE_MIGRATE_URL lets them.
class PooledDatabase final : public StoreDatabase {
public:
    Result<std::unique_ptr<Migrator>> open_migrator() override { return direct_.open_migrator(); }
    Result<std::unique_ptr<StoreFactory>> open_factory() override {
        return open_postgres_store(shared_pgbouncer().url(direct_.url()));
    }
    std::vector<std::vector<std::string>> query(const std::string& sql) override {
        return direct_.query(sql);
    }

private:
    PostgresDatabase direct_;
};

std::unique_ptr<StoreDatabase> make_pooled_database() {
    return std::make_unique<PooledDatabase>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Pgbouncer, StoreContract, testing::Values(&make_pooled_database));
INSTANTIATE_TEST_SUITE_P(Pgbouncer, HoldContract, testing::Values(&make_pooled_database));
INSTANTIATE_TEST_SUITE_P(Pgbouncer, MessageContract, testing::Values(&make_pooled_database));

}  // namespace tts::test
