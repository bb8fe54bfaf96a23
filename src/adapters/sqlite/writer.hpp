#pragma once

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/file_lock.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace tts::sqlite {

// Hands a thing to one thread at a time, in the order in which they asked.
class Turnstile {
public:
    // False if the turn did not come in time.
    bool enter(std::chrono::milliseconds patience);
    void leave();

private:
    struct Waiter {
        std::condition_variable called;
        bool has_turn = false;
    };

    std::mutex mutex_;
    bool taken_ = false;           // Guarded by mutex_.
    std::deque<Waiter*> waiters_;  // Guarded by mutex_.
};

// What a commit must survive. A killed process loses neither; a power cut may lose the last
// `process_death` commits, never more than those since the last `power_cut` commit.
enum class Survives { process_death, power_cut };

class WriteTransaction;

// The only connection of this process that writes to a database file; any thread may begin a
// transaction on it, and they take turns. SQLite 3.40.1 can corrupt a WAL when two connections
// write and checkpoint at the same moment, so connections never checkpoint by themselves. The
// writer does, and all writing and checkpointing, of other processes too, happens under the lock of
// one file beside the database.
class Writer {
public:
    // Creates the file if it does not exist; its folder must.
    static Result<std::unique_ptr<Writer>> open(const std::string& path);

    Writer(Database database, FileLock lock);
    ~Writer();

    // Errc::unavailable if the others take too long.
    Result<WriteTransaction> begin(Survives survives = Survives::power_cut);

private:
    friend class WriteTransaction;

    Result<void> enter();
    void leave();
    Result<void> start(Survives survives);
    void checkpoint_if_long();

    Database database_;
    FileLock lock_;
    Turnstile turnstile_;
    // These belong to whoever has the turn.
    int wal_pages_ = 0;           // After the last commit.
    int checkpointed_pages_ = 0;  // After the last checkpoint of this WAL.
    Survives survives_ = Survives::power_cut;
};

// A BEGIN IMMEDIATE ... COMMIT. Destroying it without commit() rolls it back. It belongs to the
// thread that began it.
class WriteTransaction {
public:
    explicit WriteTransaction(Writer& writer) : writer_(&writer) {}
    WriteTransaction(WriteTransaction&& other) noexcept;
    WriteTransaction& operator=(WriteTransaction&&) = delete;
    ~WriteTransaction();

    Database& operator*() const { return writer_->database_; }
    Database* operator->() const { return &writer_->database_; }

    // On an error nothing is committed as far as readers can see; after a crash it may be.
    Result<void> commit();

private:
    void end();

    Writer* writer_;  // Null once ended.
};

}  // namespace tts::sqlite
