#pragma once

#include "adapters/postgres/postgres_transaction.hpp"
#include "adapters/sql/session.hpp"

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace tts::postgres {

// Runs the statements of adapters/sql on PostgreSQL: see sql/session.hpp.
class SqlSession {
public:
    using Row = RowReader;

    explicit SqlSession(const std::string& url) : connection_(url) {}

    template <class T>
    Result<std::vector<T>> select(const char* sql,
                                  const sql::Parameters& parameters,
                                  T (*read)(Row&)) {
        const auto rows = run(sql, parameters);
        if (!rows) return rows.error();
        return read_all(*rows, read);
    }

    Result<std::int64_t> execute(const char* sql, const sql::Parameters& parameters);

    // Within a transaction.
    Result<void> hold(const std::string& name);

    template <class Change>
    Result<void> in_transaction(const char* action, Change change) {
        PostgresTransaction transaction(connection_);
        open_ = &transaction;
        const Result<void> changed = change();
        open_ = nullptr;
        if (!changed) return changed.error().during(action);
        const auto committed = transaction.commit();
        if (!committed) return committed.error().during(action);
        return {};
    }

    std::mutex mutex;

private:
    Result<Rows> run(const char* sql, const sql::Parameters& parameters);

    Connection connection_;
    PostgresTransaction* open_ = nullptr;  // Within a transaction.
};

}  // namespace tts::postgres
