// The pages of buyers in the embedded mode keep the promises of their ports.

#include "adapters/sqlite/sqlite_buyer_pages.hpp"
#include "adapters/sqlite/sqlite_claim_proofs.hpp"
#include "adapters/sqlite/sqlite_payment_store.hpp"
#include "contract/buyer_pages_contract.hpp"
#include "contract/claim_proofs_contract.hpp"
#include "contract/sqlite_database.hpp"

namespace tts::test {

namespace {

class SqlitePages final : public PagesWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerPages>> open() override {
        return open_sqlite_buyer_pages(database_.path());
    }
    Result<std::unique_ptr<PaymentStore>> open_payments() override {
        return open_sqlite_payment_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteProofs final : public ProofsWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ClaimProofs>> open() override {
        return open_sqlite_claim_proofs(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<PagesWorld> make_pages() {
    return std::make_unique<SqlitePages>();
}

std::unique_ptr<ProofsWorld> make_proofs() {
    return std::make_unique<SqliteProofs>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, BuyerPagesContract, testing::Values(&make_pages));
INSTANTIATE_TEST_SUITE_P(Sqlite, ClaimProofsContract, testing::Values(&make_proofs));

}  // namespace tts::test
