// The log of changes on PostgreSQL keeps the promises of its port.

#include "adapters/postgres/postgres_live_log.hpp"
#include "contract/live_log_contract.hpp"
#include "contract/postgres_database.hpp"

namespace tts::test {

namespace {

class PostgresLog final : public LiveLogWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<LiveLog>> open() override {
        return make_postgres_live_log(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<LiveLogWorld> make_log() {
    return std::make_unique<PostgresLog>();
}

// Two transactions at once, which SQLite does not have.
class PostgresLiveLog : public LiveLogContract {};

TEST_P(PostgresLiveLog, ATransactionThatCommitsLateIsNotMissed) {
    const auto place = log().newest().value();
    const auto other = factory().open().value();
    const auto late = other->begin().value();
    write(*late, "late");
    say("early");
    EXPECT_TRUE(messages_after(place).empty());  // Waits for the one that began first.

    EXPECT_TRUE(late->commit());

    EXPECT_EQ(messages_after(place).size(), 2U);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, LiveLogContract, testing::Values(&make_log));
INSTANTIATE_TEST_SUITE_P(Postgres, PostgresLiveLog, testing::Values(&make_log));

}  // namespace tts::test
