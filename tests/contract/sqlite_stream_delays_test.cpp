// How far viewers are behind their host, on the embedded store.

#include "adapters/sqlite/sqlite_stream_delays.hpp"
#include "contract/sqlite_database.hpp"
#include "contract/stream_delays_contract.hpp"

namespace tts::test {

namespace {

class SqliteDelays final : public DelayWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<StreamDelays>> open_delays() override {
        return open_sqlite_stream_delays(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<DelayWorld> make_delays() {
    return std::make_unique<SqliteDelays>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StreamDelaysContract, testing::Values(&make_delays));

}  // namespace tts::test
