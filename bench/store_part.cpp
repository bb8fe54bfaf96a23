#include "bench/parts.hpp"
#include "bench/raw_store.hpp"
#include "bench/servers.hpp"
#include "bench/shop.hpp"

#include "intent/load_intent_reader.hpp"
#include "pipeline/batch_processor.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>

namespace tts::bench {

namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds run_time() {
    return std::chrono::milliseconds(is_quick() ? 20 : 500);
}

Product add_dress(Store& store) {
    Product product;
    product.id = ProductId::next();
    product.streamer = "ana";
    product.sku = "S-1";
    product.name = "Red dress";
    product.price = Money::from_cents(1'999);
    product.stock = 2'000'000'000;
    const Product saved = store.save_product(product).value();
    store.pin("ana", saved.id, now() - std::chrono::hours(1)).value();
    return saved;
}

DecidedComment sample_comment(const Product& product) {
    DecidedComment decided;
    decided.comment = {.id = CommentId::next(),
                       .streamer = "ana",
                       .client = "viewer_",
                       .message = "lo quiero en talla M por favor",
                       .timestamp = now(),
                       .source = "api",
                       .source_message_id = {}};
    decided.comment.client += decided.comment.id.to_string();
    decided.reading.intent = Intent::buy;
    decided.reading.score = 0.97;
    decided.reading.scores = {0.97, 0.01, 0.01, 0.005, 0.005};
    decided.reading.language = "es";
    decided.match = {.product = product.id,
                     .source = MatchSource::pin,
                     .score = 1,
                     .frame = "",
                     .why = "pinned since 18:05:09"};
    decided.decision = Decision::ordered;
    return decided;
}

Order sample_order(const Product& product, const DecidedComment& decided) {
    Order order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.product = product.id;
    order.product_name = product.name;
    order.sku = product.sku;
    order.buyer = decided.comment.client;
    order.streamer = product.streamer;
    order.source = "api";
    order.unit_price = order.total_price = product.price;
    order.claim = decided.comment.id;
    order.created_at = order.updated_at = now();
    return order;
}

void add_sale(Effects& effects, const Order& order) {
    effects.orders.push_back(order);
    effects.links.push_back({order.claim, order.id});
    effects.stock.push_back({order.product, -1});
    OrderEvent event;
    event.id = Uuid::next();
    event.order = order.id;
    event.kind = "created";
    event.payload = R"({"quantity":1})";
    event.created_at = order.created_at;
    effects.events.push_back(event);
    Notification notification;
    notification.id = NotificationId::next();
    notification.order = order.id;
    notification.recipient = order.buyer;
    notification.text = "Your order " + order.number;
    notification.due_at = notification.created_at = notification.updated_at = order.created_at;
    effects.notifications.push_back(notification);
}

Effects sample_effects(const Product& product, std::size_t comments, bool with_orders) {
    Effects effects;
    for (std::size_t i = 0; i < comments; ++i) {
        effects.comments.push_back(sample_comment(product));
        if (with_orders) add_sale(effects, sample_order(product, effects.comments.back()));
    }
    return effects;
}

double per_second(std::size_t rows, const std::function<void()>& write) {
    write();
    const auto start = Clock::now();
    std::size_t batches = 0;
    std::chrono::duration<double> elapsed{};
    for (; elapsed < run_time(); elapsed = Clock::now() - start, ++batches) write();
    return static_cast<double>(batches * rows) / elapsed.count();
}

// A database with the dress, and ways to it.
struct Shop {
    std::string name;
    std::unique_ptr<StoreFactory> factory;
    std::unique_ptr<Store> store;
    std::unique_ptr<RawStore> raw;
    Product dress;
};

void write_ours(const Shop& shop, const Effects& effects) {
    const auto transaction = shop.store->begin().value();
    transaction->lock_products(std::vector{shop.dress.id}).value();
    if (!transaction->write(effects).value().empty()) throw std::runtime_error("stored twice");
    transaction->commit().value();
}

struct Batches {
    std::size_t size = 0;
    bool with_orders = false;
};

Row batch_row(const Shop& shop, Batches batches) {
    std::vector<double> ours;
    std::vector<double> raw;
    for (int round = 0; round < rounds(); ++round) {
        raw.push_back(
            per_second(batches.size, [&] { shop.raw->write(batches.size, batches.with_orders); }));
        ours.push_back(per_second(batches.size, [&] {
            write_ours(shop, sample_effects(shop.dress, batches.size, batches.with_orders));
        }));
    }
    const double ratio = median(ours) / median(raw);
    return {.what = shop.name + ", " + (batches.with_orders ? "orders" : "comments") + ", " +
                    std::to_string(batches.size) + " a transaction",
            .ours = thousands(median(ours)) + "/s",
            .beside = "raw " + thousands(median(raw)) + "/s: " + decimal(100 * ratio, 0) + " %",
            .goal = ">= 80 % of raw",
            .met = ratio >= 0.8};
}

// --- One product that everybody wants

Batch claims_of(std::size_t size) {
    Batch batch;
    for (std::size_t i = 0; i < size; ++i) {
        Burst burst;
        burst.streamer = "ana";
        burst.comments = {{.id = CommentId::next(),
                           .streamer = "ana",
                           .client = {},
                           .message = "lo quiero",
                           .timestamp = now(),
                           .source = "api",
                           .source_message_id = {}}};
        burst.client = burst.comments.front().client =
            "viewer_" + burst.comments.front().id.to_string();
        batch.bursts.push_back(std::move(burst));
    }
    return batch;
}

// Through intent, match and order, one worker, as many as a batch may hold.
double claims_per_second(const Shop& shop, const IntentReader& intents) {
    constexpr std::size_t size = QueueSettings{}.bursts_max;
    BatchProcessor processor(*shop.store, intents, {});
    const auto fence = shop.store->next_fence(0).value();
    return per_second(size, [&] {
        const auto report = processor.process(claims_of(size), fence).value();
        if (report.orders != size) throw std::runtime_error("not every claim became an order");
    });
}

Row hot_product_row(const Shop& shop, const IntentReader& intents) {
    std::vector<double> ours;
    std::vector<double> singly;
    for (int round = 0; round < rounds(); ++round) {
        singly.push_back(per_second(1, [&] { shop.raw->sell_one(); }));
        ours.push_back(claims_per_second(shop, intents));
    }
    const auto before = shop.store->product(shop.dress.id).value().stock;
    BatchProcessor processor(*shop.store, intents, {});
    processor.process(claims_of(100), shop.store->next_fence(0).value()).value();
    if (shop.store->product(shop.dress.id).value().stock != before - 100)
        throw std::runtime_error("the stock is wrong");
    const double speed = median(ours);
    const double ratio = speed / median(singly);
    return {.what = shop.name + ", claims on one product, one worker",
            .ours = thousands(speed) + "/s, stock exact",
            .beside =
                "one a transaction " + thousands(median(singly)) + "/s: " + decimal(ratio, 1) + "x",
            .goal = ">= 12 000/s, >= 15x",
            .met = speed >= 12'000 && ratio >= 15};
}

Shop open_dress_shop(const std::string& name, const std::string& where) {
    Shop shop;
    shop.name = name;
    shop.factory = open_shop(where);
    shop.store = shop.factory->open().value();
    shop.dress = add_dress(*shop.store);
    shop.raw =
        where.starts_with("postgresql://") ? open_raw_postgres(where) : open_raw_sqlite(where);
    return shop;
}

void measure(const Shop& shop, const IntentReader& intents, std::vector<Row>& rows) {
    for (const std::size_t size : {std::size_t{100}, std::size_t{1'000}}) {
        rows.push_back(batch_row(shop, {.size = size, .with_orders = false}));
        rows.push_back(batch_row(shop, {.size = size, .with_orders = true}));
    }
    rows.push_back(hot_product_row(shop, intents));
}

}  // namespace

Report run_store_part() {
    const auto model = std::filesystem::path(TTS_BINARY).parent_path() / "intent.model";
    const auto intents = load_intent_reader(model.string()).value();
    std::vector<Row> rows;
    const test::TempFolder folder;
    measure(open_dress_shop("SQLite", (folder.path() / "shop.db").string()), *intents, rows);
    Postgres postgres;
    measure(open_dress_shop("PostgreSQL", postgres.new_database()), *intents, rows);
    return {.rows = rows, .json = rows_json(rows)};
}

}  // namespace tts::bench
