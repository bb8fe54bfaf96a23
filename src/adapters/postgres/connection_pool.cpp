#include "adapters/postgres/connection_pool.hpp"

#include <chrono>

namespace tts::postgres {

namespace {

// What logs in or lists buyers at the same time in one process; hashing a password takes longer.
constexpr std::size_t connections_max = 4;
constexpr std::chrono::seconds patience{2};

}  // namespace

Result<std::vector<Rows>> ConnectionPool::run(std::vector<Statement> statements) {
    auto connection = take();
    if (!connection) return Error(Errc::unavailable, "all database connections are busy");
    auto rows = connection->run(std::move(statements));
    give_back(std::move(connection));
    return rows;
}

Result<Rows> ConnectionPool::run(Statement statement) {
    std::vector<Statement> statements;
    statements.push_back(std::move(statement));
    auto rows = run(std::move(statements));
    if (!rows) return rows.error();
    return std::move(rows->front());
}

std::unique_ptr<Connection> ConnectionPool::take() {
    std::unique_lock lock(mutex_);
    const auto is_ready = [this] { return !free_.empty() || made_ < connections_max; };
    if (!freed_.wait_for(lock, patience, is_ready)) return nullptr;
    if (free_.empty()) {
        ++made_;
        return std::make_unique<Connection>(url_);
    }
    auto connection = std::move(free_.back());
    free_.pop_back();
    return connection;
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(connection));
    }
    freed_.notify_one();
}

}  // namespace tts::postgres
