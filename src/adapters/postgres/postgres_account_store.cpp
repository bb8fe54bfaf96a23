#include "adapters/postgres/postgres_account_store.hpp"

#include "adapters/postgres/connection_pool.hpp"

namespace tts {

namespace postgres {

namespace {

Account read_account(RowReader& row) {
    Account account;
    account.role = row.text() == "streamer" ? AccountRole::streamer : AccountRole::client;
    account.id = row.uuid();
    account.email = row.text();
    account.name = row.text();
    account.password_hash = row.text();
    account.token_version = row.integer();
    return account;
}

constexpr const char* client_columns = "'client', id, email, name, password_hash, token_version";
constexpr const char* streamer_columns =
    "'streamer', id, email, username, password_hash, token_version";

// A row that others inserted without a password is no account.
std::string select_clients(const std::string& where) {
    return std::string("SELECT ") + client_columns + " FROM clients WHERE " + where;
}
std::string select_streamers(const std::string& where) {
    return std::string("SELECT ") + streamer_columns +
           " FROM streamers WHERE password_hash IS NOT NULL AND " + where;
}

// Those who register one address, as whatever, take turns until their transactions end; otherwise
// each might look into the other's table before the other's row is there.
Statement lock_email(const std::string& email) {
    return {"SELECT pg_advisory_xact_lock(7632884, hashtext('email ' || $1))", {email}};
}

class PostgresAccountStore final : public AccountStore {
public:
    explicit PostgresAccountStore(const std::string& url) : connections_(url) {}

    Result<Account> add_client(const NewClient& client) override {
        return add({"INSERT INTO clients (id, email, name, password_hash, phone) "
                    "SELECT $1::uuid, $2, $3, $4, $5 WHERE NOT EXISTS "
                    "(SELECT FROM streamers WHERE email = $2 AND password_hash IS NOT NULL) "
                    "ON CONFLICT (email) DO NOTHING RETURNING " +
                        std::string(client_columns),
                    {Uuid::next().to_string(), client.email, client.name, client.password_hash,
                     client.phone}},
                   client.email);
    }

    Result<Account> add_streamer(const NewStreamer& streamer) override {
        return add(
            {"INSERT INTO streamers (id, username, platform, follower_count, email, password_hash) "
             "SELECT $1::uuid, $2, $3, $4::bigint, $5, $6 WHERE NOT EXISTS "
             "(SELECT FROM clients WHERE email = $5) "
             "ON CONFLICT (username) DO UPDATE SET platform = excluded.platform, "
             "follower_count = excluded.follower_count, email = excluded.email, "
             "password_hash = excluded.password_hash, updated_at = now() "
             "WHERE streamers.password_hash IS NULL RETURNING " +
                 std::string(streamer_columns),
             {Uuid::next().to_string(), streamer.username, streamer.platform,
              std::to_string(streamer.follower_count), streamer.email, streamer.password_hash}},
            streamer.email);
    }

    Result<Account> find_by_email(const std::string& email) override {
        return find({select_clients("email = $1") + " UNION ALL " + select_streamers("email = $1"),
                     {email}});
    }

    Result<Account> find_by_id(AccountRole role, const Uuid& id) override {
        const auto sql = role == AccountRole::client ? select_clients("id = $1::uuid")
                                                     : select_streamers("id = $1::uuid");
        return find({sql, {id.to_string()}});
    }

    Result<LiveStatus> go_live(const Uuid& streamer, Timestamp at) override {
        return status_after(
            {"UPDATE streamers SET is_live = true, updated_at = now(), live_started_at = "
             "CASE WHEN is_live AND live_started_at IS NOT NULL THEN live_started_at "
             "ELSE $2::timestamptz END WHERE id = $1::uuid RETURNING is_live, " +
                 ms("live_started_at"),
             {streamer.to_string(), to_iso8601(at)}});
    }

    Result<LiveStatus> go_offline(const Uuid& streamer) override {
        return status_after(
            {"UPDATE streamers SET is_live = false, live_started_at = NULL, "
             "updated_at = now() WHERE id = $1::uuid RETURNING is_live, " +
                 ms("live_started_at"),
             {streamer.to_string()}});
    }

    Result<LiveStatus> live_status(const Uuid& streamer) override {
        return status_after(
            {"SELECT is_live, " + ms("live_started_at") + " FROM streamers WHERE id = $1::uuid",
             {streamer.to_string()}});
    }

private:
    Result<Account> add(Statement insert, const std::string& email) {
        auto rows = connections_.run(std::vector<Statement>{lock_email(email), std::move(insert)});
        if (!rows) {
            if (rows.error().code() == Errc::conflict) return taken();
            return rows.error().during("adding an account");
        }
        const auto accounts = read_all(rows->back(), read_account);
        if (!accounts) return accounts.error();
        if (accounts->empty()) return taken();
        return accounts->front();
    }

    static Error taken() { return {Errc::conflict, "the e-mail address or the username is taken"}; }

    Result<Account> find(Statement select) {
        const auto rows = connections_.run(std::move(select));
        if (!rows) return rows.error().during("looking for an account");
        const auto accounts = read_all(*rows, read_account);
        if (!accounts) return accounts.error();
        if (accounts->empty()) return Error(Errc::not_found, "there is no such account");
        return accounts->front();
    }

    Result<LiveStatus> status_after(Statement statement) {
        const auto rows = connections_.run(std::move(statement));
        if (!rows) return rows.error().during("noting who is live");
        const auto statuses = read_all(*rows, [](RowReader& row) {
            const bool is_live = row.flag();
            const auto started_at = row.maybe_time();
            return LiveStatus{.started_at = is_live ? started_at : std::nullopt};
        });
        if (!statuses) return statuses.error();
        if (statuses->empty()) return Error(Errc::not_found, "there is no such streamer");
        return statuses->front();
    }

    ConnectionPool connections_;
};

}  // namespace

}  // namespace postgres

std::unique_ptr<AccountStore> make_postgres_account_store(const std::string& url) {
    return std::make_unique<postgres::PostgresAccountStore>(url);
}

}  // namespace tts
