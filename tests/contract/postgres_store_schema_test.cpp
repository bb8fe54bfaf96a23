#include "contract/postgres_database.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <regex>
#include <sstream>

// What is special about the schema on PostgreSQL.

namespace tts::test {

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string sha256(const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    std::ostringstream hex;
    hex << std::hex;
    for (unsigned int i = 0; i < size; ++i) hex << (digest[i] >> 4) << (digest[i] & 15);
    return hex.str();
}

class PostgresSchema : public testing::Test {
protected:
    void apply() { database_.open_migrator().value()->apply().value(); }

    // As a person does it: every file of the folder, in order, into psql.
    Output paste_files() {
        std::vector<std::string> arguments = {"/usr/bin/psql",   "-X",           "-q", "-v",
                                              "ON_ERROR_STOP=1", database_.url()};
        std::vector<std::filesystem::path> files;
        for (const auto& entry :
             std::filesystem::directory_iterator(TTS_SOURCE_DIR "/migrations/postgres"))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            arguments.push_back("-f");
            arguments.push_back(file);
        }
        return run_command(arguments, {}, std::chrono::seconds(30));
    }

    // The number of rows that a role may see, or the error's text.
    std::string as_role(const std::string& role,
                        const std::string& claims,
                        const std::string& sql) {
        try {
            database_.query("BEGIN");
            database_.query("SELECT set_config('request.jwt.claims', '" + claims + "', true)");
            database_.query("SET LOCAL ROLE " + role);
            const auto rows = database_.query(sql);
            database_.query("ROLLBACK");
            return std::to_string(rows.size());
        } catch (const std::exception& error) {
            database_.query("ROLLBACK");
            return error.what();
        }
    }

    PostgresDatabase database_;
};

TEST_F(PostgresSchema, EveryFileRecordsItsOwnChecksum) {
    const auto migrator = database_.open_migrator().value();

    for (const auto& migration : migrator->migrations()) {
        const auto covered = migration.sql.substr(0, migration.sql.rfind("INSERT INTO schema_"));
        EXPECT_NE(migration.sql.find("'" + migration.name + "'"), std::string::npos);
        EXPECT_NE(migration.sql.find(sha256(covered)), std::string::npos)
            << migration.name << ".sql must record " << sha256(covered);
    }
}

TEST_F(PostgresSchema, TheFilesPastedByHandAreTheSchema) {
    const auto pasted = paste_files();
    ASSERT_EQ(pasted.status, 0) << pasted.text;

    const auto migrator = database_.open_migrator().value();
    EXPECT_TRUE(migrator->verify());
    EXPECT_TRUE(migrator->apply().value().empty());
    const auto store = database_.open_factory().value()->open().value();
    EXPECT_TRUE(store->save_product(sample_product("ana", "S-1")));
}

TEST_F(PostgresSchema, PastingTheFilesTwiceFailsWithoutDamage) {
    ASSERT_EQ(paste_files().status, 0);

    EXPECT_NE(paste_files().status, 0);

    EXPECT_TRUE(database_.open_migrator().value()->verify());
}

TEST_F(PostgresSchema, AStoreRefusesADatabaseWithoutTheSchema) {
    const auto factory = database_.open_factory();

    ASSERT_FALSE(factory);
    EXPECT_EQ(factory.error().code(), Errc::conflict);
    EXPECT_NE(factory.error().what().find("tiktoksales schema apply"), std::string::npos);
}

TEST_F(PostgresSchema, AMigrationThatFailsLeavesNothingOfItselfAndCanBeRepeated) {
    database_.query("CREATE TABLE orders (id int)");

    const auto applied = database_.open_migrator().value()->apply();

    ASSERT_FALSE(applied);
    EXPECT_NE(applied.error().what().find("004_orders"), std::string::npos);
    EXPECT_EQ(database_.query("SELECT count(*) FROM schema_migrations"), (Table{{"3"}}));
    database_.query("DROP TABLE orders");
    EXPECT_TRUE(database_.open_migrator().value()->apply());
    EXPECT_TRUE(database_.open_migrator().value()->verify());
}

TEST_F(PostgresSchema, TwoProgramsThatApplyAtOnceDoNotDisturbEachOther) {
    std::array<std::size_t, 4> applied{};
    std::vector<std::thread> threads;
    for (auto& count : applied)
        threads.emplace_back(
            [&] { count = database_.open_migrator().value()->apply().value().size(); });
    for (auto& thread : threads) thread.join();

    EXPECT_EQ(applied[0] + applied[1] + applied[2] + applied[3],
              database_.open_migrator().value()->migrations().size());
    EXPECT_TRUE(database_.open_migrator().value()->verify());
}

TEST_F(PostgresSchema, EveryTableHasRowLevelSecurity) {
    apply();

    EXPECT_EQ(database_.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                              "AND NOT rowsecurity"),
              Table());
    EXPECT_NE(database_.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"),
              Table());
}

// Stand-ins for Supabase's roles, which must be there before the schema is.
class SupabaseSchema : public PostgresSchema {
protected:
    void SetUp() override {
        for (const std::string role : {"anon", "authenticated", "tts_app"})
            database_.query("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" +
                            role + "') THEN CREATE ROLE " + role + " NOLOGIN; END IF; END $$");
        // As Supabase does: everything to everybody by default.
        database_.query("GRANT USAGE ON SCHEMA public TO anon, authenticated, tts_app");
        database_.query(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES "
            "TO anon, authenticated");
        apply();
        const auto store = database_.open_factory().value()->open().value();
        for (const auto* streamer : {"ana", "bea"}) {
            const auto product = store->save_product(sample_product(streamer, "S-1")).value();
            store->save_streamer({.username = streamer}).value();
            Effects effects;
            effects.comments = {sample_comment(streamer, "bob", "mine")};
            effects.orders = {sample_order(product, "bob")};
            effects.events = {sample_event(effects.orders.front().id)};
            effects.notifications = {sample_notification(effects.orders.front().id, "+34600")};
            const auto transaction = store->begin().value();
            transaction->write(effects).value();
            transaction->commit().value();
        }
    }

    // The roles belong to the whole server: dropped, so that other tests see a plain PostgreSQL.
    void TearDown() override {
        for (const std::string role : {"anon", "authenticated", "tts_app"}) {
            database_.query("DROP OWNED BY " + role);
            database_.query("DROP ROLE " + role);
        }
    }

    const std::string ana = R"({"role": "authenticated", "streamer": "ana"})";
};

TEST_F(SupabaseSchema, TheWorldSeesTheShopWindowOnly) {
    EXPECT_EQ(as_role("anon", "{}", "SELECT sku, name, price FROM products"), "2");
    EXPECT_NE(as_role("anon", "{}", "SELECT stock FROM products").find("denied"),
              std::string::npos);
    const auto tables = database_.query(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'products'");
    for (const auto& table : tables)
        EXPECT_NE(as_role("anon", "{}", "SELECT * FROM " + table[0]).find("denied"),
                  std::string::npos)
            << table[0];
}

TEST_F(SupabaseSchema, AStreamerSeesItsOwnRowsAndChangesNone) {
    for (const auto* table : {"orders", "chat_messages"}) {
        const std::string select = std::string("SELECT * FROM ") + table;
        EXPECT_EQ(as_role("authenticated", ana, select + " WHERE streamer = 'ana'"), "1");
        EXPECT_EQ(as_role("authenticated", ana, select), "1");
        EXPECT_EQ(as_role("authenticated", R"({"role": "authenticated"})", select), "0");
        EXPECT_EQ(as_role("authenticated", R"({"role": "anon", "streamer": "ana"})", select), "0");
        EXPECT_EQ(
            as_role("authenticated",
                    R"({"role": "authenticated", "user_metadata": {"streamer": "ana"}})", select),
            "0");
        EXPECT_EQ(
            as_role("authenticated",
                    R"({"role": "authenticated", "app_metadata": {"streamer": "ana"}})", select),
            "1");
    }
    for (const auto* sql : {"UPDATE orders SET status = 'paid'", "DELETE FROM orders",
                            ("INSERT INTO orders (order_number, product_id, buyer, streamer) "
                             "SELECT 'x', id, 'bob', 'ana' FROM products"),
                            "SELECT * FROM streamers", "SELECT * FROM payment_notifications",
                            "SELECT * FROM order_events", "SELECT * FROM schema_migrations"})
        EXPECT_NE(as_role("authenticated", ana, sql).find("denied"), std::string::npos) << sql;
}

TEST_F(SupabaseSchema, TheServersOwnRoleReadsAndWritesButNeverDeletes) {
    EXPECT_EQ(as_role("tts_app", "{}", "SELECT * FROM orders"), "2");
    EXPECT_EQ(as_role("tts_app", "{}", "UPDATE products SET stock = 1 RETURNING id"), "2");
    EXPECT_EQ(
        as_role("tts_app", "{}", "INSERT INTO streamers (username) VALUES ('new') RETURNING id"),
        "1");
    for (const auto* sql : {"DELETE FROM orders", "TRUNCATE chat_messages", "DROP TABLE orders",
                            "UPDATE order_events SET kind = 'x'",
                            "INSERT INTO schema_migrations VALUES ('x', 'y')"}) {
        const auto outcome = as_role("tts_app", "{}", sql);
        EXPECT_TRUE(std::regex_search(outcome, std::regex("denied|must be owner"))) << outcome;
    }
}

}  // namespace

}  // namespace tts::test
