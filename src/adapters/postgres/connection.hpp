#pragma once

#include "adapters/postgres/rows.hpp"
#include "core/result.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tts::postgres {

// A parameter in PostgreSQL's text form; nothing is NULL.
using Parameter = std::optional<std::string>;

struct Statement {
    std::string sql;
    std::vector<Parameter> parameters;
};

// The answers of statements that were sent together. The first that failed ends them.
struct Reply {
    std::vector<Rows> rows;
    std::optional<Error> error;
};

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using ConnectionHandle = std::unique_ptr<PGconn, CloseConnection>;

// A new connection with our limits and keep-alives. Errc::unavailable, or Errc::invalid if the URL
// is none.
Result<ConnectionHandle> connect(const std::string& url);

// One connection, opened when it is first needed and again after it was lost. Everything is sent in
// pipeline mode and without named statements, so that poolers in transaction mode cope. It belongs
// to one thread.
class Connection {
public:
    explicit Connection(std::string url) : url_(std::move(url)) {}

    // Sends the statements together and reads their answers: one round trip. They are one
    // transaction, unless they contain BEGIN or run inside one. Opens the connection if need be.
    Result<std::vector<Rows>> run(std::vector<Statement> statements);
    Result<Rows> run(Statement statement);

    // Opens the connection, or again if it was lost. Errc::unavailable.
    Result<void> open();

    // The same as run(), on the connection as it is, without time limits of its own; a failure
    // keeps the answers before it.
    Reply exchange(std::span<const Statement> statements);

    // Counts the connections that were made: what began on one does not go on on another.
    int generation() const { return generation_; }

    // True within a transaction that BEGIN opened, also one that failed.
    bool in_transaction() const;

private:
    bool is_alive() const;
    std::optional<Error> send(std::span<const Statement> statements);
    Reply receive(std::size_t count);
    Result<PGresult*> next_result();
    std::optional<Error> pump();
    Error lost(Error error);

    std::string url_;
    ConnectionHandle connection_;
    int generation_ = 0;
    // When the server may be asked again after it refused, and how long to wait after that.
    std::chrono::steady_clock::time_point retry_at_{};
    std::chrono::milliseconds retry_delay_{0};
};

// Sets our time limits for the transaction that it is sent in. Set by each transaction rather than
// by the connection, because a pooler in transaction mode shares connections.
Statement limits_statement();

}  // namespace tts::postgres
