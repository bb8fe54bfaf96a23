// How fast the embedded mode writes, against a raw loop over the C API in the same run.
//
//     TMPDIR=/on/the/disk sqlite_bench

#include "adapters/sqlite/database.hpp"
#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "contract/sqlite_folder.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <ctime>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;
using sqlite::Access;
using sqlite::Database;

constexpr std::chrono::milliseconds run_time{1'500};

// Makes inputs and hands them to `write` until that took the time; prints how many rows a second
// it wrote, and the processor time of a row, which a busy machine changes less.
template <class Make, class Write>
void measure(const std::string& name, std::size_t rows, Make make, Write write) {
    write(make());
    Clock::duration spent{};
    std::clock_t processor = 0;
    std::size_t batches = 0;
    for (; spent < run_time; ++batches) {
        const auto input = make();
        const auto start = Clock::now();
        const std::clock_t processor_start = std::clock();
        write(input);
        processor += std::clock() - processor_start;
        spent += Clock::now() - start;
    }
    const std::chrono::duration<double> seconds = spent;
    const auto rows_written = static_cast<double>(batches * rows);
    std::printf("%-58s %9.0f /s %7.1f us\n", name.c_str(), rows_written / seconds.count(),
                1e6 * static_cast<double>(processor) / CLOCKS_PER_SEC / rows_written);
    std::fflush(stdout);
}

Comment sample_comment(int i, bool with_message_id) {
    Comment comment{.id = CommentId::next(),
                    .streamer = "streamer" + std::to_string(i % 20),
                    .client = "client" + std::to_string(i % 5'000),
                    .message = "lo quiero en talla M por favor, ¿cuánto es el envío? 😍",
                    .timestamp = now(),
                    .source = "tiktok_live",
                    .source_message_id = {}};
    if (with_message_id) comment.source_message_id = "73" + std::to_string(1'000'000'000 + i);
    return comment;
}

std::vector<Comment> sample_comments(int& next, std::size_t size, bool with_message_id) {
    std::vector<Comment> comments;
    for (std::size_t i = 0; i < size; ++i)
        comments.push_back(sample_comment(next++, with_message_id));
    return comments;
}

void bench_append(const TemporaryFolder& folder, std::size_t size, bool with_message_id) {
    const auto queue = open_sqlite_comment_queue(folder.file("queue.db"), {}).value();
    const auto producer = queue->producer().value();
    int i = 0;
    const std::string ids = with_message_id ? "with message ids" : "without";
    const auto make = [&] { return sample_comments(i, size, with_message_id); };
    measure("queue append, batch " + std::to_string(size) + ", " + ids, size, make,
            [&](const auto& comments) { producer->append(comments).value(); });
}

// Everything that was appended, through take and acknowledge.
void bench_consume(const TemporaryFolder& folder) {
    const auto queue = open_sqlite_comment_queue(folder.file("queue.db"), {}).value();
    const auto consumer = queue->consumer("bench").value();
    const auto time = now() + std::chrono::minutes(1);
    const auto gained = consumer->balance(time).value().gained;
    std::size_t taken = 0;
    const auto start = Clock::now();
    for (const int shard : gained) {
        for (;;) {
            const Batch batch = consumer->take(shard, time).value();
            if (batch.bursts.empty()) break;
            for (const Burst& burst : batch.bursts) taken += burst.comments.size();
            if (!consumer->acknowledge(batch, time)) std::abort();
        }
    }
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    std::printf("%-58s %9.0f /s (%zu)\n", "queue take and acknowledge, one worker",
                static_cast<double>(taken) / elapsed.count(), taken);
}

// One row of the audit trail and one entry for each comment, as the queue writes them.
void bench_raw_append(const TemporaryFolder& folder, std::size_t size) {
    auto database = Database::open(folder.file("raw.db"), Access::read_write).value();
    database
        .run(
            "CREATE TABLE s (seq INTEGER PRIMARY KEY, id, streamer, client, message, timestamp,"
            " source, mid, at); CREATE TABLE e (shard INTEGER, seq INTEGER, due, id, streamer,"
            " client, message, timestamp, source, mid, PRIMARY KEY (shard, seq)) WITHOUT ROWID;"
            " PRAGMA wal_autocheckpoint = 4000")
        .value();
    std::int64_t seq = 0;
    int i = 0;
    const auto make = [&] { return sample_comments(i, size, false); };
    measure("raw, the same rows, batch " + std::to_string(size), size, make, [&](const auto& all) {
        database.run("BEGIN IMMEDIATE").value();
        for (const Comment& c : all) {
            ++seq;
            database
                .execute("INSERT INTO s VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", seq, c.id.value,
                         c.streamer, c.client, c.message, to_unix_ms(c.timestamp), c.source,
                         c.source_message_id, to_unix_ms(c.timestamp))
                .value();
            database
                .execute("INSERT INTO e VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         shard_of(c.streamer, 64), seq, to_unix_ms(c.timestamp), c.id.value,
                         c.streamer, c.client, c.message, to_unix_ms(c.timestamp), c.source,
                         c.source_message_id)
                .value();
        }
        database.run("COMMIT").value();
    });
}

struct Sale {
    DecidedComment comment;
    Order order;
};

Sale sample_sale(const Product& product, int i) {
    Sale sale;
    sale.comment.comment = sample_comment(i, true);
    sale.comment.comment.streamer = product.streamer;
    sale.comment.reading.intent = Intent::buy;
    sale.comment.reading.score = 0.97;
    sale.comment.reading.scores = {0.97, 0.01, 0.01, 0.005, 0.005};
    sale.comment.reading.language = "es";
    sale.comment.reading.model_version = "ngram-7";
    sale.comment.match = {.product = product.id,
                          .source = MatchSource::pin,
                          .score = 1,
                          .frame = "",
                          .why = "pinned since 18:05:09"};
    sale.comment.decision = Decision::ordered;
    Order& order = sale.order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.product = product.id;
    order.product_name = product.name;
    order.sku = product.sku;
    order.buyer = sale.comment.comment.client;
    order.streamer = product.streamer;
    order.source = "tiktok_live";
    order.unit_price = order.total_price = product.price;
    order.claim = sale.comment.comment.id;
    order.created_at = order.updated_at = now();
    return sale;
}

Effects effects_of(const std::vector<Sale>& sales, bool with_orders) {
    Effects effects;
    for (const Sale& sale : sales) {
        effects.comments.push_back(sale.comment);
        if (!with_orders) continue;
        effects.orders.push_back(sale.order);
        effects.links.push_back({sale.order.claim, sale.order.id});
        effects.stock.push_back({sale.order.product, -1});
        Notification notification;
        notification.id = NotificationId::next();
        notification.order = sale.order.id;
        notification.recipient = sale.order.buyer;
        notification.text = "Your order " + sale.order.number;
        notification.due_at = notification.created_at = notification.updated_at = now();
        effects.notifications.push_back(notification);
    }
    return effects;
}

void bench_store(const TemporaryFolder& folder, std::size_t size, bool with_orders) {
    const std::string path = folder.file(with_orders ? "orders.db" : "comments.db");
    open_sqlite_migrator(path).value()->apply().value();
    const auto factory = open_sqlite_store(path).value();
    const auto store = factory->open().value();
    Product product;
    product.id = ProductId::next();
    product.streamer = "ana";
    product.sku = "S-1";
    product.name = "Red dress";
    product.price = Money::from_cents(1'999);
    product.stock = 2'000'000'000;
    product = store->save_product(product).value();
    static int i = 0;  // Message ids are never used again, in the whole run.
    const std::string what = with_orders ? "orders (5 rows each)" : "comments";
    const auto make = [&] {
        std::vector<Sale> sales;
        for (std::size_t j = 0; j < size; ++j) sales.push_back(sample_sale(product, i++));
        return effects_of(sales, with_orders);
    };
    measure("store " + what + ", batch " + std::to_string(size), size, make, [&](const auto& all) {
        const auto transaction = store->begin().value();
        transaction->lock_products(std::vector{product.id}).value();
        if (!transaction->write(all).value().empty()) std::abort();
        transaction->commit().value();
    });
}

// The statements of the store with constant texts, through the C API alone.
void bench_raw_store(const TemporaryFolder& folder, std::size_t size, bool with_orders) {
    const std::string path = folder.file(with_orders ? "raw_orders.db" : "raw_comments.db");
    open_sqlite_migrator(path).value()->apply().value();
    auto database = Database::open(path, Access::read_write).value();
    database
        .run(
            "PRAGMA wal_autocheckpoint = 4000; INSERT INTO products (id, sku, streamer, name,"
            " price, stock) VALUES ('p', 'S-1', 'ana', 'Red dress', '19.99', 2000000000)")
        .value();
    const char* const text = "lo quiero en talla M por favor, ¿cuánto es el envío? 😍";
    const char* const time = "2026-11-23T18:05:09.123Z";
    const std::string what = with_orders ? "orders (5 rows each)" : "comments";
    const auto make = [&] {
        std::vector<std::string> ids;
        for (std::size_t j = 0; j < size; ++j) ids.push_back(Uuid::next().to_string());
        return ids;
    };
    measure("raw, store " + what + ", batch " + std::to_string(size), size, make,
            [&](const auto& ids) {
                database.run("BEGIN IMMEDIATE").value();
                for (const std::string& id : ids) {
                    database
                        .execute(
                            "INSERT INTO chat_messages (id, streamer, client, timestamp, message,"
                            " nlp_intent, nlp_score, created_at, updated_at, comment_source,"
                            " source_message_id, scores, language, decision, match_why)"
                            " VALUES (?, 'ana', ?, ?, ?, 'buy', 0.97, ?, ?, 'tiktok_live', ?,"
                            " '{\"buy\":0.97,\"question\":0.01,\"feedback\":0.01,\"none\":0.01}',"
                            " 'es', 'ordered', 'pinned since 18:05:09')",
                            id, id, time, text, time, time, id)
                        .value();
                    if (!with_orders) continue;
                    database
                        .execute(
                            "INSERT INTO orders (id, order_number, product_id, buyer, streamer,"
                            " source, quantity, total_price, created_at, updated_at, product_name,"
                            " product_sku, unit_price, frozen_commission_percentage, claim_id)"
                            " VALUES (?1, ?1, 'p', ?1, 'ana', 'tiktok_live', 1, '19.99', ?2, ?2,"
                            " 'Red dress', 'S-1', '19.99', '10.00', ?1)",
                            id, time)
                        .value();
                    database
                        .execute(
                            "INSERT INTO chat_message_order_mapping (id, chat_message_id, order_id)"
                            " VALUES (?1, ?1, ?1)",
                            id)
                        .value();
                    database
                        .execute(
                            "INSERT INTO payment_notifications (id, order_id, recipient_number,"
                            " body, due_at, created_at, updated_at) VALUES (?1, ?1, ?1, ?1, ?2, ?2,"
                            " ?2)",
                            id, time)
                        .value();
                }
                if (with_orders)
                    database.execute("UPDATE products SET stock = stock - ? WHERE id = 'p'", size)
                        .value();
                database.run("COMMIT").value();
            });
}

}  // namespace

}  // namespace tts

int main() {
    using namespace tts;
    for (const std::size_t size : {100, 500, 1'000}) {
        const TemporaryFolder folder;
        bench_raw_append(folder, size);
        bench_append(folder, size, false);
        bench_append(folder, size, true);
        bench_consume(folder);
    }
    for (const bool with_orders : {false, true}) {
        for (const std::size_t size : {100, 1'000}) {
            const TemporaryFolder folder;
            bench_raw_store(folder, size, with_orders);
            bench_store(folder, size, with_orders);
        }
    }
}
