#include "adapters/sqlite/sqlite_comment_origins.hpp"

#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"

#include <algorithm>

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::SideConnection;

CommentOrigin read_origin(RowReader& row) {
    CommentOrigin origin;
    origin.comment = row.id<CommentId>();
    origin.request_id = row.text();
    origin.trace_id = row.text();
    return origin;
}

const std::string select_origin =
    "SELECT chat_message_id, request_id, trace_id FROM comment_origins WHERE chat_message_id = ?";

Result<void> insert(Database& database, std::span<const CommentOrigin> origins) {
    for (const CommentOrigin& origin : origins) {
        const auto written = database.execute(
            "INSERT INTO comment_origins (chat_message_id, request_id, trace_id)"
            " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            origin.comment.to_string(), origin.request_id, origin.trace_id);
        if (!written) return written.error();
    }
    return {};
}

class SqliteCommentOrigins final : public CommentOrigins {
public:
    explicit SqliteCommentOrigins(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<void> save(std::span<const CommentOrigin> origins) override {
        if (origins.empty()) return {};
        const std::lock_guard lock(connection_->mutex);
        return connection_->write("noting where comments came from",
                                  [&](Database& database) { return insert(database, origins); });
    }

    Result<std::vector<CommentOrigin>> find(std::span<const CommentId> comments) override {
        const std::lock_guard lock(connection_->mutex);
        std::vector<CommentOrigin> found;
        for (const CommentId& id : comments) {
            auto origin =
                select_one(connection_->reader, select_origin, read_origin, id.to_string());
            if (!origin) return origin.error().during("reading where comments came from");
            if (*origin) found.push_back(std::move(**origin));
        }
        std::sort(found.begin(), found.end(),
                  [](const auto& a, const auto& b) { return a.comment < b.comment; });
        return found;
    }

private:
    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<CommentOrigins>> open_sqlite_comment_origins(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<CommentOrigins>(
        std::make_unique<SqliteCommentOrigins>(std::move(*connection)));
}

}  // namespace tts
