// How far viewers are behind their host, on PostgreSQL.

#include "adapters/postgres/postgres_stream_delays.hpp"
#include "contract/postgres_database.hpp"
#include "contract/stream_delays_contract.hpp"

namespace tts::test {

namespace {

class PostgresDelays final : public DelayWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<StreamDelays>> open_delays() override {
        return make_postgres_stream_delays(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<DelayWorld> make_delays() {
    return std::make_unique<PostgresDelays>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, StreamDelaysContract, testing::Values(&make_delays));

}  // namespace tts::test
