#include "adapters/postgres/connection.hpp"
#include "contract/postgres_database.hpp"
#include "support/eventually.hpp"

#include <atomic>
#include <thread>

// What happens when PostgreSQL is in trouble, or is sent trouble.

namespace tts::test {

namespace {

using postgres::Connection;
using postgres::Statement;

using namespace std::chrono_literals;

Effects one_comment(const std::string& message) {
    Effects effects;
    effects.comments = {sample_comment("ana", "bob", message)};
    return effects;
}

Result<void> write(Store& store, const Effects& effects) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error();
    const auto stored = (*transaction)->write(effects);
    if (!stored) return stored.error();
    return (*transaction)->commit();
}

class PostgresFailure : public testing::Test {
protected:
    void SetUp() override {
        database_.open_migrator().value()->apply().value();
        factory_ = database_.open_factory().value();
        store_ = factory_->open().value();
    }

    // Ends every connection of this database but the outsider's own.
    void terminate_connections() {
        database_.query(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    PostgresDatabase database_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
};

TEST_F(PostgresFailure, AConnectionThatWasClosedWhileIdleIsOpenedAgainUnnoticed) {
    terminate_connections();

    EXPECT_TRUE(store_->ping());
    EXPECT_TRUE(write(*store_, one_comment("mine")));
}

TEST_F(PostgresFailure, ATransactionThatLosesItsConnectionWritesNothingAndIsUnavailable) {
    {
        const auto transaction = store_->begin().value();
        EXPECT_TRUE(transaction->write(one_comment("lost")).value().empty());
        terminate_connections();

        EXPECT_EQ(transaction->lock_products(std::vector{ProductId::next()}).error().code(),
                  Errc::unavailable);
        EXPECT_EQ(transaction->write(one_comment("stray")).error().code(), Errc::unavailable);
        EXPECT_EQ(transaction->commit().error().code(), Errc::unavailable);
    }

    EXPECT_TRUE(write(*store_, one_comment("kept")));
    const auto rows = store_->comments("ana", 10).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().comment.message, "kept");
}

TEST_F(PostgresFailure, ACommitWhoseConnectionIsGoneIsUnavailable) {
    const auto transaction = store_->begin().value();
    EXPECT_TRUE(transaction->write(one_comment("lost")).value().empty());
    terminate_connections();

    EXPECT_EQ(transaction->commit().error().code(), Errc::unavailable);
}

TEST_F(PostgresFailure, ALockThatIsHeldTooLongIsUnavailable) {
    const auto product = store_->save_product(sample_product("ana", "S-1")).value();
    const auto other_store = factory_->open().value();
    const auto holder = other_store->begin().value();
    ASSERT_TRUE(holder->lock_products(std::vector{product.id}));

    // Although the holder keeps it for as long as this test wants.
    const auto locked = store_->begin().value()->lock_products(std::vector{product.id});

    EXPECT_EQ(locked.error().code(), Errc::unavailable);
    EXPECT_TRUE(holder->commit());
    EXPECT_TRUE(store_->begin().value()->lock_products(std::vector{product.id}));
}

TEST_F(PostgresFailure, AStatementThatRunsTooLongIsUnavailable) {
    Connection connection(database_.url());

    EXPECT_EQ(connection.run(Statement{"SELECT pg_sleep(20)", {}}).error().code(),
              Errc::unavailable);
    EXPECT_TRUE(connection.run(Statement{"SELECT 1", {}}));
}

TEST_F(PostgresFailure, ADeadlockIsUnavailableForOneAndFineForTheOther) {
    const auto one = store_->save_product(sample_product("ana", "1")).value();
    const auto two = store_->save_product(sample_product("ana", "2")).value();
    const auto other_store = factory_->open().value();
    const auto first = store_->begin().value();
    const auto second = other_store->begin().value();
    ASSERT_TRUE(first->lock_products(std::vector{one.id}));
    ASSERT_TRUE(second->lock_products(std::vector{two.id}));

    Result<std::vector<Product>> crossed = Error();
    std::thread thread([&] { crossed = first->lock_products(std::vector{two.id}); });
    const auto back = second->lock_products(std::vector{one.id});
    thread.join();

    EXPECT_NE(crossed.has_value(), back.has_value());
    EXPECT_EQ((crossed ? back : crossed).error().code(), Errc::unavailable);
}

TEST_F(PostgresFailure, ANulByteIsRefusedAndHarmsNothing) {
    using namespace std::string_literals;
    auto effects = one_comment("before\0after"s);

    EXPECT_EQ(write(*store_, effects).error().code(), Errc::invalid);
    EXPECT_EQ(store_->product_by_sku("a\0b"s, "x").error().code(), Errc::invalid);
    effects.comments.front().comment.message = "before after";
    effects.comments.front().reading.items = {{.code = "a\0b"s, .variant = "", .quantity = {}}};
    EXPECT_EQ(write(*store_, effects).error().code(), Errc::invalid);

    EXPECT_TRUE(write(*store_, one_comment("fine")));
    EXPECT_EQ(store_->comments("ana", 10).value().size(), 1U);
}

TEST_F(PostgresFailure, TextThatIsNotUtf8IsRefusedAndHarmsNothing) {
    EXPECT_EQ(write(*store_, one_comment("\xC3\x28")).error().code(), Errc::invalid);
    EXPECT_TRUE(write(*store_, one_comment("fine")));
}

TEST_F(PostgresFailure, AnOrderOfAnUnknownProductIsInvalid) {
    Effects effects;
    effects.orders = {sample_order(sample_product("ana", "S-1"), "bob")};
    EXPECT_EQ(write(*store_, effects).error().code(), Errc::invalid);

    effects = Effects();
    effects.stock = {{ProductId::next(), -1}};
    EXPECT_EQ(write(*store_, effects).error().code(), Errc::invalid);
}

TEST_F(PostgresFailure, ARowThatCannotBeUnderstoodIsCorrupt) {
    store_->save_product(sample_product("ana", "S-1")).value();
    database_.query("UPDATE products SET options = '[1]'");

    EXPECT_EQ(store_->product_by_sku("ana", "S-1").error().code(), Errc::corrupt);
    EXPECT_EQ(store_->show("ana", moment()).error().code(), Errc::corrupt);
}

TEST_F(PostgresFailure, PinsThatComeAtOnceLeaveExactlyOneOpen) {
    const auto product = store_->save_product(sample_product("ana", "S-1")).value();
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&, thread] {
            const auto store = factory_->open().value();
            for (int i = 0; i < 10; ++i)
                if (!patiently(
                        [&] { return store->pin("ana", product.id, moment(thread * 10 + i)); }))
                    ++failed;
        });
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(failed, 0);
    EXPECT_EQ(database_.query("SELECT count(*), count(unpinned_at) FROM streamer_pins").front(),
              (std::vector<std::string>{"40", "39"}));
}

TEST_F(PostgresFailure, ATransactionThatIsOverDoesNotTouchTheNext) {
    auto first = store_->begin().value();
    ASSERT_TRUE(first->write(one_comment("first")).value().empty());
    ASSERT_TRUE(first->commit());
    const auto second = store_->begin().value();
    ASSERT_TRUE(second->write(one_comment("second")).value().empty());

    first.reset();

    EXPECT_TRUE(second->commit());
    EXPECT_EQ(store_->comments("ana", 10).value().size(), 2U);
}

TEST(PostgresUrl, IsNeverQuotedWhenItIsWrong) {
    const auto opened = open_postgres_store("postgresql://ana:secret@[::1/shop?nonsense");

    EXPECT_EQ(opened.error().code(), Errc::invalid);
    EXPECT_EQ(opened.error().what().find("secret"), std::string::npos);
}

TEST_F(PostgresFailure, AReadOnlyDatabaseIsUnavailable) {
    database_.query("ALTER DATABASE " + database_.url().substr(database_.url().rfind('/') + 1) +
                    " SET default_transaction_read_only = on");
    const auto store = factory_->open().value();

    EXPECT_EQ(write(*store, one_comment("mine")).error().code(), Errc::unavailable);
    EXPECT_TRUE(store->comments("ana", 10));
}

// Its own server, which it kills.
TEST(PostgresOutage, AServerThatDiesIsUnavailableUntilItIsBack) {
    PostgresServer server;
    const auto url = server.new_database();
    open_postgres_migrator(url).value()->apply().value();
    const auto factory = open_postgres_store(url).value();
    const auto store = factory->open().value();
    ASSERT_TRUE(write(*store, one_comment("before")));
    const auto transaction = store->begin().value();
    ASSERT_TRUE(transaction->write(one_comment("lost")).value().empty());

    server.kill();

    EXPECT_EQ(transaction->commit().error().code(), Errc::unavailable);
    EXPECT_EQ(store->ping().error().code(), Errc::unavailable);
    EXPECT_EQ(write(*store, one_comment("lost")).error().code(), Errc::unavailable);
    EXPECT_EQ(factory->open().error().code(), Errc::unavailable);
    EXPECT_EQ(open_postgres_store(url).error().code(), Errc::unavailable);

    server.start();

    const auto deadline = std::chrono::steady_clock::now() + 60s;
    auto written = write(*store, one_comment("after"));
    while (!written && std::chrono::steady_clock::now() < deadline) {
        EXPECT_EQ(written.error().code(), Errc::unavailable);
        std::this_thread::sleep_for(20ms);
        written = write(*store, one_comment("after"));
    }
    EXPECT_TRUE(written);
    std::vector<std::string> messages;
    for (const auto& row : store->comments("ana", 10).value())
        messages.push_back(row.comment.message);
    EXPECT_EQ(messages, (std::vector<std::string>{"after", "before"}));
}

}  // namespace

}  // namespace tts::test
