#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/writer.hpp"

#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <map>

namespace tts {

// Made from migrations/sqlite by the build.
const std::vector<Migration>& sqlite_migrations();

namespace {

using sqlite::Access;
using sqlite::Database;
using sqlite::Survives;
using sqlite::Writer;

using Checksums = std::map<std::string, std::string>;  // By the migration's name.

std::string sha256(const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 0xf];
    }
    return hex;
}

Result<Checksums> read_applied(Database& database) {
    Checksums applied;
    auto exists = database.query(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'");
    if (!exists) return exists.error();
    const auto table = exists->step();
    if (!table) return table.error();
    if (!*table) return applied;

    auto select = database.query("SELECT name, checksum FROM schema_migrations");
    if (!select) return select.error();
    while (true) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return applied;
        applied[select->text(0)] = select->text(1);
    }
}

// Errc::conflict if what is applied is not what this program knows.
Result<void> check_applied(const Checksums& applied) {
    Checksums unknown = applied;
    for (const Migration& migration : sqlite_migrations()) {
        const auto found = applied.find(migration.name);
        if (found == applied.end()) continue;
        unknown.erase(migration.name);
        if (found->second != sha256(migration.sql))
            return Error(Errc::conflict,
                         "migration " + migration.name + " was applied with another text");
    }
    if (unknown.empty()) return {};
    return Error(Errc::conflict, "migration " + unknown.begin()->first +
                                     " is unknown: the database is of a newer version");
}

class SqliteMigrator final : public Migrator {
public:
    explicit SqliteMigrator(std::string path) : path_(std::move(path)) {}

    const std::vector<Migration>& migrations() const override { return sqlite_migrations(); }

    Result<std::vector<std::string>> apply() override {
        const auto writer = Writer::open(path_);
        if (!writer) return writer.error().during("applying the schema");
        std::vector<std::string> names;
        for (const Migration& migration : migrations()) {
            const auto applied = apply_one(**writer, migration);
            if (!applied) return applied.error().during("applying " + migration.name);
            if (*applied) names.push_back(migration.name);
        }
        return names;
    }

    Result<void> verify() override {
        Checksums applied;
        if (std::filesystem::exists(path_)) {
            auto database = Database::open(path_, Access::read_only);
            if (!database) return database.error();
            auto read = read_applied(*database);
            if (!read) return read.error().during("verifying the schema");
            applied = std::move(*read);
        }
        for (const Migration& migration : migrations())
            if (!applied.contains(migration.name))
                return Error(Errc::conflict, "migration " + migration.name + " is not applied");
        return check_applied(applied);
    }

private:
    // False if it was applied before. It is looked up in the transaction, because another process
    // may be at it as well.
    static Result<bool> apply_one(Writer& writer, const Migration& migration) {
        // The last one is always among the missing, and its commit makes those before it safe too.
        const bool is_last = &migration == &sqlite_migrations().back();
        auto write = writer.begin(is_last ? Survives::power_cut : Survives::process_death);
        if (!write) return write.error();
        const auto applied = read_applied(**write);
        if (!applied) return applied.error();
        const auto checked = check_applied(*applied);
        if (!checked) return checked.error();
        if (applied->contains(migration.name)) return false;

        const auto table = (*write)->run(
            "CREATE TABLE IF NOT EXISTS schema_migrations ("
            " name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL,"
            " applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))) STRICT");
        if (!table) return table.error();
        const auto changed = (*write)->run(migration.sql.c_str());
        if (!changed) return changed.error();
        const auto noted =
            (*write)->execute("INSERT INTO schema_migrations (name, checksum) VALUES (?, ?)",
                              migration.name, sha256(migration.sql));
        if (!noted) return noted.error();
        const auto committed = write->commit();
        if (!committed) return committed.error();
        return true;
    }

    const std::string path_;
};

}  // namespace

Result<std::unique_ptr<Migrator>> open_sqlite_migrator(const std::string& path) {
    return std::unique_ptr<Migrator>(std::make_unique<SqliteMigrator>(path));
}

}  // namespace tts
