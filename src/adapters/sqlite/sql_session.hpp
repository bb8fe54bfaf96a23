#pragma once

#include "adapters/sql/session.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace tts::sqlite {

// Runs the statements of adapters/sql on the embedded store: see sql/session.hpp.
class SqlSession {
public:
    using Row = RowReader;

    explicit SqlSession(std::unique_ptr<SideConnection> connection)
        : mutex(connection->mutex), connection_(std::move(connection)) {}

    template <class T>
    Result<std::vector<T>> select(const char* sql,
                                  const sql::Parameters& parameters,
                                  T (*read)(Row&)) {
        Database& database = open_ != nullptr ? *open_ : connection_->reader;
        auto query = database.query(text_of(sql).c_str());
        if (!query) return query.error();
        query->bind_all(parameters);
        return read_rows(*query, read);
    }

    // Outside of a transaction in one of its own.
    Result<std::int64_t> execute(const char* sql, const sql::Parameters& parameters);

    // Who writes is alone: a transaction holds everything.
    static Result<void> hold(const std::string&) { return {}; }

    template <class Change>
    Result<void> in_transaction(const char* action, Change change) {
        return connection_->write(action, [&](Database& database) -> Result<void> {
            open_ = &database;
            const Result<void> changed = change();
            open_ = nullptr;
            return changed;
        });
    }

    std::mutex& mutex;

private:
    const std::string& text_of(const char* sql);

    const std::unique_ptr<SideConnection> connection_;
    Database* open_ = nullptr;  // Within a transaction.
    // By the address of the shared text.
    std::unordered_map<const char*, std::string> texts_;
};

}  // namespace tts::sqlite
