#pragma once

#include "adapters/sqlite/writer.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace tts::sqlite {

// What a small store needs that threads share: a connection that reads and one that writes, both of
// which belong to whoever holds the mutex.
struct SideConnection {
    // Errc::conflict if the file's schema is not that of this program.
    static Result<std::unique_ptr<SideConnection>> open(const std::string& path);

    // In a transaction of its own, which is committed if `change` succeeds.
    template <class Change>
    Result<void> write(const char* action, Change change) {
        auto transaction = writer->begin();
        if (!transaction) return transaction.error().during(action);
        const Result<void> changed = change(**transaction);
        if (!changed) return changed.error().during(action);
        const auto committed = transaction->commit();
        if (!committed) return committed.error().during(action);
        return {};
    }

    std::mutex mutex;
    std::unique_ptr<Writer> writer;  // Guarded by mutex.
    Database reader;                 // Guarded by mutex.
};

}  // namespace tts::sqlite
