#include "adapters/sqlite/sqlite_store.hpp"

#include "adapters/sqlite/sqlite_transaction.hpp"
#include "adapters/sqlite/store_catalogue.hpp"
#include "adapters/sqlite/store_feedback.hpp"
#include "adapters/sqlite/store_reads.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "adapters/sqlite/store_rules.hpp"
#include "adapters/sqlite/store_waitlist.hpp"
#include "adapters/sqlite/store_writes.hpp"

#include <algorithm>

namespace tts {

namespace {

using sqlite::Access;
using sqlite::Database;
using sqlite::Writer;

// What was found, or Errc::not_found.
template <class T>
Result<T> found_or(Result<std::optional<T>> result, const std::string& what) {
    if (!result) return result.error().during("looking for " + what);
    if (!*result) return Error(Errc::not_found, "there is no " + what);
    return std::move(**result);
}

template <class T>
Result<T> during(Result<T> result, const char* action) {
    if (!result) return result.error().during(action);
    return result;
}

class SqliteStore final : public Store {
public:
    SqliteStore(Writer& writer, Database reader) : writer_(writer), reader_(std::move(reader)) {}

    Result<void> ping() override {
        auto select = reader_.query("SELECT count(*) FROM nlp_intents");
        if (!select) return select.error();
        return select->finish();
    }

    Result<std::vector<Show>> shows(std::span<const std::string> streamers,
                                    Timestamp since) override {
        return during(select_shows(reader_, streamers, since), "reading shows");
    }

    Result<void> save_streamer(const Streamer& streamer) override {
        return in_transaction("saving a streamer", [&](Database& database) {
            return upsert_streamer(database, streamer);
        });
    }

    Result<void> save_rules(const std::string& streamer, const ShowRules& rules) override {
        return in_transaction("saving a show's rules", [&](Database& database) {
            return upsert_rules(database, streamer, rules);
        });
    }

    Result<void> block_buyer(const BlockedBuyer& buyer) override {
        return in_transaction("blocking a buyer",
                              [&](Database& database) { return upsert_blocked(database, buyer); });
    }

    Result<void> pin(const std::string& streamer,
                     std::optional<ProductId> product,
                     Timestamp at,
                     PinnedBy by) override {
        return in_transaction("pinning a product", [&](Database& database) {
            return change_pin(database, streamer, product, at, by);
        });
    }

    Result<void> add_sighting(const Sighting& sighting) override {
        return in_transaction("adding a sighting", [&](Database& database) {
            return insert_sighting(database, sighting);
        });
    }

    Result<Product> save_product(const Product& product) override {
        return written<Product>("saving a product", [&](Database& database) {
            return upsert_product(database, product);
        });
    }

    Result<Product> product(const ProductId& id) override {
        return found_or(select_product(reader_, id), "product " + id.to_string());
    }

    Result<Product> product_by_sku(const std::string& streamer, const std::string& sku) override {
        return found_or(select_product(reader_, streamer, sku), "product " + sku);
    }

    Result<Product> product_of_variant(const std::string& streamer,
                                       const std::string& id_or_sku) override {
        return found_or(sqlite::select_product_of_variant(reader_, streamer, id_or_sku),
                        "variant " + id_or_sku);
    }

    Result<ProductPage> products(const ProductQuery& query) override {
        return during(select_products(reader_, query), "listing products");
    }

    Result<Product> change_product(const ProductId& id, const ProductChange& change) override {
        return written<Product>("changing a product", [&](Database& database) {
            return sqlite::update_product(database, id, change);
        });
    }

    Result<Product> archive_product(const ProductId& id, std::optional<Timestamp> at) override {
        return written<Product>("archiving a product", [&](Database& database) {
            return sqlite::archive_product(database, id, at);
        });
    }

    Result<std::vector<ProductImage>> product_images(std::span<const ProductId> ids) override {
        return during(sqlite::select_images(reader_, ids), "reading the states of pictures");
    }

    Result<std::vector<ImageTask>> take_images(Timestamp now,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override {
        // Asked often and mostly in vain: that must not wait for the writer.
        const auto due = sqlite::any_image_due(reader_, now);
        if (!due) return due.error().during("taking pictures to prepare");
        if (!*due) return std::vector<ImageTask>();
        return written<std::vector<ImageTask>>(
            "taking pictures to prepare", [&](Database& database) {
                return sqlite::take_due_images(database,
                                               {.now = now, .until = now + lease, .limit = limit});
            });
    }

    Result<void> settle_images(std::span<const ImageOutcome> outcomes) override {
        if (outcomes.empty()) return {};
        return in_transaction("noting what came of pictures", [&](Database& database) {
            return sqlite::settle_image_rows(database, outcomes);
        });
    }

    Result<ImageBacklog> image_backlog() override {
        return during(sqlite::count_images(reader_), "counting pictures");
    }

    Result<std::int64_t> next_fence(int shard) override;

    Result<std::unique_ptr<Transaction>> begin() override {
        auto write = writer_.begin();
        if (!write) return write.error().during("beginning a transaction");
        return std::unique_ptr<Transaction>(
            std::make_unique<sqlite::SqliteTransaction>(std::move(*write)));
    }

    Result<Order> order_by_number(const std::string& number) override {
        return found_or(select_order(reader_, number), "order " + number);
    }

    Result<Order> order_by_idempotency_key(const std::string& streamer,
                                           const std::string& key) override {
        return found_or(select_order(reader_, streamer, key), "order of this idempotency key");
    }

    Result<std::vector<Order>> orders(const OrderFilter& filter) override {
        return during(select_orders(reader_, filter), "listing orders");
    }

    Result<Trace> trace(const std::string& number) override {
        return found_or(select_trace(reader_, number), "order " + number);
    }

    Result<std::vector<DecidedComment>> comments(const std::string& streamer,
                                                 std::size_t limit) override {
        return during(select_comments(reader_, streamer, limit), "listing comments");
    }

    Result<Totals> totals(const std::string& streamer) override {
        return during(select_totals(reader_, streamer), "adding up totals");
    }

    Result<IntentFeedback> save_feedback(const IntentFeedback& feedback) override {
        return written<IntentFeedback>("saving a correction", [&](Database& database) {
            return sqlite::upsert_feedback(database, feedback);
        });
    }

    Result<std::vector<IntentFeedback>> feedback(const FeedbackFilter& filter) override {
        return during(sqlite::select_feedback(reader_, filter), "listing corrections");
    }

    Result<IntentFeedback> feedback_on(const CommentId& message) override {
        return found_or(sqlite::select_commented(reader_, message),
                        "message " + message.to_string());
    }

private:
    template <class Change>
    Result<void> in_transaction(const char* action, Change change) {
        auto write = writer_.begin();
        if (!write) return write.error().during(action);
        const Result<void> changed = change(**write);
        if (!changed) return changed.error().during(action);
        const auto committed = write->commit();
        if (!committed) return committed.error().during(action);
        return {};
    }

    // What the change gives, once it is committed.
    template <class Value, class Change>
    Result<Value> written(const char* action, Change change) {
        Value value;
        const auto committed = in_transaction(action, [&](Database& database) -> Result<void> {
            auto changed = change(database);
            if (!changed) return changed.error();
            value = std::move(*changed);
            return {};
        });
        if (!committed) return committed.error();
        return value;
    }

    static Result<void> change_pin(Database& database,
                                   const std::string& streamer,
                                   const std::optional<ProductId>& product,
                                   Timestamp at,
                                   PinnedBy by);

    Writer& writer_;
    Database reader_;
};

Result<void> SqliteStore::change_pin(Database& database,
                                     const std::string& streamer,
                                     const std::optional<ProductId>& product,
                                     Timestamp at,
                                     PinnedBy by) {
    const std::string time = to_iso8601(at);
    // Never before it began, whatever the caller's clock says.
    auto ended = database.execute(
        "UPDATE streamer_pins SET unpinned_at = max(pinned_at, ?)"
        " WHERE streamer = ? AND pinned_by = ? AND unpinned_at IS NULL",
        time, streamer, to_string(by));
    if (!ended || !product) return ended;
    const auto pinned = database.execute(
        "INSERT INTO streamer_pins (id, streamer, product_id, pinned_at, pinned_by)"
        " SELECT ?, streamer, id, ?, ? FROM products WHERE id = ? AND streamer = ?"
        " AND archived_at IS NULL",
        Uuid::next().to_string(), time, to_string(by), product->to_string(), streamer);
    if (!pinned) return pinned.error();
    if (database.changes() == 1) return {};
    return Error(Errc::not_found, "the streamer has no product " + product->to_string());
}

Result<std::int64_t> SqliteStore::next_fence(int shard) {
    auto write = writer_.begin();
    if (!write) return write.error().during("drawing a fence");
    const auto drawn = (*write)->execute(
        "INSERT INTO shard_fences (shard, token) VALUES (?, 1)"
        " ON CONFLICT (shard) DO UPDATE SET token = token + 1",
        shard);
    if (!drawn) return drawn.error().during("drawing a fence");
    std::int64_t token = 0;
    {
        auto select = (*write)->query("SELECT token FROM shard_fences WHERE shard = ?");
        if (!select) return select.error().during("drawing a fence");
        const auto row = select->bind(shard).step();
        if (!row) return row.error().during("drawing a fence");
        token = select->number(0);
    }
    const auto committed = write->commit();
    if (!committed) return committed.error().during("drawing a fence");
    return token;
}

class SqliteStoreFactory final : public StoreFactory {
public:
    SqliteStoreFactory(std::string path, std::unique_ptr<Writer> writer)
        : path_(std::move(path)), writer_(std::move(writer)) {}

    Result<std::unique_ptr<Store>> open() override {
        auto reader = Database::open(path_, Access::read_only);
        if (!reader) return reader.error();
        return std::unique_ptr<Store>(std::make_unique<SqliteStore>(*writer_, std::move(*reader)));
    }

private:
    const std::string path_;
    const std::unique_ptr<Writer> writer_;
};

}  // namespace

Result<std::unique_ptr<StoreFactory>> open_sqlite_store(const std::string& path) {
    const auto migrator = open_sqlite_migrator(path);
    if (!migrator) return migrator.error();
    const auto verified = (*migrator)->verify();
    if (!verified && verified.error().code() == Errc::conflict)
        return Error(Errc::conflict, verified.error().what() + ": run `tiktoksales schema apply`");
    if (!verified) return verified.error();
    auto writer = Writer::open(path);
    if (!writer) return writer.error();
    return std::unique_ptr<StoreFactory>(
        std::make_unique<SqliteStoreFactory>(path, std::move(*writer)));
}

}  // namespace tts
