#include "adapters/sqlite/sqlite_comment_origins.hpp"
#include "contract/comment_origins_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteOrigins final : public OriginWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<CommentOrigins>> open() override {
        return open_sqlite_comment_origins(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<OriginWorld> sqlite_world() {
    return std::make_unique<SqliteOrigins>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, CommentOriginsContract, testing::Values(&sqlite_world));

}  // namespace tts::test
