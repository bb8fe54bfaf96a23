// The shop on the embedded store.

#include "adapters/sqlite/sqlite_discount_store.hpp"
#include "adapters/sqlite/sqlite_payment_store.hpp"
#include "adapters/sqlite/sqlite_stock_audit.hpp"
#include "adapters/sqlite/sqlite_variant_store.hpp"
#include "contract/money_deaths.hpp"
#include "contract/shop_contract.hpp"
#include "contract/shop_crowd.hpp"
#include "contract/shop_deaths.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqliteShop final : public ShopWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<VariantStore>> open_variants() override {
        return open_sqlite_variant_store(database_.path());
    }
    Result<std::unique_ptr<DiscountStore>> open_discounts() override {
        return open_sqlite_discount_store(database_.path());
    }
    Result<std::unique_ptr<PaymentStore>> open_payments() override {
        return open_sqlite_payment_store(database_.path());
    }
    Result<std::unique_ptr<StockAudit>> open_audit() override {
        return open_sqlite_stock_audit(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<ShopWorld> make_shop() {
    return std::make_unique<SqliteShop>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, ShopContract, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Sqlite, ShopCrowd, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Sqlite, ShopDeaths, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Sqlite, MoneyDeaths, testing::Values(&make_shop));
INSTANTIATE_TEST_SUITE_P(Sqlite, ShopHistory, testing::Values(&make_shop));

}  // namespace tts::test
