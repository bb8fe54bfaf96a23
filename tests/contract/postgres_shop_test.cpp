// The shop on PostgreSQL.

#include "adapters/postgres/postgres_discount_store.hpp"
#include "adapters/postgres/postgres_payment_store.hpp"
#include "adapters/postgres/postgres_stock_audit.hpp"
#include "adapters/postgres/postgres_variant_store.hpp"
#include "contract/money_deaths.hpp"
#include "contract/postgres_database.hpp"
#include "contract/shop_contract.hpp"
#include "contract/shop_crowd.hpp"
#include "contract/shop_deaths.hpp"

namespace tts::test {

namespace {

class PostgresShop final : public ShopWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<VariantStore>> open_variants() override {
        return make_postgres_variant_store(database_.url());
    }
    Result<std::unique_ptr<DiscountStore>> open_discounts() override {
        return make_postgres_discount_store(database_.url());
    }
    Result<std::unique_ptr<PaymentStore>> open_payments() override {
        return make_postgres_payment_store(database_.url());
    }
    Result<std::unique_ptr<StockAudit>> open_audit() override {
        return make_postgres_stock_audit(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<ShopWorld> make_shop() {
    return std::make_unique<PostgresShop>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, ShopContract, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Postgres, ShopCrowd, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Postgres, ShopDeaths, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Postgres, MoneyDeaths, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Postgres, ShopHistory, testing::Values(&make_shop));

}  // namespace tts::test
