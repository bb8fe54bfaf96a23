// The figures of shows on SQLite keep the promises of their port.

#include "adapters/sqlite/sqlite_sales_figures.hpp"
#include "contract/sales_figures_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteFigures final : public FiguresWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<SalesFigures>> open() override {
        return open_sqlite_sales_figures(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<FiguresWorld> make_figures() {
    return std::make_unique<SqliteFigures>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, SalesFiguresContract, testing::Values(&make_figures));

}  // namespace tts::test
