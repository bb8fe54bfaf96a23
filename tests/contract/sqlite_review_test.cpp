// What waits for a person, and the overlays' tokens, on the embedded store.

#include "adapters/sqlite/sqlite_overlay_tokens.hpp"
#include "adapters/sqlite/sqlite_review_list.hpp"
#include "contract/review_list_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteReview final : public ReviewWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ReviewList>> open_list() override {
        return open_sqlite_review_list(database_.path());
    }
    Result<std::unique_ptr<OverlayTokens>> open_tokens() override {
        return open_sqlite_overlay_tokens(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<ReviewWorld> make_review() {
    return std::make_unique<SqliteReview>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, ReviewContract, testing::Values(&make_review));

}  // namespace tts::test
