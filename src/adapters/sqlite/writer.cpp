#include "adapters/sqlite/writer.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace tts::sqlite {

namespace {

// 16 MB: seldom enough that pages which change often are written once, short enough to be read fast
// after a crash.
constexpr int checkpoint_pages = 4'000;

// How long a write waits until those before it are done, in this process and in others. A commit
// waits for the disk, and a disk that has other things to do lets it wait for seconds: that is no
// failure. Ten seconds are what a comment may take to its order; who waited so long is told.
constexpr std::chrono::milliseconds turn_patience{10'000};

int remember_pages(void* pages, sqlite3*, const char*, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

}  // namespace

bool Turnstile::enter(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    if (!taken_) {
        taken_ = true;
        return true;
    }
    Waiter self;
    waiters_.push_back(&self);
    if (self.called.wait_for(lock, patience, [&self] { return self.has_turn; })) return true;
    waiters_.erase(std::find(waiters_.begin(), waiters_.end(), &self));
    return false;
}

void Turnstile::leave() {
    const std::lock_guard lock(mutex_);
    if (waiters_.empty()) {
        taken_ = false;
        return;
    }
    // The turn is handed over, so that nobody can slip in between. Told under the lock, because the
    // waiter is gone as soon as it can see its turn.
    Waiter& next = *waiters_.front();
    waiters_.pop_front();
    next.has_turn = true;
    next.called.notify_one();
}

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path) {
    auto lock = FileLock::open(path + ".write-lock");
    if (!lock) return lock.error();
    // Switching a new file to WAL is a write like any other.
    const auto locked = lock->lock(turn_patience);
    if (!locked) return Error(Errc::unavailable, locked.error().what()).during("opening " + path);
    auto database = Database::open(path, Access::read_write);
    lock->unlock();
    if (!database) return database.error();
    return std::make_unique<Writer>(std::move(*database), std::move(*lock));
}

Writer::Writer(Database database, FileLock lock)
    : database_(std::move(database)), lock_(std::move(lock)) {
    sqlite3_wal_hook(database_.handle(), remember_pages, &wal_pages_);
}

Writer::~Writer() {
    sqlite3_wal_hook(database_.handle(), nullptr, nullptr);
}

Result<WriteTransaction> Writer::begin(Survives survives) {
    const auto entered = enter();
    if (!entered) return entered.error();
    const auto started = start(survives);
    if (started) return WriteTransaction(*this);
    leave();
    return started.error();
}

Result<void> Writer::enter() {
    const auto deadline = std::chrono::steady_clock::now() + turn_patience;
    if (!turnstile_.enter(turn_patience))
        return Error(Errc::unavailable, "SQLite: the writer was busy for too long");
    const auto left = deadline - std::chrono::steady_clock::now();
    const auto locked = lock_.lock(std::chrono::duration_cast<std::chrono::milliseconds>(left));
    if (locked) return {};
    turnstile_.leave();
    return Error(Errc::unavailable, locked.error().what()).during("waiting to write");
}

void Writer::leave() {
    lock_.unlock();
    turnstile_.leave();
}

Result<void> Writer::start(Survives survives) {
    if (survives != survives_) {
        const bool full = survives == Survives::power_cut;
        const auto set =
            database_.run(full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        if (!set) return set.error();
        survives_ = survives;
    }
    return database_.execute("BEGIN IMMEDIATE");
}

// A failure needs no answer: the WAL stays as it is and a later commit tries again. While a reader
// keeps the WAL from starting over, there is one try for each further piece, not for each commit.
void Writer::checkpoint_if_long() {
    if (wal_pages_ < checkpointed_pages_) checkpointed_pages_ = 0;
    if (wal_pages_ - checkpointed_pages_ < checkpoint_pages) return;
    sqlite3_wal_checkpoint_v2(database_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
    checkpointed_pages_ = wal_pages_;
}

WriteTransaction::WriteTransaction(WriteTransaction&& other) noexcept
    : writer_(std::exchange(other.writer_, nullptr)) {}

WriteTransaction::~WriteTransaction() {
    if (writer_ != nullptr) end();
}

Result<void> WriteTransaction::commit() {
    assert(writer_ != nullptr);
    auto committed = writer_->database_.execute("COMMIT");
    if (committed) writer_->checkpoint_if_long();
    end();
    return committed;
}

void WriteTransaction::end() {
    // Some failures roll back by themselves.
    if (sqlite3_get_autocommit(writer_->database_.handle()) == 0)
        (void)writer_->database_.execute("ROLLBACK");
    writer_->leave();
    writer_ = nullptr;
}

}  // namespace tts::sqlite
