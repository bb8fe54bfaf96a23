#pragma once

#include "ports/store.hpp"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tts::test {

// One show, and the sightings that are added to it. The rest of a store is not asked for.
struct FakeShow {
    std::mutex mutex;
    Show show;
    bool is_down = false;
};

class FakeShowStore final : public Store {
public:
    explicit FakeShowStore(FakeShow& state) : state_(state) {}

    Result<void> ping() override { return {}; }
    Result<std::vector<Show>> shows(std::span<const std::string>, Timestamp) override {
        const std::lock_guard lock(state_.mutex);
        if (state_.is_down) return Error(Errc::unavailable, "down");
        return std::vector<Show>{state_.show};
    }
    Result<void> add_sighting(const Sighting& sighting) override {
        const std::lock_guard lock(state_.mutex);
        state_.show.sightings.push_back(sighting);
        return {};
    }

    Result<void> save_streamer(const Streamer&) override { return unused(); }
    Result<void> block_buyer(const BlockedBuyer&) override { return unused(); }
    Result<void> save_rules(const std::string&, const ShowRules&) override { return unused(); }
    Result<void> pin(const std::string&, std::optional<ProductId>, Timestamp, PinnedBy) override {
        return unused();
    }
    Result<Product> save_product(const Product&) override { return unused(); }
    Result<Product> product(const ProductId&) override { return unused(); }
    Result<Product> product_by_sku(const std::string&, const std::string&) override {
        return unused();
    }
    Result<ProductPage> products(const ProductQuery&) override { return unused(); }
    Result<Product> product_of_variant(const std::string&, const std::string&) override {
        return unused();
    }
    Result<Product> change_product(const ProductId&, const ProductChange&) override {
        return unused();
    }
    Result<Product> archive_product(const ProductId&, std::optional<Timestamp>) override {
        return unused();
    }
    Result<std::vector<ProductImage>> product_images(std::span<const ProductId>) override {
        return unused();
    }
    Result<std::vector<ImageTask>> take_images(Timestamp,
                                               std::chrono::milliseconds,
                                               std::size_t) override {
        return unused();
    }
    Result<void> settle_images(std::span<const ImageOutcome>) override { return unused(); }
    Result<ImageBacklog> image_backlog() override { return unused(); }
    Result<IntentFeedback> save_feedback(const IntentFeedback&) override { return unused(); }
    Result<std::vector<IntentFeedback>> feedback(const FeedbackFilter&) override {
        return unused();
    }
    Result<IntentFeedback> feedback_on(const CommentId&) override { return unused(); }
    Result<std::int64_t> next_fence(int) override { return unused(); }
    Result<std::unique_ptr<Transaction>> begin() override { return unused(); }
    Result<Order> order_by_number(const std::string&) override { return unused(); }
    Result<Order> order_by_idempotency_key(const std::string&, const std::string&) override {
        return unused();
    }
    Result<std::vector<Order>> orders(const OrderFilter&) override { return unused(); }
    Result<Trace> trace(const std::string&) override { return unused(); }
    Result<std::vector<DecidedComment>> comments(const std::string&, std::size_t) override {
        return unused();
    }
    Result<Totals> totals(const std::string&) override { return unused(); }

private:
    static Error unused() { return {Errc::unavailable, "not part of this test"}; }

    FakeShow& state_;
};

class FakeShowStores final : public StoreFactory {
public:
    explicit FakeShowStores(FakeShow& state) : state_(state) {}
    Result<std::unique_ptr<Store>> open() override {
        return std::unique_ptr<Store>(std::make_unique<FakeShowStore>(state_));
    }

private:
    FakeShow& state_;
};

}  // namespace tts::test
