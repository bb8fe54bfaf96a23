// The embedded store keeps the promises of the port.

#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/database.hpp"

#include "contract/sqlite_folder.hpp"
#include "contract/store_contract.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace tts::test {

namespace {

using Rows = std::vector<std::vector<std::string>>;

int add_row(void* rows, int columns, char** values, char**) {
    auto& row = static_cast<Rows*>(rows)->emplace_back();
    for (int i = 0; i < columns; ++i) row.emplace_back(values[i] == nullptr ? "" : values[i]);
    return 0;
}

class SqliteDatabase final : public StoreDatabase {
public:
    Result<std::unique_ptr<Migrator>> open_migrator() override {
        return open_sqlite_migrator(folder_.file("shop.db"));
    }

    Result<std::unique_ptr<StoreFactory>> open_factory() override {
        return open_sqlite_store(folder_.file("shop.db"));
    }

    Rows query(const std::string& sql) override {
        const auto database =
            sqlite::Database::open(folder_.file("shop.db"), sqlite::Access::read_write).value();
        Rows rows;
        if (sqlite3_exec(database.handle(), sql.c_str(), add_row, &rows, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database.handle()));
        return rows;
    }

private:
    TemporaryFolder folder_;
};

std::unique_ptr<StoreDatabase> make_sqlite_database() {
    return std::make_unique<SqliteDatabase>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(&make_sqlite_database));
INSTANTIATE_TEST_SUITE_P(Sqlite, MigratorContract, testing::Values(&make_sqlite_database));

}  // namespace tts::test
