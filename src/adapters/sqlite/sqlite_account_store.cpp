#include "adapters/sqlite/sqlite_account_store.hpp"

#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::SideConnection;

const std::string client_columns = "id, email, name, password_hash, token_version";
const std::string streamer_columns = "id, email, username, password_hash, token_version";
const std::string member_columns = "id, email, name, password_hash, token_version, streamer";

Account read_account(RowReader& row) {
    Account account;
    account.id = row.uuid();
    account.email = row.text();
    account.name = row.text();
    account.password_hash = row.text();
    account.token_version = row.integer();
    return account;
}

Account read_client(RowReader& row) {
    return read_account(row);
}

Account read_streamer(RowReader& row) {
    Account account = read_account(row);
    account.role = AccountRole::streamer;
    return account;
}

Account read_member(RowReader& row) {
    Account account = read_account(row);
    account.role = AccountRole::assistant;
    account.streamer = row.text();
    return account;
}

LiveStatus read_live_status(RowReader& row) {
    const bool is_live = row.flag();
    const auto started_at = row.maybe_time();
    return {.started_at = is_live ? started_at : std::nullopt};
}

// Errc::conflict as well if a constraint, rather than our own look, found it.
Error taken(const char* what) {
    return {Errc::conflict, what};
}

// A row that others inserted without a password is no account.
const std::string client_by_email = "SELECT " + client_columns + " FROM clients WHERE email = ?";
const std::string streamer_by_email =
    "SELECT " + streamer_columns + " FROM streamers WHERE email = ? AND password_hash IS NOT NULL";
const std::string client_by_id = "SELECT " + client_columns + " FROM clients WHERE id = ?";
const std::string streamer_by_id =
    "SELECT " + streamer_columns + " FROM streamers WHERE id = ? AND password_hash IS NOT NULL";
// Likewise who was invited and has not come.
const std::string member_by_email =
    "SELECT " + member_columns + " FROM members WHERE email = ? AND password_hash IS NOT NULL";
const std::string member_by_id =
    "SELECT " + member_columns + " FROM members WHERE id = ? AND password_hash IS NOT NULL";

Result<std::optional<Account>> select_by_email(Database& database, const std::string& email) {
    auto client = select_one(database, client_by_email, read_client, email);
    if (!client || *client) return client;
    auto streamer = select_one(database, streamer_by_email, read_streamer, email);
    if (!streamer || *streamer) return streamer;
    return select_one(database, member_by_email, read_member, email);
}

Result<void> check_free(Database& database, const std::string& email) {
    const auto owner = select_by_email(database, email);
    if (!owner) return owner.error();
    if (*owner) return taken("the e-mail address is taken");
    return {};
}

class SqliteAccountStore final : public AccountStore {
public:
    explicit SqliteAccountStore(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<Account> add_client(const NewClient& client) override {
        const std::lock_guard lock(connection_->mutex);
        Account account{.id = Uuid::next(),
                        .role = AccountRole::client,
                        .email = client.email,
                        .name = client.name,
                        .password_hash = client.password_hash};
        const auto added =
            connection_->write("adding a client", [&](Database& database) -> Result<void> {
                const auto free = check_free(database, client.email);
                if (!free) return free.error();
                return database.execute(
                    "INSERT INTO clients (id, email, name, password_hash, phone)"
                    " VALUES (?, ?, ?, ?, ?)",
                    account.id.to_string(), client.email, client.name, client.password_hash,
                    client.phone);
            });
        if (!added) return added.error();
        return account;
    }

    Result<Account> add_streamer(const NewStreamer& streamer) override {
        const std::lock_guard lock(connection_->mutex);
        const auto added =
            connection_->write("adding a streamer", [&](Database& database) -> Result<void> {
                const auto free = check_free(database, streamer.email);
                if (!free) return free.error();
                return claim_username(database, streamer);
            });
        if (!added) return added.error();
        return find(streamer_by_email, read_streamer, streamer.email);
    }

    Result<Account> find_by_email(const std::string& email) override {
        const std::lock_guard lock(connection_->mutex);
        auto account = select_by_email(connection_->reader, email);
        if (!account) return account.error().during("looking for an account");
        if (!*account) return Error(Errc::not_found, "there is no such account");
        return std::move(**account);
    }

    Result<Account> find_by_id(AccountRole role, const Uuid& id) override {
        const std::lock_guard lock(connection_->mutex);
        if (role == AccountRole::client) return find(client_by_id, read_client, id.to_string());
        if (role == AccountRole::streamer)
            return find(streamer_by_id, read_streamer, id.to_string());
        return find(member_by_id, read_member, id.to_string());
    }

    Result<LiveStatus> go_live(const Uuid& streamer, Timestamp at) override {
        const std::lock_guard lock(connection_->mutex);
        const auto written = connection_->write("going live", [&](Database& database) {
            return database.execute(
                "UPDATE streamers SET is_live = 1, live_started_at = ?, updated_at = ?"
                " WHERE id = ? AND NOT (is_live = 1 AND live_started_at IS NOT NULL)",
                to_iso8601(at), to_iso8601(at), streamer.to_string());
        });
        if (!written) return written.error();
        return read_status(streamer);
    }

    Result<LiveStatus> go_offline(const Uuid& streamer) override {
        const std::lock_guard lock(connection_->mutex);
        const auto written = connection_->write("going offline", [&](Database& database) {
            return database.execute(
                "UPDATE streamers SET is_live = 0, live_started_at = NULL, updated_at = ?"
                " WHERE id = ?",
                to_iso8601(now()), streamer.to_string());
        });
        if (!written) return written.error();
        return read_status(streamer);
    }

    Result<LiveStatus> live_status(const Uuid& streamer) override {
        const std::lock_guard lock(connection_->mutex);
        return read_status(streamer);
    }

private:
    static Result<void> claim_username(Database& database, const NewStreamer& streamer) {
        auto claimed = database.execute(
            "INSERT INTO streamers (id, username, platform, follower_count, email, password_hash)"
            " VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (username) DO UPDATE SET platform = excluded.platform,"
            " follower_count = excluded.follower_count, email = excluded.email,"
            " password_hash = excluded.password_hash,"
            " updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
            " WHERE streamers.password_hash IS NULL",
            Uuid::next().to_string(), streamer.username, streamer.platform, streamer.follower_count,
            streamer.email, streamer.password_hash);
        if (!claimed) return claimed;
        if (database.changes() == 0) return taken("the username is taken");
        return {};
    }

    template <class Key>
    Result<Account> find(const std::string& sql, Account (*read)(RowReader&), const Key& key) {
        auto account = select_one(connection_->reader, sql, read, key);
        if (!account) return account.error().during("looking for an account");
        if (!*account) return Error(Errc::not_found, "there is no such account");
        return std::move(**account);
    }

    Result<LiveStatus> read_status(const Uuid& streamer) {
        static const std::string sql =
            "SELECT is_live, live_started_at FROM streamers WHERE id = ?";
        const auto status =
            select_one(connection_->reader, sql, read_live_status, streamer.to_string());
        if (!status) return status.error().during("reading who is live");
        if (!*status) return Error(Errc::not_found, "there is no such streamer");
        return **status;
    }

    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<AccountStore>> open_sqlite_account_store(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<AccountStore>(
        std::make_unique<SqliteAccountStore>(std::move(*connection)));
}

}  // namespace tts
