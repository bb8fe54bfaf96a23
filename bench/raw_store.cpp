#include "bench/raw_store.hpp"

#include "core/uuid.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace tts::bench {

namespace {

// --- PostgreSQL: a statement for each table, with the ids as one array.

constexpr const char* postgres_comments =
    "INSERT INTO chat_messages (id, streamer, client, \"timestamp\", message, nlp_intent, "
    "nlp_score, created_at, comment_source, scores, language, decision, reason, match_why) "
    "SELECT id, 'ana', 'viewer_' || id, now(), 'lo quiero en talla M por favor', 'buy', 0.97, "
    "now(), 'api', '{\"buy\":0.97,\"question\":0.01,\"feedback\":0.01,\"none\":0.01}', 'es', "
    "'ordered', 'order', 'pinned since 18:05:09' FROM unnest($1::uuid[]) AS id";

constexpr std::array<const char*, 5> postgres_orders = {
    "INSERT INTO orders (id, order_number, product_id, buyer, streamer, source, quantity, "
    "total_price, product_name, product_sku, unit_price, frozen_commission_percentage, claim_id) "
    "SELECT id, 'ORD-' || id, (SELECT p.id FROM products p WHERE streamer = 'ana' LIMIT 1), "
    "'viewer_' || id, 'ana', 'api', 1, 19.99, 'Red dress', 'S-1', 19.99, 10, id "
    "FROM unnest($1::uuid[]) AS id",
    "INSERT INTO chat_message_order_mapping (chat_message_id, order_id) "
    "SELECT id, id FROM unnest($1::uuid[]) AS id",
    "INSERT INTO order_events (order_id, kind, payload) "
    "SELECT id, 'created', '{\"quantity\":1}' FROM unnest($1::uuid[]) AS id",
    "INSERT INTO payment_notifications (order_id, recipient_number) "
    "SELECT id, 'viewer_' || id FROM unnest($1::uuid[]) AS id",
    "UPDATE products SET stock = stock - cardinality($1::uuid[]) WHERE streamer = 'ana'"};

constexpr const char* postgres_sale =
    "WITH taken AS (UPDATE products SET stock = stock - 1 WHERE streamer = 'ana' AND stock > 0 "
    "RETURNING id) INSERT INTO orders (order_number, product_id, buyer, streamer, source, "
    "total_price, unit_price) SELECT 'ORD-' || $1, id, 'viewer', 'ana', 'api', 19.99, 19.99 "
    "FROM taken";

class RawPostgres final : public RawStore {
public:
    explicit RawPostgres(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
    }

    void write(std::size_t comments, bool with_orders) override {
        std::string ids = "{";
        for (std::size_t i = 0; i < comments; ++i)
            ids.append(i == 0 ? "" : ",").append(Uuid::next().to_string());
        ids += '}';
        execute("BEGIN", nullptr);
        execute(postgres_comments, ids.c_str());
        if (with_orders)
            for (const char* const sql : postgres_orders) execute(sql, ids.c_str());
        execute("COMMIT", nullptr);
    }

    void sell_one() override { execute(postgres_sale, Uuid::next().to_string().c_str()); }

private:
    struct Free {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };

    [[noreturn]] void fail() const {
        throw std::runtime_error(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
    }

    void execute(const char* sql, const char* parameter) {
        PGresult* result = PQexecParams(connection_.get(), sql, parameter ? 1 : 0, nullptr,
                                        parameter ? &parameter : nullptr, nullptr, nullptr, 0);
        const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (!done) fail();
    }

    std::unique_ptr<PGconn, Free> connection_;
};

// --- SQLite: prepared statements, run once for each row, with the id as their only parameter.

constexpr const char* sqlite_comment =
    "INSERT INTO chat_messages (id, streamer, client, timestamp, message, nlp_intent, nlp_score,"
    " created_at, updated_at, comment_source, scores, language, decision, match_why)"
    " VALUES (?1, 'ana', ?1, '2026-11-23T18:05:09.123Z', 'lo quiero en talla M por favor', 'buy',"
    " 0.97, '2026-11-23T18:05:09.123Z', '2026-11-23T18:05:09.123Z', 'api',"
    " '{\"buy\":0.97,\"question\":0.01,\"feedback\":0.01,\"none\":0.01}', 'es', 'ordered',"
    " 'pinned since 18:05:09')";

constexpr std::array<const char*, 4> sqlite_order = {
    "INSERT INTO orders (id, order_number, product_id, buyer, streamer, source, quantity,"
    " total_price, created_at, updated_at, product_name, product_sku, unit_price,"
    " frozen_commission_percentage, claim_id) VALUES (?1, ?1, (SELECT id FROM products LIMIT 1),"
    " ?1, 'ana', 'api', 1, '19.99', '2026-11-23T18:05:09.123Z', '2026-11-23T18:05:09.123Z',"
    " 'Red dress', 'S-1', '19.99', '10.00', ?1)",
    "INSERT INTO chat_message_order_mapping (id, chat_message_id, order_id) VALUES (?1, ?1, ?1)",
    "INSERT INTO order_events (id, order_id, kind, payload) VALUES (?1, ?1, 'created', '{}')",
    "INSERT INTO payment_notifications (id, order_id, recipient_number, body, due_at, created_at,"
    " updated_at) VALUES (?1, ?1, ?1, ?1, '2026-11-23T18:05:09.123Z', '2026-11-23T18:05:09.123Z',"
    " '2026-11-23T18:05:09.123Z')"};

constexpr const char* sqlite_stock = "UPDATE products SET stock = stock - 1 WHERE stock > 0";

class RawSqlite final : public RawStore {
public:
    explicit RawSqlite(const std::string& path) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open(path.c_str(), &opened);
        database_.reset(opened);
        if (status != SQLITE_OK) fail();
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA synchronous = FULL");
        run("PRAGMA wal_autocheckpoint = 4000");
        comment_ = prepare(sqlite_comment);
        for (const char* const sql : sqlite_order) order_.push_back(prepare(sql));
        stock_ = prepare(sqlite_stock);
    }

    void write(std::size_t comments, bool with_orders) override {
        run("BEGIN IMMEDIATE");
        for (std::size_t i = 0; i < comments; ++i) {
            const std::string id = Uuid::next().to_string();
            step(*comment_, id);
            if (!with_orders) continue;
            for (const auto& statement : order_) step(*statement, id);
        }
        if (with_orders) step(*stock_, {});
        run("COMMIT");
    }

    void sell_one() override {
        run("BEGIN IMMEDIATE");
        step(*stock_, {});
        step(*order_.front(), Uuid::next().to_string());
        run("COMMIT");
    }

private:
    struct Free {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Free>;

    [[noreturn]] void fail() const {
        throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get()));
    }

    void run(const char* sql) {
        if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }

    Statement prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr) != SQLITE_OK) fail();
        return Statement(statement);
    }

    void step(sqlite3_stmt& statement, std::string_view id) {
        if (!id.empty())
            sqlite3_bind_text(&statement, 1, id.data(), static_cast<int>(id.size()),
                              SQLITE_TRANSIENT);
        if (sqlite3_step(&statement) != SQLITE_DONE) fail();
        sqlite3_reset(&statement);
    }

    std::unique_ptr<sqlite3, Free> database_;
    Statement comment_;
    Statement stock_;
    std::vector<Statement> order_;
};

}  // namespace

std::unique_ptr<RawStore> open_raw_postgres(const std::string& url) {
    return std::make_unique<RawPostgres>(url);
}

std::unique_ptr<RawStore> open_raw_sqlite(const std::string& path) {
    return std::make_unique<RawSqlite>(path);
}

}  // namespace tts::bench
