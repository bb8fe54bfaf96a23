#include "contract/postgres_database.hpp"
#include "contract/store_contract.hpp"

namespace tts::test {

namespace {

std::unique_ptr<StoreDatabase> make_postgres_database() {
    return std::make_unique<PostgresDatabase>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, StoreContract, testing::Values(&make_postgres_database));
INSTANTIATE_TEST_SUITE_P(Postgres, HoldContract, testing::Values(&make_postgres_database));
INSTANTIATE_TEST_SUITE_P(Postgres, MessageContract, testing::Values(&make_postgres_database));
INSTANTIATE_TEST_SUITE_P(Postgres, OrderLifeContract, testing::Values(&make_postgres_database));
INSTANTIATE_TEST_SUITE_P(Postgres, ShelfContract, testing::Values(&make_postgres_database));
INSTANTIATE_TEST_SUITE_P(Postgres, MigratorContract, testing::Values(&make_postgres_database));

}  // namespace tts::test
