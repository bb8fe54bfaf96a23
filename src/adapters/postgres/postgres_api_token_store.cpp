#include "adapters/postgres/postgres_api_token_store.hpp"

#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/json_columns.hpp"

#include <mutex>

namespace tts {

namespace postgres {

namespace {

ApiToken read_token(RowReader& row) {
    ApiToken token;
    token.prefix = row.text();
    token.sha256 = row.text();
    token.scope = row.parsed(parse_token_scope);
    token.name = row.text();
    token.streamers = row.parsed(parse_texts);
    token.expires_at = row.maybe_time();
    token.revoked_at = row.maybe_time();
    token.last_used_at = row.maybe_time();
    return token;
}

Parameter to_text(const std::optional<Timestamp>& time) {
    if (!time) return std::nullopt;
    return to_iso8601(*time);
}

class PostgresApiTokenStore final : public ApiTokenStore {
public:
    explicit PostgresApiTokenStore(const std::string& url) : connection_(url) {}

    Result<void> add(const ApiToken& token) override {
        return change(
            {"INSERT INTO api_tokens (prefix, token_sha256, scope, name, streamers, expires_at, "
             "revoked_at, last_used_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6::timestamptz, "
             "$7::timestamptz, $8::timestamptz) ON CONFLICT (prefix) DO NOTHING",
             {token.prefix, token.sha256, std::string(to_string(token.scope)), token.name,
              to_json(token.streamers), to_text(token.expires_at), to_text(token.revoked_at),
              to_text(token.last_used_at)}},
            {Errc::conflict, "the token's prefix is taken"});
    }

    Result<std::vector<ApiToken>> all() override {
        const std::lock_guard lock(mutex_);
        const auto rows = connection_.run(
            Statement{"SELECT prefix, token_sha256, scope, name, streamers, " + ms("expires_at") +
                          ", " + ms("revoked_at") + ", " + ms("last_used_at") +
                          " FROM api_tokens ORDER BY prefix COLLATE \"C\"",
                      {}});
        if (!rows) return rows.error().during("reading the tokens");
        return read_all(*rows, read_token);
    }

    Result<void> revoke(const std::string& prefix, Timestamp at) override {
        return change({"UPDATE api_tokens SET revoked_at = coalesce(revoked_at, $2::timestamptz) "
                       "WHERE prefix = $1",
                       {prefix, to_iso8601(at)}},
                      unknown());
    }

    Result<void> note_use(const std::string& prefix, Timestamp at) override {
        return change({"UPDATE api_tokens SET last_used_at = greatest(last_used_at, "
                       "$2::timestamptz) WHERE prefix = $1",
                       {prefix, to_iso8601(at)}},
                      unknown());
    }

private:
    static Error unknown() { return {Errc::not_found, "there is no such token"}; }

    // The statement must write a row; otherwise the error is `nothing`.
    Result<void> change(Statement statement, const Error& nothing) {
        const std::lock_guard lock(mutex_);
        const auto rows = connection_.run(std::move(statement));
        if (!rows) return rows.error().during("changing a token");
        if (rows->written() == 0) return nothing;
        return {};
    }

    std::mutex mutex_;
    Connection connection_;  // Guarded by mutex_.
};

}  // namespace

}  // namespace postgres

std::unique_ptr<ApiTokenStore> make_postgres_api_token_store(const std::string& url) {
    return std::make_unique<postgres::PostgresApiTokenStore>(url);
}

}  // namespace tts
