// What people look at who run a show, and when the chat was not read, on PostgreSQL.

#include "adapters/postgres/postgres_show_board.hpp"
#include "adapters/postgres/postgres_chat_gaps.hpp"
#include "contract/postgres_database.hpp"
#include "contract/show_board_contract.hpp"

namespace tts::test {

namespace {

class PostgresBoard final : public BoardWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ShowBoard>> open_board() override {
        return make_postgres_show_board(database_.url());
    }
    Result<std::unique_ptr<ChatGaps>> open_gaps() override {
        return make_postgres_chat_gaps(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<BoardWorld> make_board() {
    return std::make_unique<PostgresBoard>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, ShowBoardContract, testing::Values(&make_board));

}  // namespace tts::test
