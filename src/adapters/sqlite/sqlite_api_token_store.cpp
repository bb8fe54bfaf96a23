#include "adapters/sqlite/sqlite_api_token_store.hpp"

#include "adapters/sqlite/json_columns.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::SideConnection;

ApiToken read_token(RowReader& row) {
    ApiToken token;
    token.prefix = row.text();
    token.sha256 = row.text();
    token.scope = row.parsed(parse_token_scope);
    token.name = row.text();
    token.streamers = row.parsed(sqlite::parse_texts);
    token.expires_at = row.maybe_time();
    token.revoked_at = row.maybe_time();
    token.last_used_at = row.maybe_time();
    return token;
}

std::optional<std::string> to_text(const std::optional<Timestamp>& time) {
    if (!time) return std::nullopt;
    return to_iso8601(*time);
}

class SqliteApiTokenStore final : public ApiTokenStore {
public:
    explicit SqliteApiTokenStore(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<void> add(const ApiToken& token) override {
        return change("adding a token", Error(Errc::conflict, "the token's prefix is taken"),
                      "INSERT INTO api_tokens (prefix, token_sha256, scope, name, streamers,"
                      " expires_at, revoked_at, last_used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT (prefix) DO NOTHING",
                      token.prefix, token.sha256, to_string(token.scope), token.name,
                      sqlite::texts_to_json(token.streamers), to_text(token.expires_at),
                      to_text(token.revoked_at), to_text(token.last_used_at));
    }

    Result<std::vector<ApiToken>> all() override {
        const std::lock_guard lock(connection_->mutex);
        static const std::string sql =
            "SELECT prefix, token_sha256, scope, name, streamers, expires_at, revoked_at,"
            " last_used_at FROM api_tokens ORDER BY prefix";
        auto tokens = select_all(connection_->reader, sql, read_token);
        if (!tokens) return tokens.error().during("reading the tokens");
        return tokens;
    }

    Result<void> revoke(const std::string& prefix, Timestamp at) override {
        return change("revoking a token", unknown(),
                      "UPDATE api_tokens SET revoked_at = coalesce(revoked_at, ?) WHERE prefix = ?",
                      to_iso8601(at), prefix);
    }

    Result<void> note_use(const std::string& prefix, Timestamp at) override {
        return change("noting the use of a token", unknown(),
                      "UPDATE api_tokens SET last_used_at = max(coalesce(last_used_at, ''), ?)"
                      " WHERE prefix = ?",
                      to_iso8601(at), prefix);
    }

private:
    static Error unknown() { return {Errc::not_found, "there is no such token"}; }

    // One statement, which must change a row; otherwise the error is `nothing`.
    template <class... Args>
    Result<void> change(const char* action, Error nothing, const char* sql, const Args&... args) {
        const std::lock_guard lock(connection_->mutex);
        return connection_->write(action, [&](Database& database) -> Result<void> {
            const auto done = database.execute(sql, args...);
            if (!done) return done.error();
            if (database.changes() == 0) return nothing;
            return {};
        });
    }

    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<ApiTokenStore>> open_sqlite_api_token_store(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<ApiTokenStore>(
        std::make_unique<SqliteApiTokenStore>(std::move(*connection)));
}

}  // namespace tts
