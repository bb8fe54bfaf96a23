#include "adapters/sqlite/sqlite_buyer_list.hpp"

#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"
#include "adapters/sqlite/store_rows.hpp"

#include <algorithm>

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::SideConnection;

Buyer read_buyer(RowReader& row) {
    Buyer buyer;
    buyer.id = row.id<CommentId>();
    buyer.username = row.text();
    buyer.message = row.text();
    buyer.quantity = row.small_integer();
    buyer.timestamp = row.time();
    buyer.product = row.id<ProductId>();
    buyer.product_name = row.text();
    buyer.product_price = row.maybe_money();
    buyer.status = row.parsed(parse_buyer_status);
    return buyer;
}

std::int64_t read_count(RowReader& row) {
    return row.integer();
}

// An empty status means any.
const std::string buyers_of =
    " FROM chat_messages AS c LEFT JOIN buyer_intents AS b ON b.chat_message_id = c.id"
    " LEFT JOIN products AS p ON p.id = c.matched_product_id"
    " WHERE c.streamer = ?1 AND c.nlp_intent = 'buy' AND c.decision <> 'ignored'"
    " AND (?2 = '' OR coalesce(b.status, 'pending') = ?2)";

const std::string select_buyers =
    "SELECT c.id, c.client, c.message, coalesce(c.claim_quantity, 1), c.timestamp, p.id, p.name,"
    " p.price, coalesce(b.status, 'pending')" +
    buyers_of + " ORDER BY c.created_at DESC, c.id DESC LIMIT ?3";

const std::string count_buyers = "SELECT count(*)" + buyers_of;

class SqliteBuyerList final : public BuyerList {
public:
    explicit SqliteBuyerList(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<BuyerPage> buyers(const BuyerFilter& filter) override {
        const std::lock_guard lock(connection_->mutex);
        const std::string_view status = filter.status ? to_string(*filter.status) : "";
        Database& reader = connection_->reader;
        sqlite::ReadTransaction moment(reader);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("listing buyers");
        auto rows =
            select_all(reader, select_buyers, read_buyer, filter.streamer, status, filter.limit);
        if (!rows) return rows.error().during("listing buyers");
        const auto total = select_one(reader, count_buyers, read_count, filter.streamer, status);
        if (!total) return total.error().during("counting buyers");
        return BuyerPage{.buyers = std::move(*rows), .total = static_cast<std::size_t>(**total)};
    }

    Result<void> set_status(const CommentId& id,
                            BuyerStatus status,
                            const std::string& streamer) override {
        const std::lock_guard lock(connection_->mutex);
        return connection_->write("noting a buyer's status", [&](Database& database) {
            return upsert(database, id, status, streamer);
        });
    }

    Result<std::vector<DecidedComment>> decided(std::span<const CommentId> ids) override {
        const std::lock_guard lock(connection_->mutex);
        // Not before main(), because another file makes the list of columns.
        static const std::string select_decided =
            "SELECT " + sqlite::comment_columns + " FROM chat_messages AS c WHERE c.id = ?";
        std::vector<DecidedComment> found;
        for (const CommentId& id : ids) {
            auto comment = select_one(connection_->reader, select_decided,
                                      sqlite::read_decided_comment, id.to_string());
            if (!comment) return comment.error().during("reading decided comments");
            if (*comment) found.push_back(std::move(**comment));
        }
        std::sort(found.begin(), found.end(),
                  [](const auto& a, const auto& b) { return a.comment.id < b.comment.id; });
        return found;
    }

private:
    static Result<void> upsert(Database& database,
                               const CommentId& id,
                               BuyerStatus status,
                               const std::string& streamer) {
        const auto written = database.execute(
            "INSERT INTO buyer_intents (chat_message_id, status)"
            " SELECT id, ?1 FROM chat_messages WHERE id = ?2 AND nlp_intent = 'buy'"
            " AND decision <> 'ignored' AND (?3 = '' OR streamer = ?3)"
            " ON CONFLICT (chat_message_id) DO UPDATE SET status = excluded.status,"
            " updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            to_string(status), id.to_string(), streamer);
        if (!written) return written.error();
        if (database.changes() == 0)
            return Error(Errc::not_found, "there is no buyer " + id.to_string());
        return {};
    }

    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<BuyerList>> open_sqlite_buyer_list(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<BuyerList>(std::make_unique<SqliteBuyerList>(std::move(*connection)));
}

}  // namespace tts
