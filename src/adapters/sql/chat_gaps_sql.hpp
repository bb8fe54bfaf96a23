#pragma once

#include "adapters/sql/session.hpp"
#include "ports/chat_gaps.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
ChatGap read_chat_gap(Row& row) {
    ChatGap gap;
    gap.streamer = row.text();
    gap.source = row.text();
    gap.from = row.time();
    gap.until = row.time();
    gap.reason = row.text();
    return gap;
}

template <class Row>
Timestamp read_alive_at(Row& row) {
    return row.time();
}

// ChatGaps on either database.
template <class Session>
class SqlChatGaps final : public ChatGaps {
public:
    template <class... Args>
    explicit SqlChatGaps(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> report(const ChatGap& gap) override {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(
            "INSERT INTO chat_gaps (streamer, source, began_at, ended_at, reason) "
            "VALUES ($1::text, $2::text, $3::timestamptz, $4::timestamptz, $5::text) "
            "ON CONFLICT (streamer, source, began_at) DO UPDATE SET "
            "ended_at = excluded.ended_at, reason = excluded.reason",
            {gap.streamer, gap.source, to_iso8601(gap.from), to_iso8601(gap.until), gap.reason});
        if (!written) return written.error().during("noting when the chat was not read");
        return {};
    }

    Result<std::vector<ChatGap>> gaps(const GapsQuery& query) override {
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(
            "SELECT streamer, source, time(began_at), time(ended_at), reason FROM chat_gaps "
            "WHERE ($1::text = '' OR streamer IN ('', $1::text)) "
            "AND ended_at >= $2::timestamptz AND began_at < $3::timestamptz "
            "ORDER BY began_at DESC, streamer, source LIMIT $4::bigint",
            {query.streamer, to_iso8601(query.from), to_iso8601(query.until),
             std::to_string(query.limit)},
            read_chat_gap<typename Session::Row>);
        if (!found) return found.error().during("reading when the chat was not read");
        return found;
    }

    Result<std::optional<Timestamp>> note_alive(Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        std::optional<Timestamp> before;
        const auto noted = session_.in_transaction("noting that the chat is read",
                                                   [&] { return note_alive_now(at, before); });
        if (!noted) return noted.error();
        return before;
    }

private:
    Result<void> note_alive_now(Timestamp at, std::optional<Timestamp>& before) {
        const auto found = session_.select("SELECT time(alive_at) FROM chat_watch WHERE id = 1", {},
                                           read_alive_at<typename Session::Row>);
        if (!found) return found.error();
        if (!found->empty()) before = found->front();
        const auto written = session_.execute(
            "INSERT INTO chat_watch (id, alive_at) VALUES (1, $1::timestamptz) "
            "ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at "
            "WHERE chat_watch.alive_at < excluded.alive_at",
            {to_iso8601(at)});
        if (!written) return written.error();
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
