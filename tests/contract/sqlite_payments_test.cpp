// The payments of the embedded mode keep the promises of their port.

#include "adapters/sqlite/sqlite_buyer_contacts.hpp"
#include "adapters/sqlite/sqlite_delivery_reports.hpp"
#include "adapters/sqlite/sqlite_ledger_store.hpp"
#include "adapters/sqlite/sqlite_message_rules.hpp"
#include "adapters/sqlite/sqlite_outbox.hpp"
#include "adapters/sqlite/sqlite_payment_store.hpp"
#include "adapters/sqlite/sqlite_webhook_store.hpp"
#include "contract/buyer_contacts_contract.hpp"
#include "contract/delivery_reports_contract.hpp"
#include "contract/ledger_store_contract.hpp"
#include "contract/message_deaths.hpp"
#include "contract/outbox_contract.hpp"
#include "contract/payment_ledger_contract.hpp"
#include "contract/payment_reconcile_contract.hpp"
#include "contract/sqlite_database.hpp"
#include "contract/webhook_store_contract.hpp"

namespace tts::test {

namespace {

class SqlitePayments final : public PaymentWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<PaymentStore>> open() override {
        return open_sqlite_payment_store(database_.path());
    }
    Result<std::unique_ptr<LedgerStore>> open_ledger() override {
        return open_sqlite_ledger_store(database_.path());
    }
    Result<std::unique_ptr<WebhookStore>> open_webhooks() override {
        return open_sqlite_webhook_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteReports final : public DeliveryWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<DeliveryReports>> open() override {
        return open_sqlite_delivery_reports(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteContacts final : public ContactsWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerContacts>> open() override {
        return open_sqlite_buyer_contacts(database_.path());
    }

private:
    SqliteDatabase database_;
};

class SqliteOutboxWorld final : public OutboxWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<Outbox>> open() override { return open_sqlite_outbox(database_.path()); }
    Result<std::unique_ptr<MessageRules>> open_rules() override {
        return open_sqlite_message_rules(database_.path());
    }
    Result<std::unique_ptr<BuyerContacts>> open_contacts() override {
        return open_sqlite_buyer_contacts(database_.path());
    }
    Result<std::unique_ptr<WebhookStore>> open_webhooks() override {
        return open_sqlite_webhook_store(database_.path());
    }

private:
    SqliteDatabase database_;
};

std::unique_ptr<OutboxWorld> make_outbox() {
    return std::make_unique<SqliteOutboxWorld>();
}

std::unique_ptr<ContactsWorld> make_contacts() {
    return std::make_unique<SqliteContacts>();
}

std::unique_ptr<PaymentWorld> make_payments() {
    return std::make_unique<SqlitePayments>();
}

std::unique_ptr<DeliveryWorld> make_reports() {
    return std::make_unique<SqliteReports>();
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, BuyerContactsContract, testing::Values(&make_contacts));
INSTANTIATE_TEST_SUITE_P(Sqlite, LedgerStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Sqlite, WebhookStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Sqlite, OutboxContract, testing::Values(&make_outbox));
INSTANTIATE_TEST_SUITE_P(Sqlite, MessageDeaths, testing::Values(&make_outbox));
INSTANTIATE_TEST_SUITE_P(Sqlite, PaymentStoreContract, testing::Values(&make_payments));
INSTANTIATE_TEST_SUITE_P(Sqlite, DeliveryReportsContract, testing::Values(&make_reports));

}  // namespace tts::test
