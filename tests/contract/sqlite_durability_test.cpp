// What the embedded mode promises beyond its ports: it survives kill -9 and a second process on the
// same folder.

#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "contract/sqlite_folder.hpp"
#include "contract/sqlite_samples.hpp"
#include "contract/store/samples.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <set>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// A process that runs `body`, which writes to the pipe what it was told is safe.
class Child {
public:
    template <class Body>
    explicit Child(Body body) {
        if (::pipe(pipe_) != 0) throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ != 0) {
            ::close(pipe_[1]);
            return;
        }
        ::close(pipe_[0]);
        body(pipe_[1]);
        ::_exit(0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        kill();
        ::close(pipe_[0]);
    }

    // The next id that it wrote; nothing once it has ended.
    std::optional<Uuid> read_id() {
        std::array<std::uint8_t, 16> bytes{};
        if (::read(pipe_[0], bytes.data(), bytes.size()) != 16) return std::nullopt;
        return std::bit_cast<Uuid>(bytes);
    }

    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }

private:
    int pipe_[2] = {-1, -1};
    pid_t process_ = 0;
};

void tell(int pipe, const Uuid& id) {
    // Writes of 16 bytes to a pipe are whole or not at all.
    if (::write(pipe, id.bytes().data(), 16) != 16) ::_exit(1);
}

// Lets the child work until it told `count` ids, kills it and adds what it told to `told`.
void kill_after(Child& child, int count, std::set<Uuid>& told) {
    for (int i = 0; i < count; ++i) {
        const auto id = child.read_id();
        ASSERT_TRUE(id) << "the child ended by itself";
        told.insert(*id);
    }
    child.kill();
    while (const auto id = child.read_id()) told.insert(*id);
}

void append_for_ever(const std::string& path, int pipe) {
    const auto queue = open_sqlite_comment_queue(path, {}).value();
    const auto producer = queue->producer().value();
    for (int i = 0;; ++i) {
        std::vector<Comment> comments;
        for (int j = 0; j < 7; ++j)
            comments.push_back(comment_of("client" + std::to_string((i + j) % 30), "mine"));
        for (const Appended& appended : producer->append(comments).value())
            tell(pipe, appended.id.value);
    }
}

TEST(SqliteDurability, AcknowledgedCommentsSurviveFiftyKills) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    std::set<Uuid> acknowledged;

    for (int round = 0; round < 50; ++round) {
        Child child([&](int pipe) { append_for_ever(path, pipe); });
        kill_after(child, 1 + round * 7 % 60, acknowledged);
        ASSERT_EQ(integrity_of(path), "ok") << round;
    }

    const auto queue = open_sqlite_comment_queue(path, {}).value();
    const auto consumer = queue->consumer("survivor").value();
    const auto later = now() + std::chrono::hours(1);
    consumer->balance(later).value();
    const int shard = shard_of("ana", QueueSettings().shards);
    std::set<Uuid> delivered;
    for (;;) {
        const Batch batch = consumer->take(shard, later).value();
        if (batch.bursts.empty()) break;
        for (const Burst& burst : batch.bursts)
            for (const Comment& each : burst.comments)
                EXPECT_TRUE(delivered.insert(each.id.value).second);
        ASSERT_TRUE(consumer->acknowledge(batch, later));
    }
    EXPECT_TRUE(std::includes(delivered.begin(), delivered.end(), acknowledged.begin(),
                              acknowledged.end()));
}

void work_for_ever(const std::string& path, int pipe) {
    QueueSettings settings;
    settings.settle = 0ms;
    const auto queue = open_sqlite_comment_queue(path, settings).value();
    const auto consumer = queue->consumer("worker").value();
    const auto later = now() + std::chrono::hours(1);
    consumer->balance(later).value();
    const int shard = shard_of("ana", settings.shards);
    settings.bursts_max = 2;
    for (;;) {
        const Batch batch = consumer->take(shard, later).value();
        if (batch.bursts.empty()) ::pause();
        for (const Burst& burst : batch.bursts)
            for (const Comment& each : burst.comments) tell(pipe, each.id.value);
        consumer->acknowledge(batch, later).value();
    }
}

TEST(SqliteDurability, WorkersThatAreKilledLeaveNoCommentUndelivered) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    std::set<Uuid> sent;
    {
        const auto queue = open_sqlite_comment_queue(path, {}).value();
        const auto producer = queue->producer().value();
        for (int i = 0; i < 40; ++i) {
            const Comment comment = comment_of("client" + std::to_string(i), "mine");
            sent.insert(comment.id.value);
            producer->append(std::vector{comment}).value();
        }
    }
    std::set<Uuid> delivered;

    for (int round = 0; delivered != sent && round < 200; ++round) {
        Child child([&](int pipe) { work_for_ever(path, pipe); });
        kill_after(child, 1, delivered);
    }

    EXPECT_EQ(delivered, sent);
    EXPECT_EQ(integrity_of(path), "ok");
}

constexpr int initial_stock = 100'000;

void sell_for_ever(const std::string& path, const ProductId& id, int pipe) {
    const auto factory = open_sqlite_store(path).value();
    const auto store = factory->open().value();
    for (;;) {
        const auto transaction = store->begin().value();
        const Product product = transaction->lock_products(std::vector{id}).value().front();
        Effects effects;
        for (int j = 0; j < 5; ++j) {
            effects.comments.push_back(sample_comment("ana", "bob", "mine"));
            effects.orders.push_back(sample_order(product, "bob"));
            effects.orders.back().claim = effects.comments.back().comment.id;
            effects.links.push_back({effects.orders.back().claim, effects.orders.back().id});
            effects.stock.push_back({id, -effects.orders.back().quantity});
        }
        transaction->write(effects).value();
        transaction->commit().value();
        for (const Order& order : effects.orders) tell(pipe, order.id.value);
    }
}

TEST(SqliteDurability, OrdersAndStockAgreeAfterFiftyKills) {
    const TemporaryFolder folder;
    const std::string path = folder.file("shop.db");
    open_sqlite_migrator(path).value()->apply().value();
    Product product = sample_product("ana", "S-1");
    product.stock = initial_stock;
    open_sqlite_store(path).value()->open().value()->save_product(product).value();
    std::set<Uuid> committed;

    for (int round = 0; round < 50; ++round) {
        Child child([&](int pipe) { sell_for_ever(path, product.id, pipe); });
        kill_after(child, 1 + round * 3 % 40, committed);
        ASSERT_EQ(integrity_of(path), "ok") << round;
    }

    const auto factory = open_sqlite_store(path).value();
    const auto store = factory->open().value();
    const Totals totals = store->totals("ana").value();
    EXPECT_EQ(store->product(product.id).value().stock + totals.units, initial_stock);
    EXPECT_EQ(totals.comments, totals.orders);
    OrderFilter filter;
    filter.limit = 1'000'000;
    std::set<Uuid> stored;
    for (const Order& order : store->orders(filter).value()) stored.insert(order.id.value);
    EXPECT_EQ(stored.size(), static_cast<std::size_t>(totals.orders));
    EXPECT_TRUE(std::includes(stored.begin(), stored.end(), committed.begin(), committed.end()));
}

TEST(SqliteDurability, ASecondProcessOnTheFolderIsRefusedUntilTheFirstEnds) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    Child server([&](int pipe) {
        const auto queue = open_sqlite_comment_queue(path, {}).value();
        const auto producer = queue->producer().value();
        tell(pipe, Uuid::next());
        ::pause();
    });
    ASSERT_TRUE(server.read_id());

    const auto queue = open_sqlite_comment_queue(path, {}).value();
    const auto refused = queue->producer();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_NE(refused.error().what().find(path), std::string::npos);
    EXPECT_EQ(queue->consumer("worker").error().code(), Errc::conflict);
    EXPECT_EQ(queue->keeper().error().code(), Errc::conflict);

    server.kill();
    EXPECT_TRUE(queue->producer());
}

TEST(SqliteDurability, DeadLettersAreReplayedByAnotherProcessWhileTheServerRuns) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    QueueSettings settings;
    settings.shards = 3;
    settings.attempts_max = 1;
    const auto server = open_sqlite_comment_queue(path, settings).value();
    const auto consumer = server->consumer("worker").value();
    const Comment poison = comment_of("bob", "poison");
    server->producer().value()->append(std::vector{poison}).value();
    const auto later = now() + std::chrono::hours(1);
    consumer->balance(later).value();
    const int shard = shard_of("ana", 3);
    ASSERT_TRUE(consumer->fail(consumer->take(shard, later).value(), later, "broken"));
    ASSERT_TRUE(consumer->take(shard, later).value().bursts.empty());

    Child command([&](int pipe) {
        const auto queue = open_sqlite_comment_queue(path, {}).value();
        const auto letters = queue->dead_letters().value();
        letters->replay(letters->list(10).value().at(0).comment.id, later).value();
        tell(pipe, Uuid::next());
    });
    ASSERT_TRUE(command.read_id());

    const Batch batch = consumer->take(shard, later).value();
    ASSERT_EQ(batch.bursts.size(), 1U);
    EXPECT_EQ(batch.bursts.front().comments, std::vector{poison});
}

TEST(SqliteDurability, TwoProcessesThatWriteAndCheckpointTheStoreLeaveItWhole) {
    const TemporaryFolder folder;
    const std::string path = folder.file("shop.db");
    open_sqlite_migrator(path).value()->apply().value();
    const auto write = [&path](int count) {
        const auto factory = open_sqlite_store(path).value();
        const auto store = factory->open().value();
        for (int i = 0; i < count; ++i) {
            Effects effects;
            for (int j = 0; j < 300; ++j)
                effects.comments.push_back(sample_comment("ana", "bob", "mine"));
            const auto written = patiently([&]() -> Result<void> {
                const auto transaction = store->begin();
                if (!transaction) return transaction.error();
                const auto stored = (*transaction)->write(effects);
                if (!stored) return stored.error();
                return (*transaction)->commit();
            });
            if (!written) throw std::runtime_error(written.error().what());
        }
    };

    Child other([&](int pipe) {
        write(30);
        tell(pipe, Uuid::next());
    });
    write(30);
    ASSERT_TRUE(other.read_id());

    EXPECT_EQ(integrity_of(path), "ok");
    const auto factory = open_sqlite_store(path).value();
    EXPECT_EQ(factory->open().value()->totals("ana").value().comments, 60 * 300);
    EXPECT_GT(std::filesystem::file_size(path), 4'000'000U);  // It was checkpointed.
}

}  // namespace

}  // namespace tts::test
