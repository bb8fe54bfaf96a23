#include "adapters/postgres/sql_session.hpp"

namespace tts::postgres {

Result<std::int64_t> SqlSession::execute(const char* sql, const sql::Parameters& parameters) {
    const auto rows = run(sql, parameters);
    if (!rows) return rows.error();
    return rows->written();
}

// The number is that of the accounts' locks: see postgres_account_store.cpp.
Result<void> SqlSession::hold(const std::string& name) {
    const auto held = run("SELECT pg_advisory_xact_lock(7632884, hashtext($1))", {name});
    if (!held) return held.error();
    return {};
}

Result<Rows> SqlSession::run(const char* sql, const sql::Parameters& parameters) {
    Statement statement{sql::for_postgres(sql, ms), parameters};
    if (open_ != nullptr) return open_->run(std::move(statement));
    return connection_.run(std::move(statement));
}

}  // namespace tts::postgres
