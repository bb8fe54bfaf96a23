#pragma once

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "contract/sqlite_folder.hpp"
#include "contract/store/fixture.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace tts::test {

using SqliteRows = std::vector<std::vector<std::string>>;

inline int add_sqlite_row(void* rows, int columns, char** values, char**) {
    auto& row = static_cast<SqliteRows*>(rows)->emplace_back();
    for (int i = 0; i < columns; ++i) row.emplace_back(values[i] == nullptr ? "" : values[i]);
    return 0;
}

// An embedded store of its own.
class SqliteDatabase final : public StoreDatabase {
public:
    Result<std::unique_ptr<Migrator>> open_migrator() override {
        return open_sqlite_migrator(path_);
    }

    Result<std::unique_ptr<StoreFactory>> open_factory() override {
        return open_sqlite_store(path_);
    }

    SqliteRows query(const std::string& sql) override {
        const auto opened = sqlite::Database::open(path_, sqlite::Access::read_write);
        const auto& database = opened.value();
        SqliteRows rows;
        if (sqlite3_exec(database.handle(), sql.c_str(), add_sqlite_row, &rows, nullptr) !=
            SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database.handle()));
        return rows;
    }

    const std::string& path() const { return path_; }

private:
    TemporaryFolder folder_;
    const std::string path_ = folder_.file("shop.db");
};

}  // namespace tts::test
