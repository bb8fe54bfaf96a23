// What is known of streams in the embedded mode keeps the promises of its port.

#include "adapters/sqlite/sqlite_capture_store.hpp"
#include "contract/capture_store_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteCaptures final : public CaptureWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<CaptureStore>> open() override {
        return open_sqlite_capture_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<CaptureWorld> make_captures() {
    return std::make_unique<SqliteCaptures>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, CaptureStoreContract, testing::Values(&make_captures));

}  // namespace tts::test
