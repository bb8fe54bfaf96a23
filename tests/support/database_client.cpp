#include "support/database_client.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <stdexcept>

namespace tts::test {

namespace {

class PostgresClient : public DatabaseClient {
public:
    explicit PostgresClient(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK)
            throw std::runtime_error(PQerrorMessage(connection_.get()));
    }

    void begin_snapshot() override { query("BEGIN ISOLATION LEVEL REPEATABLE READ", {}); }

    Rows query(const std::string& sql, const std::vector<std::string>& values) override {
        std::vector<const char*> texts;
        texts.reserve(values.size());
        for (const auto& text : values) texts.push_back(text.c_str());
        const std::unique_ptr<PGresult, Clear> result(
            PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                         texts.data(), nullptr, nullptr, 0));
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            throw std::runtime_error(sql + ": " + PQerrorMessage(connection_.get()));
        Rows rows(static_cast<std::size_t>(PQntuples(result.get())));
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (int column = 0; column < PQnfields(result.get()); ++column)
                rows[row].emplace_back(PQgetvalue(result.get(), static_cast<int>(row), column));
        return rows;
    }

private:
    struct Clear {
        void operator()(PGconn* connection) const { PQfinish(connection); }
        void operator()(PGresult* result) const { PQclear(result); }
    };
    std::unique_ptr<PGconn, Clear> connection_;
};

class SqliteClient : public DatabaseClient {
public:
    explicit SqliteClient(const std::filesystem::path& file) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
        database_.reset(opened);
        if (status != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
        sqlite3_busy_timeout(opened, 60'000);
        sqlite3_wal_autocheckpoint(opened, 0);  // That is for the server alone to do.
    }

    void begin_snapshot() override { query("BEGIN", {}); }

    Rows query(const std::string& sql, const std::vector<std::string>& values) override {
        sqlite3_stmt* prepared = nullptr;
        if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(database_.get()));
        const std::unique_ptr<sqlite3_stmt, Close> statement(prepared);
        for (std::size_t i = 0; i < values.size(); ++i)
            sqlite3_bind_text(prepared, static_cast<int>(i) + 1, values[i].c_str(), -1,
                              SQLITE_TRANSIENT);
        Rows rows;
        int status = sqlite3_step(prepared);
        for (; status == SQLITE_ROW; status = sqlite3_step(prepared)) rows.push_back(row(prepared));
        if (status != SQLITE_DONE)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(database_.get()));
        return rows;
    }

private:
    static std::vector<std::string> row(sqlite3_stmt* statement) {
        std::vector<std::string> values;
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            const auto* text = sqlite3_column_text(statement, column);
            values.emplace_back(text ? reinterpret_cast<const char*>(text) : "");
        }
        return values;
    }

    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace

std::string DatabaseClient::value(const std::string& sql, const std::vector<std::string>& values) {
    const auto rows = query(sql, values);
    if (rows.size() != 1 || rows.front().empty())
        throw std::runtime_error(sql + ": " + std::to_string(rows.size()) + " rows");
    return rows.front().front();
}

std::unique_ptr<DatabaseClient> open_postgres(const std::string& url) {
    return std::make_unique<PostgresClient>(url);
}

std::unique_ptr<DatabaseClient> open_sqlite(const std::filesystem::path& file) {
    return std::make_unique<SqliteClient>(file);
}

}  // namespace tts::test
