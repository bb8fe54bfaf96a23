// The pages of buyers on PostgreSQL keep the promises of their ports.

#include "adapters/postgres/postgres_buyer_pages.hpp"
#include "adapters/postgres/postgres_claim_proofs.hpp"
#include "adapters/postgres/postgres_payment_store.hpp"
#include "contract/buyer_pages_contract.hpp"
#include "contract/claim_proofs_contract.hpp"
#include "contract/postgres_database.hpp"

namespace tts::test {

namespace {

class PostgresPages final : public PagesWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerPages>> open() override {
        return make_postgres_buyer_pages(database_.url());
    }
    Result<std::unique_ptr<PaymentStore>> open_payments() override {
        return make_postgres_payment_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresProofs final : public ProofsWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<ClaimProofs>> open() override {
        return make_postgres_claim_proofs(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<PagesWorld> make_pages() {
    return std::make_unique<PostgresPages>();
}

std::unique_ptr<ProofsWorld> make_proofs() {
    return std::make_unique<PostgresProofs>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, BuyerPagesContract, testing::Values(&make_pages));
INSTANTIATE_TEST_SUITE_P(Postgres, ClaimProofsContract, testing::Values(&make_proofs));

}  // namespace tts::test
