#pragma once

#include "adapters/sqlite/writer.hpp"
#include "ports/store.hpp"

namespace tts::sqlite {

// A transaction on the writer: nobody else writes while it is open, so that every row it reads is
// locked.
class SqliteTransaction final : public Transaction {
public:
    explicit SqliteTransaction(WriteTransaction write) : write_(std::move(write)) {}

    Result<void> hold_fences(std::span<const ShardFence> fences) override;
    Result<std::vector<Order>> pending_orders(std::span<const BuyerProduct> keys,
                                              Timestamp since) override;
    Result<std::vector<Order>> due_orders(Timestamp now, std::size_t limit) override;
    Result<std::set<OrderId>> being_paid(std::span<const OrderId> orders) override;
    Result<Discount> use_discount(const std::string& streamer,
                                  const std::string& code,
                                  Timestamp at) override;
    Result<Order> lock_order(const std::string& id_or_number) override;
    Result<std::vector<Product>> lock_products(std::span<const ProductId> ids) override;
    Result<std::vector<ProductId>> awaited_products(std::size_t limit) override;
    Result<std::vector<Wait>> waiting(std::span<const ProductId> products,
                                      std::size_t limit) override;
    Result<std::map<BuyerProduct, std::int64_t>> units_of(std::span<const BuyerProduct> keys,
                                                          Timestamp since) override;
    Result<std::map<BuyerProduct, std::int64_t>> unpaid_of(std::span<const BuyerProduct> keys,
                                                           Timestamp since) override;
    Result<std::vector<CommentId>> write(const Effects& effects) override;
    Result<void> commit() override;

private:
    Result<std::vector<CommentId>> write_all(const Effects& effects);

    WriteTransaction write_;
    bool is_ended_ = false;
    bool must_roll_back_ = false;  // A write was incomplete.
};

}  // namespace tts::sqlite
