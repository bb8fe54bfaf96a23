// Full disks, foreign files and missing folders.

#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "contract/sqlite_folder.hpp"
#include "contract/sqlite_samples.hpp"
#include "contract/store/samples.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace tts::test {

namespace {

// No file of this process can grow beyond some size while this lives: a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

TEST(SqliteDisk, AFullDiskRefusesCommentsAndKeepsThoseItAcknowledged) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    const auto queue = open_sqlite_comment_queue(path, {}).value();
    const auto producer = queue->producer().value();
    const auto keeper = queue->keeper().value();
    std::set<CommentId> acknowledged;
    const auto append = [&] {
        const std::vector comments = {comment_of("bob", std::string(2'000, 'x'))};
        const auto appended = producer->append(comments);
        if (appended) acknowledged.insert(comments.front().id);
        return appended;
    };
    int refused = 0;
    {
        const FullDisk full(300'000);
        for (int i = 0; i < 100; ++i) {
            const auto appended = append();
            if (appended) continue;
            ++refused;
            EXPECT_EQ(appended.error().code(), Errc::unavailable) << appended.error().what();
        }
        const FullDisk fuller(1'000);
        const auto checked = keeper->check_settings();
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code(), Errc::unavailable) << checked.error().what();
    }
    EXPECT_GT(refused, 0);
    EXPECT_GT(acknowledged.size(), 0U);

    EXPECT_TRUE(append());
    EXPECT_TRUE(keeper->check_settings());
    EXPECT_EQ(integrity_of(path), "ok");
    const auto consumer = queue->consumer("worker").value();
    const auto later = now() + std::chrono::hours(1);
    consumer->balance(later).value();
    const Batch batch = consumer->take(shard_of("ana", 64), later).value();
    std::set<CommentId> delivered;
    for (const Comment& each : batch.bursts.at(0).comments) delivered.insert(each.id);
    EXPECT_TRUE(std::includes(delivered.begin(), delivered.end(), acknowledged.begin(),
                              acknowledged.end()));
}

TEST(SqliteDisk, AFullDiskFailsTransactionsWholeAndReadingGoesOn) {
    const TemporaryFolder folder;
    const std::string path = folder.file("shop.db");
    open_sqlite_migrator(path).value()->apply().value();
    const auto factory = open_sqlite_store(path).value();
    const auto store = factory->open().value();
    const Product product = store->save_product(sample_product("ana", "S-1")).value();
    const auto sell = [&]() -> Result<void> {
        Effects effects;
        for (int i = 0; i < 500; ++i)
            effects.comments.push_back(sample_comment("ana", "bob", std::string(500, 'x')));
        effects.orders = {sample_order(product, "bob")};
        effects.stock = {{product.id, -2}};
        const auto transaction = store->begin();
        if (!transaction) return transaction.error();
        const auto written = (*transaction)->write(effects);
        if (!written) return written.error();
        return (*transaction)->commit();
    };
    {
        const FullDisk full(std::filesystem::file_size(path + "-wal") + 50'000);
        const auto sold = sell();
        ASSERT_FALSE(sold);
        EXPECT_EQ(sold.error().code(), Errc::unavailable) << sold.error().what();
        EXPECT_EQ(store->product(product.id).value().stock, 10);
        EXPECT_EQ(store->totals("ana").value().comments, 0);
    }

    EXPECT_TRUE(sell());
    EXPECT_EQ(store->product(product.id).value().stock, 8);
    EXPECT_EQ(store->totals("ana").value().comments, 500);
    EXPECT_EQ(integrity_of(path), "ok");
}

TEST(SqliteDisk, AFileThatIsNoDatabaseIsCorrupt) {
    const TemporaryFolder folder;
    std::ofstream(folder.file("queue.db")) << std::string(10'000, 'x');

    const auto queue = open_sqlite_comment_queue(folder.file("queue.db"), {});

    ASSERT_FALSE(queue);
    EXPECT_EQ(queue.error().code(), Errc::corrupt) << queue.error().what();
}

TEST(SqliteDisk, AFolderThatIsNotThereIsUnavailable) {
    const auto queue = open_sqlite_comment_queue("/nonexistent/queue.db", {});

    ASSERT_FALSE(queue);
    EXPECT_EQ(queue.error().code(), Errc::unavailable);
    EXPECT_NE(queue.error().what().find("/nonexistent/queue.db"), std::string::npos);
}

TEST(SqliteDisk, AStoreWithoutItsSchemaSaysWhatToDo) {
    const TemporaryFolder folder;

    const auto store = open_sqlite_store(folder.file("shop.db"));

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code(), Errc::conflict);
    EXPECT_NE(store.error().what().find("tiktoksales schema apply"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder.file("shop.db")));
}

TEST(SqliteDisk, TheNumberOfShardsIsFixedWhileCommentsWait) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    QueueSettings settings;
    {
        const auto queue = open_sqlite_comment_queue(path, settings).value();
        queue->producer().value()->append(std::vector{comment_of("bob", "mine")}).value();
    }

    settings.shards = 7;
    const auto other = open_sqlite_comment_queue(path, settings).value();
    const auto refused = other->producer();

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_NE(refused.error().what().find("64"), std::string::npos);
}

}  // namespace

}  // namespace tts::test
