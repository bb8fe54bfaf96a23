// Stores that seal keep the promises of the stores that they seal, and a copy of the database does
// not tell what they keep.

#include "accounts/sealed_stores.hpp"
#include "adapters/sqlite/sqlite_buyer_pages.hpp"
#include "adapters/sqlite/sqlite_payment_store.hpp"
#include "adapters/sqlite/sqlite_privacy_store.hpp"
#include "contract/buyer_pages_contract.hpp"
#include "contract/sqlite_database.hpp"

#include <fstream>
#include <sstream>

namespace tts::test {

namespace {

const std::string key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

class SealedPages final : public PagesWorld {
public:
    StoreDatabase& database() override { return database_; }
    Result<std::unique_ptr<BuyerPages>> open() override {
        auto pages = open_sqlite_buyer_pages(database_.path());
        if (!pages) return pages.error();
        return sealed(std::move(*pages), Sealer::of({key}).value());
    }
    Result<std::unique_ptr<PaymentStore>> open_payments() override {
        return open_sqlite_payment_store(database_.path());
    }
    const std::string& path() const { return database_.path(); }

private:
    SqliteDatabase database_;
};

std::unique_ptr<PagesWorld> make_pages() {
    return std::make_unique<SealedPages>();
}

// An order of luis at ana's.
void order(StoreDatabase& database) {
    const std::string product = "0192d3a4-0000-7000-8000-000000000001";
    database.query(
        "INSERT INTO products (id, sku, streamer, name, price, stock) VALUES "
        "('" +
        product + "', 'A', 'ana', 'Lamp', '10.00', 5)");
    database.query(
        "INSERT INTO orders (id, order_number, product_id, buyer, streamer, status, total_price, "
        "product_name) VALUES ('0192d3a4-0000-7000-8000-000000000010', 'ORD-10', '" +
        product + "', 'luis', 'ana', 'pending', '10.00', 'Lamp')");
}

const PostalAddress home{.recipient = "Luis Perez",
                         .street = "Calle Mayor 1",
                         .details = "",
                         .postal_code = "28001",
                         .city = "Madrid",
                         .region = "",
                         .country = "ES"};

std::string bytes_of(const std::string& path) {
    std::ostringstream all;
    for (const char* end : {"", "-wal"}) all << std::ifstream(path + end).rdbuf();
    return all.str();
}

TEST(SealedStores, ACopyOfTheDatabaseTellsNoAddressAndAnExportDoes) {
    SealedPages world;
    world.database().open_migrator().value()->apply().value();
    order(world.database());
    const auto pages = world.open().value();
    const auto page = pages->open({.id = PersonalPageId::next(),
                                   .streamer = "ana",
                                   .buyer = "luis",
                                   .token_sha256 = "hash",
                                   .opened_at = now()});

    ASSERT_TRUE(pages->save_address(*page, home, now()));

    const auto copy = bytes_of(world.path());
    EXPECT_NE(copy.find("sealed:v1:"), std::string::npos);
    EXPECT_EQ(copy.find("Calle Mayor"), std::string::npos);
    EXPECT_EQ(copy.find("Luis Perez"), std::string::npos);
    EXPECT_EQ(pages->last_address("ana", "luis").value(), home);
    const auto privacy =
        sealed(open_sqlite_privacy_store(world.path()).value(), Sealer::of({key}).value());
    const auto tables = privacy->collect({.streamer = "ana", .buyer = "luis"}).value();
    const auto street = [&]() -> std::string {
        for (const auto& table : tables)
            for (const auto& row : table.rows)
                for (const auto& [name, value] : row)
                    if (table.name == "order_addresses" && name == "street")
                        return value.value_or("");
        return "";
    }();
    EXPECT_EQ(street, "Calle Mayor 1");
}

TEST(SealedStores, WhatWasThereBeforeIsReadAndSealedByTheNextWrite) {
    SealedPages world;
    world.database().open_migrator().value()->apply().value();
    order(world.database());
    const auto unsealed = open_sqlite_buyer_pages(world.path()).value();
    const auto page = unsealed->open({.id = PersonalPageId::next(),
                                      .streamer = "ana",
                                      .buyer = "luis",
                                      .token_sha256 = "hash",
                                      .opened_at = now()});
    ASSERT_TRUE(unsealed->save_address(*page, home, now()));
    const auto pages = world.open().value();

    EXPECT_EQ(pages->last_address("ana", "luis").value(), home);
    ASSERT_TRUE(pages->save_address(*page, home, now()));

    EXPECT_TRUE(unsealed->last_address("ana", "luis")->street.starts_with("sealed:v1:"));
    EXPECT_EQ(pages->last_address("ana", "luis").value(), home);
    const auto without_key = sealed(open_sqlite_buyer_pages(world.path()).value(), Sealer());
    EXPECT_EQ(without_key->last_address("ana", "luis").error().code(), Errc::corrupt);
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sealed, BuyerPagesContract, testing::Values(&make_pages));

}  // namespace tts::test
