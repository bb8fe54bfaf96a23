// The embedded queue keeps the promises of the port.

#include "adapters/sqlite/sqlite_comment_queue.hpp"

#include "contract/comment_queue_contract.hpp"
#include "contract/sqlite_folder.hpp"

namespace tts {

namespace {

class SqliteQueueWorld final : public QueueWorld {
public:
    std::unique_ptr<CommentQueue> open(const QueueSettings& settings) override {
        return open_sqlite_comment_queue(folder_.file("queue.db"), settings).value();
    }

private:
    TemporaryFolder folder_;
};

const auto worlds = testing::Values(
    QueueWorldMaker{.name = "Sqlite", .make = [] { return std::make_unique<SqliteQueueWorld>(); }});

}  // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueContract, worlds);
INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueLeases, worlds);
INSTANTIATE_TEST_SUITE_P(Sqlite, CommentQueueDeadLetters, worlds);
INSTANTIATE_TEST_SUITE_P(Sqlite, SeveralShards, worlds);
INSTANTIATE_TEST_SUITE_P(Sqlite, ClaimsFirst, worlds);

}  // namespace tts
