#include "adapters/sqlite/sqlite_comment_queue.hpp"

#include "adapters/sqlite/queue_parts.hpp"
#include "adapters/sqlite/queue_tables.hpp"

#include <mutex>

namespace tts {

namespace {

using sqlite::FileLock;
using sqlite::QueueParts;

class SqliteCommentQueue final : public CommentQueue {
public:
    SqliteCommentQueue(std::unique_ptr<QueueParts> parts, FileLock lock)
        : parts_(std::move(parts)), lock_(std::move(lock)) {}

    Result<std::unique_ptr<CommentProducer>> producer() override {
        const auto serving = serve();
        if (!serving) return serving.error();
        return make_producer(*parts_);
    }

    Result<std::unique_ptr<CommentConsumer>> consumer(const std::string&) override {
        const auto serving = serve();
        if (!serving) return serving.error();
        return make_consumer(*parts_);
    }

    Result<std::unique_ptr<QueueKeeper>> keeper() override {
        const auto serving = serve();
        if (!serving) return serving.error();
        return make_keeper(*parts_);
    }

    Result<std::unique_ptr<DeadLetters>> dead_letters() override {
        return make_dead_letters(*parts_);
    }

private:
    // Makes this process the one that serves the file. It happens no earlier, so that an operator's
    // command on the dead letters never keeps a server from starting.
    Result<void> serve() {
        const std::lock_guard guard(mutex_);
        if (serving_) return {};
        const auto locked = lock_.lock(std::chrono::milliseconds(0));
        if (!locked)
            return Error(locked.error().code(), "another process serves " + parts_->path +
                                                    ": stop it or use another data folder");
        const auto claimed = claim_shards(*parts_->writer, parts_->settings.shards);
        if (!claimed) {
            lock_.unlock();
            return claimed.error();
        }
        serving_ = true;
        return {};
    }

    std::unique_ptr<QueueParts> parts_;
    std::mutex mutex_;
    FileLock lock_;         // Guarded by mutex_.
    bool serving_ = false;  // Guarded by mutex_.
};

}  // namespace

Result<std::unique_ptr<CommentQueue>> open_sqlite_comment_queue(const std::string& path,
                                                                const QueueSettings& settings) {
    auto lock = FileLock::open(path + ".lock");
    if (!lock) return lock.error().during("opening the queue");
    auto writer = sqlite::Writer::open(path);
    if (!writer) return writer.error().during("opening the queue");
    const auto prepared = sqlite::prepare_queue_tables(**writer);
    if (!prepared) return prepared.error().during("opening the queue");
    std::unique_ptr<QueueParts> parts(
        new QueueParts{.path = path,
                       .settings = settings,
                       .writer = std::move(*writer),
                       .leases = {settings.shards, settings.lease_time}});
    return std::unique_ptr<CommentQueue>(
        std::make_unique<SqliteCommentQueue>(std::move(parts), std::move(*lock)));
}

}  // namespace tts
