#include "adapters/postgres/postgres_account_store.hpp"

#include "adapters/postgres/connection_pool.hpp"

namespace tts {

namespace postgres {

namespace {

Account read_account(RowReader& row) {
    Account account;
    account.role = parse_account_role(row.text()).value_or(AccountRole::client);
    account.id = row.uuid();
    account.email = row.text();
    account.name = row.text();
    account.password_hash = row.text();
    account.token_version = row.integer();
    account.streamer = row.text();
    return account;
}

constexpr const char* client_columns =
    "'client', id, email, name, password_hash, token_version, ''";
constexpr const char* streamer_columns =
    "'streamer', id, email, username, password_hash, token_version, ''";
constexpr const char* member_columns =
    "'assistant', id, email, name, password_hash, token_version, streamer";

// A row that others inserted without a password is no account.
std::string select_clients(const std::string& where) {
    return std::string("SELECT ") + client_columns + " FROM clients WHERE " + where;
}
std::string select_streamers(const std::string& where) {
    return std::string("SELECT ") + streamer_columns +
           " FROM streamers WHERE password_hash IS NOT NULL AND " + where;
}

// Who was invited and has not come has no account yet.
std::string select_members(const std::string& where) {
    return std::string("SELECT ") + member_columns +
           " FROM members WHERE password_hash IS NOT NULL AND " + where;
}

std::string select_by_id(AccountRole role) {
    const std::string is_it = "id = $1::uuid";
    if (role == AccountRole::client) return select_clients(is_it);
    return role == AccountRole::streamer ? select_streamers(is_it) : select_members(is_it);
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
                    "AND NOT EXISTS "
                    "(SELECT FROM members WHERE email = $2 AND password_hash IS NOT NULL) "
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
             "(SELECT FROM clients WHERE email = $5) AND NOT EXISTS "
             "(SELECT FROM members WHERE email = $5 AND password_hash IS NOT NULL) "
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
        const std::string has_it = "email = $1";
        return find({select_clients(has_it) + " UNION ALL " + select_streamers(has_it) +
                         " UNION ALL " + select_members(has_it),
                     {email}});
    }

    Result<Account> find_by_id(AccountRole role, const Uuid& id) override {
        return find({select_by_id(role), {id.to_string()}});
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
