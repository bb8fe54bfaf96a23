#pragma once

#include "core/result.hpp"
#include "core/uuid.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace tts::sqlite {

// How long a statement waits for a lock of SQLite's own before it fails. Our processes take turns
// to write (writer.hpp), so only a foreign program holds one.
constexpr std::chrono::milliseconds busy_patience{2'000};

enum class Access { read_only, read_write };

struct CloseDatabase {
    void operator()(sqlite3* database) const;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const;
};

// One execution of a prepared statement: bind, step, read columns. Destroying it makes the
// statement ready for its next use, so only one execution of the same SQL exists at a time. Texts
// and blobs are not copied: what is bound outlives the execution.
class Query {
public:
    Query(sqlite3* database, sqlite3_stmt* statement)
        : database_(database), statement_(statement) {}
    Query(Query&& other) noexcept;
    Query& operator=(Query&&) = delete;
    ~Query();

    // Binds every argument in order. An error is reported by the next step().
    template <class... Args>
    Query& bind(const Args&... args) {
        int index = 0;  // NOLINT(misc-const-correctness): changes unless there are no arguments.
        (bind_one(++index, args), ...);
        return *this;
    }

    // The same of texts, any number of them; nothing is NULL.
    Query& bind_all(const std::vector<std::optional<std::string>>& values);

    // True: there is a row. False: no more.
    Result<bool> step();
    // Runs it to its end; for statements that return no rows.
    Result<void> finish();

    // Ready for the next bind() and step().
    void reset();

    bool is_null(int column) const;
    std::int64_t number(int column) const;
    double real(int column) const;
    std::string text(int column) const;       // Empty if NULL.
    std::string_view view(int column) const;  // Until the next step.
    Uuid uuid(int column) const;              // Of a 16-byte blob; nil if it is none.

private:
    void bind_one(int index, std::nullptr_t);
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, std::int32_t value) { bind_one(index, std::int64_t{value}); }
    void bind_one(int index, std::size_t value) {
        bind_one(index, static_cast<std::int64_t>(value));
    }
    void bind_one(int index, double value);
    void bind_one(int index, bool value) { bind_one(index, std::int64_t{value}); }
    void bind_one(int index, std::string_view value);
    void bind_one(int index, const std::string& value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, const char* value) { bind_one(index, std::string_view(value)); }
    void bind_one(int index, const Uuid& value);  // As a 16-byte blob.
    template <class T>
    void bind_one(int index, const std::optional<T>& value) {
        if (value) return bind_one(index, *value);
        bind_one(index, nullptr);
    }
    void remember(int code);

    sqlite3* database_;
    sqlite3_stmt* statement_;
    int bind_code_ = 0;  // The first failure of a bind().
};

// A connection. It belongs to one thread at a time.
class Database {
public:
    // Opens the file, creating it if it may be written. The connection never checkpoints by itself,
    // not even when it is closed: see Writer.
    static Result<Database> open(const std::string& path, Access access);

    // Runs statements that return nothing.
    Result<void> run(const char* script);

    // The statement is prepared once and kept. `sql` is a literal: its address is its name.
    Result<Query> query(const char* sql);

    // Binds, and runs to the end.
    template <class... Args>
    Result<void> execute(const char* sql, const Args&... args) {
        auto statement = query(sql);
        if (!statement) return statement.error();
        return statement->bind(args...).finish();
    }

    std::int64_t changes() const;  // Of the last INSERT, UPDATE or DELETE.
    sqlite3* handle() const { return database_.get(); }

private:
    explicit Database(sqlite3* database) : database_(database) {}

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    // After database_, so that they are finalized before it is closed.
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, FinalizeStatement>> statements_;
};

// What the last call on the connection failed with. Errc::conflict: a constraint.
Error last_error(sqlite3* database);

}  // namespace tts::sqlite
