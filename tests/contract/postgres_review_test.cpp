// What waits for a person, and the overlays' tokens, on PostgreSQL.

#include "adapters/postgres/postgres_overlay_tokens.hpp"
#include "adapters/postgres/postgres_review_list.hpp"
#include "contract/postgres_database.hpp"
#include "contract/review_list_contract.hpp"

namespace tts::test {

namespace {

class PostgresReview final : public ReviewWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ReviewList>> open_list() override {
        return make_postgres_review_list(database_.url());
    }
    Result<std::unique_ptr<OverlayTokens>> open_tokens() override {
        return make_postgres_overlay_tokens(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<ReviewWorld> make_review() {
    return std::make_unique<PostgresReview>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, ReviewContract, testing::Values(&make_review));

}  // namespace tts::test
