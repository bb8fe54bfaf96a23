// The embedded store keeps the promises of the port.

#include "contract/sqlite_database.hpp"
#include "contract/store_contract.hpp"

namespace tts::test {

namespace {

std::unique_ptr<StoreDatabase> make_sqlite_database() {
    return std::make_unique<SqliteDatabase>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, HoldContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, MessageContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, OrderLifeContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, ShelfContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, MigratorContract, testing::Values(&make_sqlite_database));

}  // namespace tts::test
