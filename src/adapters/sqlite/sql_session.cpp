#include "adapters/sqlite/sql_session.hpp"

namespace tts::sqlite {

Result<std::int64_t> SqlSession::execute(const char* sql, const sql::Parameters& parameters) {
    if (open_ == nullptr) {
        std::int64_t written = 0;
        const auto done = in_transaction("writing", [&]() -> Result<void> {
            const auto executed = execute(sql, parameters);
            if (!executed) return executed.error();
            written = *executed;
            return {};
        });
        if (!done) return done.error();
        return written;
    }
    auto query = open_->query(text_of(sql).c_str());
    if (!query) return query.error();
    query->bind_all(parameters);
    const auto done = query->finish();
    if (!done) return done.error();
    return open_->changes();
}

const std::string& SqlSession::text_of(const char* sql) {
    const auto [text, is_new] = texts_.try_emplace(sql);
    if (is_new) text->second = sql::for_sqlite(sql);
    return text->second;
}

}  // namespace tts::sqlite
