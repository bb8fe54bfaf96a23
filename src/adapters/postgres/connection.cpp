#include "adapters/postgres/connection.hpp"

#include "adapters/postgres/postgres_error.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace tts::postgres {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds retry_delay_min{50};
constexpr std::chrono::milliseconds retry_delay_max{1'000};

// Without a byte for this long, the server or the way to it is taken for dead. Longer than the
// statement timeout, so that a server that lives answers first.
constexpr int silence_max_ms = 10'000;

void ignore_notice(void*, const char*) {}

// Only what a URL does not say itself; the URL comes last and wins.
ConnectionHandle connect_with_defaults(const std::string& url) {
    constexpr std::size_t count = 8;
    const std::array<const char*, count + 1> names = {"connect_timeout",
                                                      "application_name",
                                                      "client_encoding",
                                                      "keepalives_idle",
                                                      "keepalives_interval",
                                                      "keepalives_count",
                                                      "tcp_user_timeout",
                                                      "dbname",
                                                      nullptr};
    const std::array<const char*, count + 1> values = {"3", "tiktoksales", "UTF8",      "10",   "3",
                                                       "3", "10000",       url.c_str(), nullptr};
    return ConnectionHandle(PQconnectdbParams(names.data(), values.data(), 1));
}

// What libpq says about a URL that it does not understand quotes it, password included.
Result<void> check_url(const std::string& url) {
    struct FreeOptions {
        void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
    };
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(
        PQconninfoParse(url.c_str(), nullptr));
    if (options) return {};
    return Error(Errc::invalid, "the URL of the database cannot be understood");
}

std::vector<const char*> values_of(const Statement& statement) {
    std::vector<const char*> values;
    values.reserve(statement.parameters.size());
    for (const auto& parameter : statement.parameters)
        values.push_back(parameter ? parameter->c_str() : nullptr);
    return values;
}

// libpq takes C strings, which would end at the NUL.
bool holds_nul(const Statement& statement) {
    return std::any_of(
        statement.parameters.begin(), statement.parameters.end(),
        [](const Parameter& value) { return value && value->find('\0') != std::string::npos; });
}

}  // namespace

Result<ConnectionHandle> connect(const std::string& url) {
    const auto checked = check_url(url);
    if (!checked) return checked.error();
    auto connection = connect_with_defaults(url);
    if (!connection) return Error(Errc::unavailable, "out of memory");
    if (PQstatus(connection.get()) != CONNECTION_OK) return error_of(connection.get());
    PQsetNoticeProcessor(connection.get(), ignore_notice, nullptr);
    return connection;
}

Statement limits_statement() {
    return {
        "SELECT set_config('statement_timeout', '5s', true), "
        "set_config('lock_timeout', '2s', true), "
        "set_config('idle_in_transaction_session_timeout', '15s', true)",
        {}};
}

Result<std::vector<Rows>> Connection::run(std::vector<Statement> statements) {
    const auto opened = open();
    if (!opened) return opened.error();
    statements.insert(statements.begin(), limits_statement());
    auto reply = exchange(statements);
    if (reply.error) return std::move(*reply.error);
    reply.rows.erase(reply.rows.begin());
    return std::move(reply.rows);
}

Result<Rows> Connection::run(Statement statement) {
    std::vector<Statement> statements;
    statements.push_back(std::move(statement));
    auto rows = run(std::move(statements));
    if (!rows) return rows.error();
    return std::move(rows->front());
}

Result<void> Connection::open() {
    if (is_alive()) return {};
    connection_.reset();
    if (Clock::now() < retry_at_)
        return Error(Errc::unavailable, "waiting a little before connecting to PostgreSQL again");

    auto connection = connect(url_);
    if (connection && (PQsetnonblocking(connection->get(), 1) != 0 ||
                       PQenterPipelineMode(connection->get()) != 1))
        connection = error_of(connection->get());
    if (!connection) {
        retry_delay_ = std::clamp(retry_delay_ * 2, retry_delay_min, retry_delay_max);
        retry_at_ = Clock::now() + retry_delay_;
        return connection.error().during("connecting to PostgreSQL");
    }
    connection_ = std::move(*connection);
    ++generation_;
    retry_delay_ = std::chrono::milliseconds(0);
    return {};
}

// A server that went away while nothing was asked has closed the socket, and said so.
bool Connection::is_alive() const {
    if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK) return false;
    pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
    while (poll(&socket, 1, 0) > 0)
        if (PQconsumeInput(connection_.get()) != 1) return false;
    return PQstatus(connection_.get()) == CONNECTION_OK;
}

bool Connection::in_transaction() const {
    if (!connection_) return false;
    const auto status = PQtransactionStatus(connection_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

Reply Connection::exchange(std::span<const Statement> statements) {
    if (std::any_of(statements.begin(), statements.end(), holds_nul))
        return {.rows = {}, .error = Error(Errc::invalid, "text with a NUL byte cannot be stored")};
    if (!connection_)
        return {.rows = {}, .error = Error(Errc::unavailable, "the connection was lost")};
    if (auto error = send(statements)) return {.rows = {}, .error = lost(std::move(*error))};
    auto reply = receive(statements.size());
    if (PQstatus(connection_.get()) != CONNECTION_OK) connection_.reset();
    return reply;
}

std::optional<Error> Connection::send(std::span<const Statement> statements) {
    for (const auto& statement : statements) {
        const auto values = values_of(statement);
        const int sent = PQsendQueryParams(connection_.get(), statement.sql.c_str(),
                                           static_cast<int>(values.size()), nullptr, values.data(),
                                           nullptr, nullptr, 0);
        if (sent != 1) return error_of(connection_.get());
    }
    if (PQpipelineSync(connection_.get()) != 1) return error_of(connection_.get());
    return std::nullopt;
}

// The answer of each statement is one result and an end mark; a mark of the whole pipeline follows.
Reply Connection::receive(std::size_t count) {
    Reply reply;
    bool synchronised = false;
    while (!synchronised) {
        const auto next = next_result();
        if (!next) return {.rows = std::move(reply.rows), .error = lost(next.error())};
        if (!*next && PQstatus(connection_.get()) == CONNECTION_OK) continue;
        if (!*next)
            return {.rows = std::move(reply.rows), .error = lost(error_of(connection_.get()))};
        Rows rows(*next);
        switch (PQresultStatus(rows.get())) {
            case PGRES_TUPLES_OK:
            case PGRES_COMMAND_OK: reply.rows.push_back(std::move(rows)); break;
            case PGRES_PIPELINE_SYNC: synchronised = true; break;
            case PGRES_PIPELINE_ABORTED: break;  // The error came before.
            default:
                if (!reply.error) reply.error = error_of(rows.get());
        }
        if (PQstatus(connection_.get()) != CONNECTION_OK)
            return {.rows = std::move(reply.rows),
                    .error = reply.error ? *reply.error : error_of(connection_.get())};
    }
    assert(reply.error || reply.rows.size() == count);
    static_cast<void>(count);
    return reply;
}

// Null is an end mark.
Result<PGresult*> Connection::next_result() {
    while (PQisBusy(connection_.get()) != 0)
        if (auto error = pump()) return std::move(*error);
    return PQgetResult(connection_.get());
}

// Sends and receives what can be. Both at once: a server that waits for us to read answers would
// never read what we are still sending.
std::optional<Error> Connection::pump() {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) return error_of(connection_.get());
    pollfd socket{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0};
    if (unsent > 0) socket.events |= POLLOUT;
    const int ready = poll(&socket, 1, silence_max_ms);
    if (ready == 0) return Error(Errc::unavailable, "PostgreSQL did not answer in time");
    if (ready < 0 && errno != EINTR) return Error(Errc::unavailable, "the connection was lost");
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection_.get()) != 1)
        return error_of(connection_.get());
    return std::nullopt;
}

Error Connection::lost(Error error) {
    connection_.reset();
    return {Errc::unavailable, error.what()};
}

}  // namespace tts::postgres
