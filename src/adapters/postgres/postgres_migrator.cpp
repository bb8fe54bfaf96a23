#include "adapters/postgres/postgres_migrator.hpp"

#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/postgres_error.hpp"
#include "core/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <map>

namespace tts {

// The files of migrations/postgres, compiled in.
const std::vector<Migration>& postgres_migrations();

namespace postgres {

namespace {

constexpr std::string_view bookkeeping = "INSERT INTO schema_migrations";

// Any number that no other program uses for an advisory lock: "tts" and 1.
constexpr const char* lock_sql = "SELECT pg_advisory_xact_lock(7632883, 1)";

std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 0xf];
    }
    return hex;
}

// A migration ends with the statement that records its checksum, which cannot cover itself.
std::string checksum_of(const Migration& migration) {
    return sha256_hex(std::string_view(migration.sql).substr(0, migration.sql.rfind(bookkeeping)));
}

// What the database says it has: checksums by name.
using Applied = std::map<std::string, std::string>;

std::string first_difference(const Applied& applied, const std::vector<Migration>& migrations) {
    auto unknown = applied;
    for (const auto& migration : migrations) {
        const auto row = applied.find(migration.name);
        if (row == applied.end()) return "";
        if (row->second != checksum_of(migration))
            return "migration " + migration.name + " was applied with another text";
        unknown.erase(migration.name);
    }
    if (unknown.empty()) return "";
    return "migration " + unknown.begin()->first + " is unknown to this version of the program";
}

std::string first_missing(const Applied& applied, const std::vector<Migration>& migrations) {
    for (const auto& migration : migrations)
        if (!applied.contains(migration.name)) return migration.name;
    return "";
}

class PostgresMigrator final : public Migrator {
public:
    explicit PostgresMigrator(ConnectionHandle connection) : connection_(std::move(connection)) {}

    const std::vector<Migration>& migrations() const override { return postgres_migrations(); }
    Result<std::vector<std::string>> apply() override;
    Result<void> verify() override;

private:
    Result<Rows> run(const std::string& sql);
    Result<Applied> applied();
    Result<bool> apply(const Migration& migration);

    ConnectionHandle connection_;
};

// The simple protocol, which takes several statements at once.
Result<Rows> PostgresMigrator::run(const std::string& sql) {
    Rows rows(PQexec(connection_.get(), sql.c_str()));
    const auto status = PQresultStatus(rows.get());
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return rows;
    return rows.get() ? error_of(rows.get()) : error_of(connection_.get());
}

Result<Applied> PostgresMigrator::applied() {
    // Not to_regclass(): that trusts a cache which, after waiting for the lock, can be too old.
    const auto table =
        run("SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'schema_migrations' "
            "AND pg_table_is_visible(oid))");
    if (!table) return table.error();
    Applied found;
    if (!RowReader(*table, 0).flag()) return found;
    const auto rows = run("SELECT name, checksum FROM schema_migrations");
    if (!rows) return rows.error();
    for (int row = 0; row < rows->count(); ++row) {
        RowReader reader(*rows, row);
        const auto name = reader.text();
        found[name] = reader.text();
    }
    return found;
}

Result<std::vector<std::string>> PostgresMigrator::apply() {
    const auto before = applied();
    if (!before) return before.error().during("reading which migrations are applied");
    const auto difference = first_difference(*before, migrations());
    if (!difference.empty()) return Error(Errc::conflict, difference);

    std::vector<std::string> names;
    for (const auto& migration : migrations()) {
        const auto done = apply(migration);
        if (!done) {
            static_cast<void>(run("ROLLBACK"));
            return done.error().during("applying " + migration.name);
        }
        if (*done) names.push_back(migration.name);
    }
    return names;
}

// The lock is held until the COMMIT at the end of the migration. Its own BEGIN does nothing here;
// it makes the file atomic for those who paste it by hand.
Result<bool> PostgresMigrator::apply(const Migration& migration) {
    const auto begun = run(std::string("BEGIN; SET LOCAL lock_timeout = '60s'; ") + lock_sql);
    if (!begun) return begun.error();
    const auto now_applied = applied();
    if (!now_applied) return now_applied.error();
    const bool missing = !now_applied->contains(migration.name);
    const auto done = run(missing ? migration.sql : "ROLLBACK");
    if (!done) return done.error();
    return missing;
}

Result<void> PostgresMigrator::verify() {
    const auto found = applied();
    if (!found) return found.error().during("reading which migrations are applied");
    const auto difference = first_difference(*found, migrations());
    if (!difference.empty()) return Error(Errc::conflict, difference);
    const auto missing = first_missing(*found, migrations());
    if (!missing.empty()) return Error(Errc::conflict, "migration " + missing + " is missing");
    return {};
}

}  // namespace

}  // namespace postgres

Result<std::unique_ptr<Migrator>> open_postgres_migrator(const std::string& url) {
    auto connection = postgres::connect(url);
    if (!connection) return connection.error().during("connecting to PostgreSQL");
    return std::make_unique<postgres::PostgresMigrator>(std::move(*connection));
}

}  // namespace tts
