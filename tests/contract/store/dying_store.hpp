#pragma once

#include "contract/store/dying_moment.hpp"
#include "ports/store.hpp"

#include <memory>
#include <utility>

// A store whose process dies by kill -9 at one of the places where it could: before and after each
// thing that a transaction does.

namespace tts::test {

class DyingTransaction final : public Transaction {
public:
    DyingTransaction(std::unique_ptr<Transaction> real, DyingMoment& moment)
        : real_(std::move(real)), moment_(moment) {}

    Result<void> hold_fences(std::span<const ShardFence> fences) override {
        return moment_.around([&] { return real_->hold_fences(fences); });
    }
    Result<std::vector<Order>> pending_orders(std::span<const BuyerProduct> keys,
                                              Timestamp since) override {
        return moment_.around([&] { return real_->pending_orders(keys, since); });
    }
    Result<std::vector<Order>> due_orders(Timestamp now, std::size_t limit) override {
        return moment_.around([&] { return real_->due_orders(now, limit); });
    }
    Result<Order> lock_order(const std::string& id_or_number) override {
        return moment_.around([&] { return real_->lock_order(id_or_number); });
    }
    Result<std::set<OrderId>> being_paid(std::span<const OrderId> orders) override {
        return moment_.around([&] { return real_->being_paid(orders); });
    }
    Result<Discount> use_discount(const std::string& streamer,
                                  const std::string& code,
                                  Timestamp at) override {
        return moment_.around([&] { return real_->use_discount(streamer, code, at); });
    }
    Result<std::vector<Product>> lock_products(std::span<const ProductId> ids) override {
        return moment_.around([&] { return real_->lock_products(ids); });
    }
    Result<std::vector<ProductId>> awaited_products(std::size_t limit) override {
        return moment_.around([&] { return real_->awaited_products(limit); });
    }
    Result<std::vector<Wait>> waiting(std::span<const ProductId> products,
                                      std::size_t limit) override {
        return moment_.around([&] { return real_->waiting(products, limit); });
    }
    Result<std::map<BuyerProduct, std::int64_t>> units_of(std::span<const BuyerProduct> keys,
                                                          Timestamp since) override {
        return moment_.around([&] { return real_->units_of(keys, since); });
    }
    Result<std::map<BuyerProduct, std::int64_t>> unpaid_of(std::span<const BuyerProduct> keys,
                                                           Timestamp since) override {
        return moment_.around([&] { return real_->unpaid_of(keys, since); });
    }
    Result<std::vector<CommentId>> write(const Effects& effects) override {
        return moment_.around([&] { return real_->write(effects); });
    }
    Result<void> commit() override {
        return moment_.around([&] { return real_->commit(); });
    }

private:
    std::unique_ptr<Transaction> real_;
    DyingMoment& moment_;
};

// What is not a transaction is passed on: it changes nothing, or one thing.
class DyingStore final : public Store {
public:
    DyingStore(Store& real, DyingMoment& moment) : real_(real), moment_(moment) {}

    Result<std::unique_ptr<Transaction>> begin() override {
        auto begun = moment_.around([&] { return real_.begin(); });
        if (!begun) return begun.error();
        return std::unique_ptr<Transaction>(
            std::make_unique<DyingTransaction>(std::move(*begun), moment_));
    }

    Result<void> ping() override { return real_.ping(); }
    Result<std::vector<Show>> shows(std::span<const std::string> streamers,
                                    Timestamp since) override {
        return real_.shows(streamers, since);
    }
    Result<void> save_streamer(const Streamer& streamer) override {
        return real_.save_streamer(streamer);
    }
    Result<void> save_rules(const std::string& streamer, const ShowRules& rules) override {
        return real_.save_rules(streamer, rules);
    }
    Result<void> block_buyer(const BlockedBuyer& buyer) override {
        return real_.block_buyer(buyer);
    }
    Result<void> pin(const std::string& streamer,
                     std::optional<ProductId> product,
                     Timestamp at,
                     PinnedBy by) override {
        return real_.pin(streamer, product, at, by);
    }
    Result<void> add_sighting(const Sighting& sighting) override {
        return real_.add_sighting(sighting);
    }
    Result<std::int64_t> next_fence(int shard) override { return real_.next_fence(shard); }
    Result<Order> order_by_number(const std::string& number) override {
        return real_.order_by_number(number);
    }
    Result<Order> order_by_idempotency_key(const std::string& streamer,
                                           const std::string& key) override {
        return real_.order_by_idempotency_key(streamer, key);
    }
    Result<std::vector<Order>> orders(const OrderFilter& filter) override {
        return real_.orders(filter);
    }
    Result<Trace> trace(const std::string& number) override { return real_.trace(number); }
    Result<std::vector<DecidedComment>> comments(const std::string& streamer,
                                                 std::size_t limit) override {
        return real_.comments(streamer, limit);
    }
    Result<Totals> totals(const std::string& streamer) override { return real_.totals(streamer); }

    Result<Product> save_product(const Product& product) override {
        return real_.save_product(product);
    }
    Result<Product> product(const ProductId& id) override { return real_.product(id); }
    Result<Product> product_by_sku(const std::string& streamer, const std::string& sku) override {
        return real_.product_by_sku(streamer, sku);
    }
    Result<Product> product_of_variant(const std::string& streamer,
                                       const std::string& id_or_sku) override {
        return real_.product_of_variant(streamer, id_or_sku);
    }
    Result<ProductPage> products(const ProductQuery& query) override {
        return real_.products(query);
    }
    Result<Product> change_product(const ProductId& id, const ProductChange& change) override {
        return real_.change_product(id, change);
    }
    Result<Product> archive_product(const ProductId& id, std::optional<Timestamp> at) override {
        return real_.archive_product(id, at);
    }
    Result<std::vector<ProductImage>> product_images(std::span<const ProductId> ids) override {
        return real_.product_images(ids);
    }
    Result<std::vector<ImageTask>> take_images(Timestamp now,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override {
        return real_.take_images(now, lease, limit);
    }
    Result<void> settle_images(std::span<const ImageOutcome> outcomes) override {
        return real_.settle_images(outcomes);
    }
    Result<ImageBacklog> image_backlog() override { return real_.image_backlog(); }
    Result<IntentFeedback> save_feedback(const IntentFeedback& feedback) override {
        return real_.save_feedback(feedback);
    }
    Result<std::vector<IntentFeedback>> feedback(const FeedbackFilter& filter) override {
        return real_.feedback(filter);
    }
    Result<IntentFeedback> feedback_on(const CommentId& message) override {
        return real_.feedback_on(message);
    }

private:
    Store& real_;
    DyingMoment& moment_;
};

}  // namespace tts::test
