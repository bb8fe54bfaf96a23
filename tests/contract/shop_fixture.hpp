#pragma once

// A database with everything that the shop works with, used as a worker, a seller and a payment use
// it.

#include "contract/store/fixture.hpp"
#include "core/order_lines.hpp"
#include "order/buyer_changes.hpp"
#include "order/hold_sweeper.hpp"
#include "order/order_edit.hpp"
#include "pipeline/batch_processor.hpp"
#include "ports/discount_store.hpp"
#include "ports/payment_store.hpp"
#include "ports/stock_audit.hpp"
#include "ports/variant_store.hpp"

#include <charconv>
#include <sstream>

namespace tts::test {

// A new database, and everything in it that the shop works with.
class ShopWorld {
public:
    virtual ~ShopWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<VariantStore>> open_variants() = 0;
    virtual Result<std::unique_ptr<DiscountStore>> open_discounts() = 0;
    virtual Result<std::unique_ptr<PaymentStore>> open_payments() = 0;
    virtual Result<std::unique_ptr<StockAudit>> open_audit() = 0;
};

using MakeShopWorld = std::unique_ptr<ShopWorld> (*)();

// "P1", "P1 M", "P1 M 2", "P1 2": a code, then an option and a number, if any. "cancel" cancels.
struct CodeReader final : IntentReader {
    IntentReading read(std::span<const std::string_view> burst,
                       const ClaimVocabulary&) const override {
        IntentReading reading;
        reading.intent = Intent::buy;
        reading.score = 0.9;
        reading.language = "en";
        reading.model_version = "codes";
        for (const auto text : burst) {
            if (text == "cancel") {
                reading.cancels = true;
                continue;
            }
            std::istringstream words{std::string(text)};
            ClaimItem item;
            words >> item.code;
            for (std::string word; words >> word;) {
                int number = 0;
                const auto [end, error] =
                    std::from_chars(word.data(), word.data() + word.size(), number);
                if (error == std::errc())
                    item.quantity = number;
                else
                    item.variant += (item.variant.empty() ? "" : " ") + word;
            }
            reading.items.push_back(item);
        }
        return reading;
    }
};

class ShopContract : public testing::TestWithParam<MakeShopWorld> {
protected:
    using Parts = std::array<std::int32_t, 3>;  // Available, reserved, sold.

    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        open_all();
    }

    void open_all() {
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        variants_ = world_->open_variants().value();
        discounts_ = world_->open_discounts().value();
        payments_ = world_->open_payments().value();
        audit_ = world_->open_audit().value();
        fence_ = store_->next_fence(1).value();
    }

    // Whoever forks must not have a database open.
    void close_all() {
        audit_.reset();
        payments_.reset();
        discounts_.reset();
        variants_.reset();
        store_.reset();
        factory_.reset();
    }

    ShopWorld& world() { return *world_; }
    StoreDatabase& database() { return world_->database(); }
    Store& store() { return *store_; }
    StoreFactory& factory() { return *factory_; }
    VariantStore& variants() { return *variants_; }
    DiscountStore& discounts() { return *discounts_; }
    PaymentStore& payments() { return *payments_; }

    Product saved(const std::string& code, std::int32_t stock) {
        Product product = sample_product("ana", "SKU-" + code);
        product.code = code;
        product.options = {};
        product.price = Money::from_cents(1'000);
        product.stock = stock;
        return store().save_product(product).value();
    }

    Variant added(const Product& product, const std::string& size, std::int32_t stock) {
        return variants()
            .add({.id = VariantId::next(),
                  .product = product.id,
                  .sku = product.sku + "-" + size,
                  .options = {size},
                  .stock = stock})
            .value();
    }

    void set_rules(const ShowRules& rules, RepeatPolicy repeats = RepeatPolicy::add) {
        ASSERT_TRUE(store().save_streamer({.username = "ana", .repeats = repeats}));
        ASSERT_TRUE(store().save_rules("ana", rules));
    }

    static Burst burst_of(const std::string& client, const std::string& message) {
        const Comment comment{.id = CommentId::next(),
                              .streamer = "ana",
                              .client = client,
                              .message = message,
                              .timestamp = now(),
                              .source = "tiktok_live",
                              .source_message_id = {}};
        return {.streamer = "ana", .client = client, .comments = {comment}, .attempt = 1};
    }

    // As a worker does it, each message in a batch of its own.
    void say(const std::string& client, const std::string& message) {
        BatchProcessor processor(store(), reader_, {});
        const auto done = processor.process(
            Batch{.shard = 1, .bursts = {burst_of(client, message)}, .next_due = {}}, fence_);
        ASSERT_TRUE(done) << done.error().what();
    }

    std::vector<Order> orders_of(const std::string& buyer) {
        return store()
            .orders({.streamer = "ana", .buyer = buyer, .status = {}, .before = {}})
            .value();
    }
    Order order_of(const std::string& buyer) {
        const auto orders = orders_of(buyer);
        EXPECT_EQ(orders.size(), 1U) << buyer;
        return orders.empty() ? Order() : orders.front();
    }

    DecidedComment last_comment() { return store().comments("ana", 1).value().front(); }

    Parts parts(const Product& product) {
        const auto stored = store().product(product.id).value();
        return {stored.stock, stored.reserved, stored.sold};
    }
    Parts parts(const Variant& variant) {
        const auto stored = variants().find(variant.id).value();
        return {stored.stock, stored.reserved, stored.sold};
    }

    // As a provider's event does it.
    void pay(const Order& order) {
        const auto payment = payments().add({.id = PaymentId::next(),
                                             .order = order.id,
                                             .provider = "sandbox",
                                             .amount = order.total_price,
                                             .currency = order.currency,
                                             .created_at = now(),
                                             .updated_at = now()});
        ASSERT_TRUE(payment) << payment.error().what();
        const auto paid =
            payments().change(payment->id, [](const Payment& before, const Order& locked) {
                PaymentChange change{.payment = before};
                change.payment.status = PaymentStatus::completed;
                change.payment.pays_order = locked.status == OrderStatus::pending;
                if (change.payment.pays_order) change.order_status = OrderStatus::paid;
                return Result<PaymentChange>(std::move(change));
            });
        ASSERT_TRUE(paid) << paid.error().what();
    }

    void expect_balanced() {
        const auto report = audit_->report();
        ASSERT_TRUE(report) << report.error().what();
        for (const StockDifference& one : report->differences)
            ADD_FAILURE() << one.sku << " " << one.variant_sku << ": stored "
                          << one.stored.available << "/" << one.stored.reserved << "/"
                          << one.stored.sold << ", moved " << one.moved.available << "/"
                          << one.moved.reserved << "/" << one.moved.sold << ", ordered "
                          << one.ordered.reserved << "/" << one.ordered.sold;
    }

    CodeReader reader_;

private:
    std::unique_ptr<ShopWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<VariantStore> variants_;
    std::unique_ptr<DiscountStore> discounts_;
    std::unique_ptr<PaymentStore> payments_;
    std::unique_ptr<StockAudit> audit_;
    std::int64_t fence_ = 0;
};

}  // namespace tts::test
