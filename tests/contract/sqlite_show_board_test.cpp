// What people look at who run a show, and when the chat was not read, on the embedded store.

#include "adapters/sqlite/sqlite_show_board.hpp"
#include "adapters/sqlite/sqlite_chat_gaps.hpp"
#include "contract/show_board_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteBoard final : public BoardWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ShowBoard>> open_board() override {
        return open_sqlite_show_board(database_.path());
    }
    Result<std::unique_ptr<ChatGaps>> open_gaps() override {
        return open_sqlite_chat_gaps(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<BoardWorld> make_board() {
    return std::make_unique<SqliteBoard>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, ShowBoardContract, testing::Values(&make_board));

}  // namespace tts::test
