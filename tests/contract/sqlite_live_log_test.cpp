// The log of changes on SQLite keeps the promises of its port.

#include "adapters/sqlite/sqlite_live_log.hpp"
#include "contract/live_log_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteLog final : public LiveLogWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<LiveLog>> open() override {
        return open_sqlite_live_log(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<LiveLogWorld> make_log() {
    return std::make_unique<SqliteLog>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, LiveLogContract, testing::Values(&make_log));

}  // namespace tts::test
