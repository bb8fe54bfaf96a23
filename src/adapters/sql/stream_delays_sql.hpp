#pragma once

#include "adapters/sql/session.hpp"
#include "ports/stream_delays.hpp"

#include <mutex>
#include <string>
#include <utility>

namespace tts::sql {

template <class Row>
std::chrono::milliseconds read_lag(Row& row) {
    return std::chrono::milliseconds(row.integer());
}

// StreamDelays on either database.
template <class Session>
class SqlStreamDelays final : public StreamDelays {
public:
    template <class... Args>
    explicit SqlStreamDelays(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<std::vector<std::chrono::milliseconds>> add(const StreamLag& lag,
                                                       std::size_t kept) override {
        const std::lock_guard lock(session_.mutex);
        std::vector<std::chrono::milliseconds> lags;
        const auto added = session_.in_transaction("noting how far viewers are behind",
                                                   [&] { return add_now(lag, kept, lags); });
        if (!added) return added.error();
        return lags;
    }

    Result<void> save(const std::string& streamer, const LearnedDelay& delay) override {
        const std::lock_guard lock(session_.mutex);
        const auto saved = session_.execute(
            "INSERT INTO streamers (username, learned_delay_ms, learned_delay_changes) "
            "VALUES ($1::text, CAST($2 AS integer), CAST($3 AS integer)) "
            "ON CONFLICT (username) DO UPDATE SET "
            "learned_delay_ms = excluded.learned_delay_ms, "
            "learned_delay_changes = excluded.learned_delay_changes",
            {streamer, std::to_string(delay.delay.count()), std::to_string(delay.changes)});
        if (!saved) return saved.error().during("saving how far viewers are behind");
        return {};
    }

private:
    Result<void> add_now(const StreamLag& lag,
                         std::size_t kept,
                         std::vector<std::chrono::milliseconds>& lags) {
        const auto written = session_.execute(
            "INSERT INTO stream_lags (streamer, changed_at, lag_ms) "
            "VALUES ($1::text, $2::timestamptz, CAST($3 AS integer)) "
            "ON CONFLICT (streamer, changed_at) DO UPDATE SET lag_ms = excluded.lag_ms "
            "WHERE excluded.lag_ms < stream_lags.lag_ms",
            {lag.streamer, to_iso8601(lag.changed_at), std::to_string(lag.lag.count())});
        if (!written) return written.error();
        const auto trimmed = session_.execute(
            "DELETE FROM stream_lags WHERE streamer = $1::text AND changed_at < "
            "(SELECT changed_at FROM stream_lags WHERE streamer = $1::text "
            "ORDER BY changed_at DESC LIMIT 1 OFFSET $2::bigint)",
            {lag.streamer, std::to_string(kept - 1)});
        if (!trimmed) return trimmed.error();
        auto found = session_.select(
            "SELECT lag_ms FROM stream_lags WHERE streamer = $1::text ORDER BY changed_at DESC",
            {lag.streamer}, read_lag<typename Session::Row>);
        if (!found) return found.error();
        lags = std::move(*found);
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
