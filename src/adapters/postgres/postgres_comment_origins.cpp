#include "adapters/postgres/postgres_comment_origins.hpp"

#include "adapters/postgres/connection_pool.hpp"
#include "adapters/postgres/sql_array.hpp"

#include <functional>

namespace tts {

namespace postgres {

namespace {

CommentOrigin read_origin(RowReader& row) {
    CommentOrigin origin;
    origin.comment = row.id<CommentId>();
    origin.request_id = row.text();
    origin.trace_id = row.text();
    return origin;
}

class PostgresCommentOrigins final : public CommentOrigins {
public:
    explicit PostgresCommentOrigins(const std::string& url) : connections_(url) {}

    Result<void> save(std::span<const CommentOrigin> origins) override {
        if (origins.empty()) return {};
        const auto rows = connections_.run(
            Statement{"INSERT INTO comment_origins (chat_message_id, request_id, trace_id) "
                      "SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) "
                      "ON CONFLICT DO NOTHING",
                      {array_of(origins, &CommentOrigin::comment),
                       array_of(origins, &CommentOrigin::request_id),
                       array_of(origins, &CommentOrigin::trace_id)}});
        if (!rows) return rows.error().during("noting where comments came from");
        return {};
    }

    Result<std::vector<CommentOrigin>> find(std::span<const CommentId> comments) override {
        if (comments.empty()) return std::vector<CommentOrigin>();
        const auto rows = connections_.run(
            Statement{"SELECT chat_message_id, request_id, trace_id FROM comment_origins "
                      "WHERE chat_message_id = ANY ($1::uuid[]) ORDER BY chat_message_id",
                      {array_of(comments, std::identity())}});
        if (!rows) return rows.error().during("reading where comments came from");
        return read_all(*rows, read_origin);
    }

private:
    ConnectionPool connections_;
};

}  // namespace

}  // namespace postgres

std::unique_ptr<CommentOrigins> make_postgres_comment_origins(const std::string& url) {
    return std::make_unique<postgres::PostgresCommentOrigins>(url);
}

}  // namespace tts
