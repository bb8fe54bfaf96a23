#pragma once

#include "adapters/sql/session.hpp"
#include "ports/review_list.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
ReviewComment read_review_comment(Row& row) {
    ReviewComment comment;
    comment.id = CommentId{row.uuid()};
    comment.streamer = row.text();
    comment.client = row.text();
    comment.message = row.text();
    comment.source = row.text();
    comment.language = row.text();
    comment.intent = row.text();
    comment.score = row.real();
    comment.decision = row.text();
    comment.reason = row.text();
    comment.product = ProductId{row.uuid()};
    comment.match_why = row.text();
    comment.quantity = static_cast<std::int32_t>(row.integer());
    comment.variant = row.text();
    comment.cancels = row.flag();
    comment.cancelled_orders = static_cast<int>(row.integer());
    return comment;
}

// ReviewList on either database.
template <class Session>
class SqlReviewList final : public ReviewList {
public:
    template <class... Args>
    explicit SqlReviewList(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<std::vector<ReviewComment>> waiting(const ReviewFilter& filter) override {
        static const std::string sql =
            select_sql +
            "WHERE c.streamer = $1::text AND c.decision = 'review' "
            "AND c.created_at >= $2::timestamptz ORDER BY c.created_at DESC, c.id DESC "
            "LIMIT $3::bigint";
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(
            sql.c_str(), {filter.streamer, to_iso8601(filter.since), std::to_string(filter.limit)},
            read_review_comment<typename Session::Row>);
        if (!found) return found.error().during("reading what waits for a person");
        return found;
    }

    Result<ReviewComment> find(const CommentId& id) override {
        static const std::string sql = select_sql + "WHERE c.id = $1::uuid";
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(sql.c_str(), {id.to_string()},
                                           read_review_comment<typename Session::Row>);
        if (!found) return found.error().during("reading a comment");
        if (found->empty()) return Error(Errc::not_found, "there is no such comment");
        return found->front();
    }

    Result<void> settle(const Verdict& verdict) override {
        const std::string to(to_string(verdict.decision));
        const std::string from(verdict.from ? to_string(*verdict.from) : std::string_view());
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(
            "UPDATE chat_messages SET decision = $2::text, reason = $3::text, "
            "updated_at = $5::timestamptz WHERE id = $1::uuid AND decision <> $2::text "
            "AND ($4::text = '' OR decision = $4::text)",
            {verdict.comment.to_string(), to, verdict.reason, from, to_iso8601(now())});
        if (!written) return written.error().during("noting what a person decided");
        if (*written == 0) return Error(Errc::conflict, "somebody else decided about it before");
        return {};
    }

private:
    inline static const std::string select_sql =
        "SELECT c.id, c.streamer, c.client, c.message, c.comment_source, "
        "coalesce(c.language, 'und'), coalesce(c.nlp_intent, ''), coalesce(c.nlp_score, 0), "
        "coalesce(c.decision, ''), coalesce(c.reason, ''), c.matched_product_id, "
        "coalesce(c.match_why, ''), coalesce(c.claim_quantity, 1), coalesce(c.claim_variant, ''), "
        "c.cancels, "
        "(SELECT count(*) FROM chat_message_order_mapping AS m JOIN orders AS o "
        "ON o.id = m.order_id WHERE m.chat_message_id = c.id AND o.status = 'cancelled') "
        "FROM chat_messages AS c ";

    Session session_;
};

}  // namespace tts::sql
