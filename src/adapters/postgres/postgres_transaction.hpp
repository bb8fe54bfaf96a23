#pragma once

#include "adapters/postgres/connection.hpp"
#include "ports/store.hpp"

namespace tts::postgres {

// BEGIN travels with the first statement, so that it costs no round trip of its own.
class PostgresTransaction final : public Transaction {
public:
    explicit PostgresTransaction(Connection& connection) : connection_(connection) {}
    ~PostgresTransaction() override;

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

    // More statements of the adapter, within the transaction.
    Reply exchange(std::vector<Statement> statements);
    Result<Rows> run(Statement statement);

private:
    Result<std::map<BuyerProduct, std::int64_t>> count(Statement statement);
    Result<void> read_variants(std::vector<Product>& locked);
    bool is_open() const;
    Result<std::vector<CommentId>> stored_before(const std::vector<DecidedComment>& comments,
                                                 const Error& refusal);

    Connection& connection_;
    int generation_ = 0;            // Of the connection that it began on; 0: not begun yet.
    bool over_ = false;             // COMMIT or ROLLBACK was sent.
    std::optional<Error> failure_;  // The first. Nothing can be done after it.
};

}  // namespace tts::postgres
