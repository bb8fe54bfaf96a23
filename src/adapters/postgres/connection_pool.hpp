#pragma once

#include "adapters/postgres/connection.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tts::postgres {

// A few connections for threads that need one for a single exchange. Each is opened when it is
// first needed, and again when it was lost. Any thread may call it.
class ConnectionPool {
public:
    explicit ConnectionPool(std::string url) : url_(std::move(url)) {}

    // As Connection::run(), on a connection that is free. Errc::unavailable also if none becomes
    // free within two seconds, so that those who wait for a slow database do not pile up.
    Result<std::vector<Rows>> run(std::vector<Statement> statements);
    Result<Rows> run(Statement statement);

private:
    std::unique_ptr<Connection> take();  // Null: none became free.
    void give_back(std::unique_ptr<Connection> connection);

    const std::string url_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> free_;  // Guarded by mutex_.
    std::size_t made_ = 0;                           // Guarded by mutex_.
};

}  // namespace tts::postgres
