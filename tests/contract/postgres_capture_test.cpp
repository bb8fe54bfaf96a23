// What is known of streams on PostgreSQL keeps the promises of its port.

#include "adapters/postgres/postgres_capture_store.hpp"
#include "contract/capture_store_contract.hpp"
#include "contract/postgres_database.hpp"

namespace tts::test {

namespace {

class PostgresCaptures final : public CaptureWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<CaptureStore>> open() override {
        return make_postgres_capture_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<CaptureWorld> make_captures() {
    return std::make_unique<PostgresCaptures>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, CaptureStoreContract, testing::Values(&make_captures));

}  // namespace tts::test
