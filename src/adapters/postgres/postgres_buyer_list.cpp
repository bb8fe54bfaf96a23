#include "adapters/postgres/postgres_buyer_list.hpp"

#include "adapters/postgres/comment_table.hpp"
#include "adapters/postgres/connection_pool.hpp"
#include "adapters/postgres/sql_array.hpp"

#include <functional>

namespace tts {

namespace postgres {

namespace {

Buyer read_buyer(RowReader& row) {
    Buyer buyer;
    buyer.id = row.id<CommentId>();
    buyer.username = row.text();
    buyer.message = row.text();
    buyer.quantity = row.small_integer();
    buyer.timestamp = row.time();
    buyer.product = row.id<ProductId>();
    buyer.product_name = row.text();
    if (row.is_null())
        static_cast<void>(row.text());
    else
        buyer.product_price = row.money();
    buyer.status = row.parsed(parse_buyer_status);
    return buyer;
}

// An empty status means any.
constexpr const char* buyers_of =
    " FROM chat_messages c LEFT JOIN buyer_intents b ON b.chat_message_id = c.id "
    "LEFT JOIN products p ON p.id = c.matched_product_id "
    "WHERE c.streamer = $1 AND c.nlp_intent = 'buy' AND c.decision <> 'ignored' "
    "AND ($2 = '' OR coalesce(b.status, 'pending') = $2)";

class PostgresBuyerList final : public BuyerList {
public:
    explicit PostgresBuyerList(const std::string& url) : connections_(url) {}

    Result<BuyerPage> buyers(const BuyerFilter& filter) override {
        const std::string status(filter.status ? to_string(*filter.status) : "");
        const auto rows = connections_.run(std::vector<Statement>{
            {std::string("SELECT count(*)") + buyers_of, {filter.streamer, status}},
            {"SELECT c.id, c.client, c.message, coalesce(c.claim_quantity, 1), " +
                 ms("c.\"timestamp\"") + ", p.id, p.name, p.price, coalesce(b.status, 'pending')" +
                 buyers_of + " ORDER BY c.created_at DESC, c.id DESC LIMIT $3",
             {filter.streamer, status, std::to_string(filter.limit)}}});
        if (!rows) return rows.error().during("listing buyers");
        auto buyers = read_all(rows->back(), read_buyer);
        if (!buyers) return buyers.error();
        const auto total = RowReader(rows->front(), 0).integer();
        return BuyerPage{.buyers = std::move(*buyers), .total = static_cast<std::size_t>(total)};
    }

    Result<void> set_status(const CommentId& id,
                            BuyerStatus status,
                            const std::string& streamer) override {
        const auto rows = connections_.run(
            Statement{"INSERT INTO buyer_intents (chat_message_id, status) "
                      "SELECT id, $2 FROM chat_messages WHERE id = $1::uuid AND nlp_intent = 'buy' "
                      "AND decision <> 'ignored' AND ($3 = '' OR streamer = $3) "
                      "ON CONFLICT (chat_message_id) DO UPDATE SET status = excluded.status, "
                      "updated_at = now()",
                      {id.to_string(), std::string(to_string(status)), streamer}});
        if (!rows) return rows.error().during("noting a buyer's status");
        if (rows->written() == 0)
            return Error(Errc::not_found, "there is no buyer " + id.to_string());
        return {};
    }

    Result<std::vector<DecidedComment>> decided(std::span<const CommentId> ids) override {
        if (ids.empty()) return std::vector<DecidedComment>();
        const auto rows = connections_.run(
            Statement{"SELECT " + comment_columns() +
                          " FROM chat_messages c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id",
                      {array_of(ids, std::identity())}});
        if (!rows) return rows.error().during("reading decided comments");
        return read_all(*rows, read_comment);
    }

private:
    ConnectionPool connections_;
};

}  // namespace

}  // namespace postgres

std::unique_ptr<BuyerList> make_postgres_buyer_list(const std::string& url) {
    return std::make_unique<postgres::PostgresBuyerList>(url);
}

}  // namespace tts
