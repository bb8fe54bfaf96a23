#pragma once

#include "contract/store/samples.hpp"
#include "ports/store.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tts::test {

// A new and empty database of the adapter under test. It is removed with the object.
class StoreDatabase {
public:
    virtual ~StoreDatabase() = default;

    virtual Result<std::unique_ptr<Migrator>> open_migrator() = 0;
    virtual Result<std::unique_ptr<StoreFactory>> open_factory() = 0;

    // Runs SQL as an outsider would, past the adapter. Rows of text; NULL is the empty text. Throws
    // if the database refuses.
    virtual std::vector<std::vector<std::string>> query(const std::string& sql) = 0;
};

using MakeStoreDatabase = std::unique_ptr<StoreDatabase> (*)();

// A database with the schema and one open store.
class StoreContract : public testing::TestWithParam<MakeStoreDatabase> {
protected:
    void SetUp() override {
        database_ = GetParam()();
        database_->open_migrator().value()->apply().value();
        factory_ = database_->open_factory().value();
        store_ = factory_->open().value();
    }

    StoreDatabase& database() { return *database_; }
    StoreFactory& factory() { return *factory_; }
    Store& store() { return *store_; }

    Product saved_product(const std::string& streamer, const std::string& sku) {
        return store().save_product(sample_product(streamer, sku)).value();
    }

    // Writes in a transaction of its own and commits it, unless comments are stored already.
    Result<std::vector<CommentId>> write(const Effects& effects) {
        const auto transaction = store().begin();
        if (!transaction) return transaction.error();
        auto stored = (*transaction)->write(effects);
        if (!stored || !stored->empty()) return stored;
        const auto committed = (*transaction)->commit();
        if (!committed) return committed.error();
        return stored;
    }

    // An order by hand that is in the database.
    Order placed(Order order) {
        Effects effects;
        effects.orders.push_back(order);
        EXPECT_TRUE(write(effects).value().empty());
        return order;
    }

    std::int32_t stock(const ProductId& product) { return store().product(product).value().stock; }

private:
    std::unique_ptr<StoreDatabase> database_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreContract);

}  // namespace tts::test
