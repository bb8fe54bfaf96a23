#include "adapters/postgres/postgres_show_board.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/show_board_sql.hpp"

namespace tts {

std::unique_ptr<ShowBoard> make_postgres_show_board(const std::string& url) {
    return std::make_unique<sql::SqlShowBoard<postgres::SqlSession>>(url);
}

}  // namespace tts
