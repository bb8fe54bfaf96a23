// The figures of shows on PostgreSQL keep the promises of their port.

#include "adapters/postgres/postgres_sales_figures.hpp"
#include "contract/postgres_database.hpp"
#include "contract/sales_figures_contract.hpp"

namespace tts::test {

namespace {

class PostgresFigures final : public FiguresWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<SalesFigures>> open() override {
        return make_postgres_sales_figures(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<FiguresWorld> make_figures() {
    return std::make_unique<PostgresFigures>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, SalesFiguresContract, testing::Values(&make_figures));

}  // namespace tts::test
