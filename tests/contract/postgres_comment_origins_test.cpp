#include "adapters/postgres/postgres_comment_origins.hpp"
#include "contract/comment_origins_contract.hpp"
#include "contract/postgres_database.hpp"

namespace tts::test {

namespace {

class PostgresOrigins final : public OriginWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<CommentOrigins>> open() override {
        return make_postgres_comment_origins(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<OriginWorld> postgres_world() {
    return std::make_unique<PostgresOrigins>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, CommentOriginsContract, testing::Values(&postgres_world));

}  // namespace tts::test
