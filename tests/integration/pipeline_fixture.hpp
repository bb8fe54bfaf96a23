#pragma once

// What the tests of the worker's path share: a reader that needs no model, a queue, a store.

#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "adapters/sqlite/sqlite_outbox.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "pipeline/worker.hpp"
#include "support/temp_folder.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tts {

using namespace std::chrono_literals;

// "buy" and "buy 3" buy, "how" asks how, "cancel" cancels, everything else is small talk: these
// tests are about what happens afterwards.
struct PlainReader final : IntentReader {
    IntentReading read(std::span<const std::string_view> burst,
                       const ClaimVocabulary&) const override {
        IntentReading reading;
        reading.intent = Intent::none;
        reading.score = 0.9;
        reading.model_version = "plain";
        for (const auto text : burst) {
            if (text == "how") reading.asks_how = true;
            if (text == "cancel") reading.cancels = true;
            if (text != "how" && !text.starts_with("buy")) continue;
            reading.intent = Intent::buy;
            int quantity = 0;
            if (text.size() > 4)
                std::from_chars(text.data() + 4, text.data() + text.size(), quantity);
            if (quantity > 0) reading.items = {{.code = {}, .variant = {}, .quantity = quantity}};
        }
        return reading;
    }
};

class PipelineTest : public testing::Test {
protected:
    void SetUp() override {
        queue_settings.settle = 0ms;
        queue_settings.linger = 0ms;
        queue_settings.shards = 4;
        queue_settings.lease_time = 500ms;
        queue = open_sqlite_comment_queue(path("queue.db"), queue_settings).value();
        ASSERT_TRUE(open_sqlite_migrator(path("shop.db")).value()->apply());
        stores = open_sqlite_store(path("shop.db")).value();
        store = stores->open().value();
        outbox = open_sqlite_outbox(path("shop.db")).value();
        producer = queue->producer().value();
    }

    std::string path(const std::string& name) const { return (folder.path() / name).string(); }

    Product add_product(const std::string& sku, std::int32_t stock) {
        Product product;
        product.id = ProductId::next();
        product.sku = sku;
        product.streamer = "ana";
        product.name = "Bolsa " + sku;
        product.price = Money::from_cents(1'050);
        product.stock = stock;
        product.created_at = now();
        product.updated_at = now();
        return store->save_product(product).value();
    }

    void pin(const Product& product) { ASSERT_TRUE(store->pin("ana", product.id, now() - 1min)); }

    CommentId say(const std::string& client,
                  const std::string& message,
                  const std::string& streamer = "ana") {
        const Comment comment{.id = CommentId::next(),
                              .streamer = streamer,
                              .client = client,
                              .message = message,
                              .timestamp = now(),
                              .source = "tiktok_live",
                              .source_message_id = {}};
        return producer->append({&comment, 1}).value().front().id;
    }

    // Everything that a worker needs, for one thread.
    struct Bench {
        Bench(PipelineTest& test, const std::string& name)
            : consumer(test.queue->consumer(name).value()),
              store(test.stores->open().value()),
              processor(*store, test.reader, {}),
              worker(*consumer, *store, processor, settings(test), test.counters) {}

        static WorkerSettings settings(const PipelineTest& test) {
            WorkerSettings made;
            made.lease_time = test.queue_settings.lease_time;
            made.settle = test.queue_settings.settle;
            return made;
        }

        std::unique_ptr<CommentConsumer> consumer;
        std::unique_ptr<Store> store;
        BatchProcessor processor;
        Worker worker;
    };

    // Runs a worker until so many comments were worked on in all; `later` by its clock.
    void work_off(Bench& bench,
                  std::uint64_t comments,
                  std::chrono::milliseconds later = std::chrono::milliseconds(0)) {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (counters.comments < comments && std::chrono::steady_clock::now() < deadline)
            std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(
                bench.worker.run_once(now() + later), std::chrono::milliseconds(10)));
        ASSERT_EQ(counters.comments, comments);
    }

    std::int32_t stock(const Product& product) { return store->product(product.id)->stock; }

    std::vector<Order> orders() {
        OrderFilter all;
        all.limit = 10'000;
        return store->orders(all).value();
    }

    test::TempFolder folder;
    QueueSettings queue_settings;
    PlainReader reader;
    WorkerCounters counters;
    std::unique_ptr<CommentQueue> queue;
    std::unique_ptr<StoreFactory> stores;
    std::unique_ptr<Store> store;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<CommentProducer> producer;
};

}  // namespace tts
