#pragma once

#include "adapters/postgres/connection.hpp"
#include "ports/store.hpp"

namespace tts::postgres {

class PostgresStore final : public Store {
public:
    explicit PostgresStore(const std::string& url) : connection_(url) {}

    Result<void> open() { return connection_.open(); }

    Result<void> ping() override;

    // In postgres_store.cpp.
    Result<std::vector<Show>> shows(std::span<const std::string> streamers,
                                    Timestamp since) override;
    Result<void> save_streamer(const Streamer& streamer) override;
    Result<void> block_buyer(const BlockedBuyer& buyer) override;
    Result<void> save_rules(const std::string& streamer, const ShowRules& rules) override;
    Result<void> pin(const std::string& streamer,
                     std::optional<ProductId> product,
                     Timestamp at,
                     PinnedBy by) override;
    Result<void> add_sighting(const Sighting& sighting) override;

    // In postgres_store_catalogue.cpp.
    Result<Product> save_product(const Product& product) override;
    Result<Product> product(const ProductId& id) override;
    Result<Product> product_by_sku(const std::string& streamer, const std::string& sku) override;
    Result<Product> product_of_variant(const std::string& streamer,
                                       const std::string& id_or_sku) override;
    Result<ProductPage> products(const ProductQuery& query) override;
    Result<Product> change_product(const ProductId& id, const ProductChange& change) override;
    Result<Product> archive_product(const ProductId& id, std::optional<Timestamp> at) override;
    Result<std::vector<ProductImage>> product_images(std::span<const ProductId> ids) override;
    Result<std::vector<ImageTask>> take_images(Timestamp now,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override;
    Result<void> settle_images(std::span<const ImageOutcome> outcomes) override;
    Result<ImageBacklog> image_backlog() override;

    // In postgres_store_feedback.cpp.
    Result<IntentFeedback> save_feedback(const IntentFeedback& feedback) override;
    Result<std::vector<IntentFeedback>> feedback(const FeedbackFilter& filter) override;
    Result<IntentFeedback> feedback_on(const CommentId& message) override;

    // In postgres_store_orders.cpp.
    Result<std::int64_t> next_fence(int shard) override;
    Result<std::unique_ptr<Transaction>> begin() override;
    Result<Order> order_by_number(const std::string& number) override;
    Result<Order> order_by_idempotency_key(const std::string& streamer,
                                           const std::string& key) override;
    Result<std::vector<Order>> orders(const OrderFilter& filter) override;
    Result<Trace> trace(const std::string& number) override;
    Result<std::vector<DecidedComment>> comments(const std::string& streamer,
                                                 std::size_t limit) override;
    Result<Totals> totals(const std::string& streamer) override;

private:
    // The only row of the statement through `read`; Errc::not_found, naming `what`, if none.
    template <class Read>
    auto find(Statement statement, Read read, const std::string& what)
        -> Result<decltype(read(std::declval<RowReader&>()))> {
        const auto rows = connection_.run(std::move(statement));
        if (!rows) return rows.error().during("looking for " + what);
        if (rows->count() == 0) return Error(Errc::not_found, "there is no " + what);
        // read() moves it on, which clang-tidy cannot see in a template.
        RowReader reader(*rows, 0);  // NOLINT(misc-const-correctness)
        auto found = read(reader);
        const auto checked = reader.checked();
        if (!checked) return checked.error();
        return found;
    }

    Connection connection_;
};

}  // namespace tts::postgres
