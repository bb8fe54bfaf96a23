#include "adapters/sqlite/sqlite_show_board.hpp"

#include "adapters/sql/show_board_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<ShowBoard>> open_sqlite_show_board(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<ShowBoard>(
        std::make_unique<sql::SqlShowBoard<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
