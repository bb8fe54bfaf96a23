// The payments on PostgreSQL keep the promises of their port.

#include "adapters/postgres/postgres_buyer_contacts.hpp"
#include "adapters/postgres/postgres_delivery_reports.hpp"
#include "adapters/postgres/postgres_ledger_store.hpp"
#include "adapters/postgres/postgres_message_rules.hpp"
#include "adapters/postgres/postgres_outbox.hpp"
#include "adapters/postgres/postgres_payment_store.hpp"
#include "adapters/postgres/postgres_webhook_store.hpp"
#include "contract/buyer_contacts_contract.hpp"
#include "contract/delivery_reports_contract.hpp"
#include "contract/ledger_store_contract.hpp"
#include "contract/message_deaths.hpp"
#include "contract/outbox_contract.hpp"
#include "contract/payment_ledger_contract.hpp"
#include "contract/payment_reconcile_contract.hpp"
#include "contract/postgres_database.hpp"
#include "contract/webhook_store_contract.hpp"

namespace tts::test {

namespace {

class PostgresPayments final : public PaymentWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<PaymentStore>> open() override {
        return make_postgres_payment_store(database_.url());
    }
    Result<std::unique_ptr<LedgerStore>> open_ledger() override {
        return make_postgres_ledger_store(database_.url());
    }
    Result<std::unique_ptr<WebhookStore>> open_webhooks() override {
        return make_postgres_webhook_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresReports final : public DeliveryWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<DeliveryReports>> open() override {
        return make_postgres_delivery_reports(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresContacts final : public ContactsWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerContacts>> open() override {
        return make_postgres_buyer_contacts(database_.url());
    }

private:
    PostgresDatabase database_;
};

class PostgresOutboxWorld final : public OutboxWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<Outbox>> open() override {
        return make_postgres_outbox(database_.url());
    }
    Result<std::unique_ptr<MessageRules>> open_rules() override {
        return make_postgres_message_rules(database_.url());
    }
    Result<std::unique_ptr<BuyerContacts>> open_contacts() override {
        return make_postgres_buyer_contacts(database_.url());
    }
    Result<std::unique_ptr<WebhookStore>> open_webhooks() override {
        return make_postgres_webhook_store(database_.url());
    }

private:
    PostgresDatabase database_;
};

std::unique_ptr<OutboxWorld> make_outbox() {
    return std::make_unique<PostgresOutboxWorld>();
}

std::unique_ptr<ContactsWorld> make_contacts() {
    return std::make_unique<PostgresContacts>();
}

std::unique_ptr<PaymentWorld> make_payments() {
    return std::make_unique<PostgresPayments>();
}

std::unique_ptr<DeliveryWorld> make_reports() {
    return std::make_unique<PostgresReports>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Postgres, BuyerContactsContract, testing::Values(&make_contacts));
INSTANTIATE_TEST_SUITE_P(Postgres, LedgerStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Postgres, WebhookStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Postgres, OutboxContract, testing::Values(&make_outbox));
INSTANTIATE_TEST_SUITE_P(Postgres, MessageDeaths, testing::Values(&make_outbox));
INSTANTIATE_TEST_SUITE_P(Postgres, PaymentStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Postgres, DeliveryReportsContract, testing::Values(&make_reports));

}  // namespace tts::test
