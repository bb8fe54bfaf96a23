#pragma once

#include "adapters/sql/session.hpp"
#include "ports/capture_store.hpp"

#include <array>
#include <charconv>
#include <mutex>
#include <string>
#include <utility>

namespace tts::sql {

template <class Row>
StreamSource read_stream_source(Row& row) {
    StreamSource source;
    source.streamer = row.text();
    source.url = row.text();
    source.delay = std::chrono::milliseconds(row.integer());
    return source;
}

template <class Row>
CaptureStatus read_capture_status(Row& row) {
    CaptureStatus status{.source = read_stream_source(row)};
    status.is_live = row.flag();
    status.state = row.text();
    status.reason = row.text();
    status.last_frame_at = row.maybe_time();
    return status;
}

template <class Row>
OldFrame read_old_frame(Row& row) {
    OldFrame frame;
    frame.key = row.text();
    frame.bytes = row.integer();
    return frame;
}

inline std::string hexadecimal(std::uint64_t number) {
    constexpr int base = 16;
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    return {digits.data(), end};
}

template <class Row>
std::int64_t read_number(Row& row) {
    return row.integer();
}

// CaptureStore on either database.
template <class Session>
class SqlCaptureStore final : public CaptureStore {
public:
    template <class... Args>
    explicit SqlCaptureStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> save_source(const StreamSource& source, Timestamp at) override {
        return write(
            "INSERT INTO stream_captures (streamer, source_url, delay_ms, updated_at) "
            "VALUES ($1::text, $2::text, $3::bigint, $4::timestamptz) "
            "ON CONFLICT (streamer) DO UPDATE SET source_url = excluded.source_url, "
            "delay_ms = excluded.delay_ms, updated_at = excluded.updated_at",
            {source.streamer, source.url, std::to_string(source.delay.count()), to_iso8601(at)},
            "saving where a stream is");
    }

    Result<CaptureStatus> status(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT s.username, coalesce(c.source_url, ''), coalesce(c.delay_ms, 0), s.is_live, "
            "coalesce(c.state, 'off'), coalesce(c.reason, ''), time(c.last_frame_at) "
            "FROM streamers s LEFT JOIN stream_captures c ON c.streamer = s.username "
            "WHERE s.username = $1::text "
            "UNION ALL SELECT c.streamer, c.source_url, c.delay_ms, $2::boolean, c.state, "
            "c.reason, time(c.last_frame_at) FROM stream_captures c "
            "LEFT JOIN streamers s ON s.username = c.streamer "
            "WHERE c.streamer = $1::text AND s.username IS NULL",
            {streamer, flag(false)}, read_capture_status<typename Session::Row>);
        if (!found) return found.error().during("reading how a stream is watched");
        if (!found->empty()) return found->front();
        return CaptureStatus{.source = {.streamer = streamer, .url = {}}};
    }

    Result<std::vector<StreamSource>> lease_streams(const StreamLease& lease) override {
        const std::lock_guard lock(session_.mutex);
        std::vector<StreamSource> streams;
        const auto leased = session_.in_transaction("taking streams", [&]() -> Result<void> {
            if (lease.without_url) {
                const auto added = session_.execute(
                    "INSERT INTO stream_captures (streamer, updated_at) "
                    "SELECT username, $1::timestamptz FROM streamers WHERE is_live "
                    "ON CONFLICT (streamer) DO NOTHING",
                    {to_iso8601(lease.now)});
                if (!added) return added.error();
            }
            const auto taken = take(lease);
            if (!taken) return taken.error();
            auto read = held(lease);
            if (!read) return read.error();
            streams = std::move(*read);
            return {};
        });
        if (!leased) return leased.error();
        return streams;
    }

    Result<void> release_streams(const std::string& owner, Timestamp at) override {
        return write(
            "UPDATE stream_captures SET lease_owner = '', leased_until = NULL, state = 'off', "
            "updated_at = $2::timestamptz WHERE lease_owner = $1::text",
            {owner, to_iso8601(at)}, "giving streams back");
    }

    Result<void> note(const CaptureNote& note) override {
        std::optional<std::string> frame_at;
        if (note.last_frame_at) frame_at = to_iso8601(*note.last_frame_at);
        return write(
            "UPDATE stream_captures SET state = $3::text, reason = $4::text, "
            "last_frame_at = coalesce($5::timestamptz, last_frame_at), "
            "updated_at = $6::timestamptz "
            "WHERE streamer = $2::text AND lease_owner = $1::text",
            {note.owner, note.streamer, note.state, note.reason, frame_at, to_iso8601(note.at)},
            "noting how a stream is watched");
    }

    Result<void> add_frame(const KeptFrame& frame) override {
        std::optional<std::string> product;
        if (!frame.product.is_nil()) product = frame.product.to_string();
        return write(
            "INSERT INTO streamer_frames (id, streamer, stream_time, object_key, fingerprint, "
            "bytes, product_id, score, created_at) VALUES ($1::uuid, $2::text, $3::timestamptz, "
            "$4::text, $5::text, $6::bigint, $7::uuid, CAST($8 AS double precision), "
            "$9::timestamptz) "
            "ON CONFLICT (object_key) DO UPDATE SET fingerprint = excluded.fingerprint, "
            "bytes = excluded.bytes, product_id = excluded.product_id, score = excluded.score",
            {frame.id.to_string(), frame.streamer, to_iso8601(frame.stream_time), frame.key,
             hexadecimal(frame.fingerprint), std::to_string(frame.bytes), product,
             std::to_string(frame.score), to_iso8601(frame.created_at)},
            "noting a frame");
    }

    Result<std::vector<OldFrame>> old_frames(Timestamp before, std::size_t limit) override {
        const std::lock_guard lock(session_.mutex);
        return session_.select(
            "SELECT f.object_key, f.bytes FROM streamer_frames f "
            "WHERE f.stream_time < $1::timestamptz AND NOT EXISTS (SELECT 1 FROM chat_messages m "
            "WHERE m.match_frame = 'object://' || f.object_key AND m.match_frame <> '') "
            "ORDER BY f.stream_time LIMIT $2::bigint",
            {to_iso8601(before), std::to_string(limit)}, read_old_frame<typename Session::Row>);
    }

    Result<std::int64_t> frame_bytes() override {
        const std::lock_guard lock(session_.mutex);
        const auto sums =
            session_.select("SELECT CAST(coalesce(sum(bytes), 0) AS bigint) FROM streamer_frames",
                            {}, read_number<typename Session::Row>);
        if (!sums) return sums.error().during("adding up the frames");
        return sums->front();
    }

    Result<void> forget_frames(std::span<const std::string> keys) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("forgetting frames", [&]() -> Result<void> {
            for (const std::string& key : keys) {
                const auto gone = session_.execute(
                    "DELETE FROM streamer_frames WHERE object_key = $1::text", {key});
                if (!gone) return gone.error();
            }
            return {};
        });
    }

private:
    Result<std::int64_t> take(const StreamLease& lease) {
        return session_.execute(
            "UPDATE stream_captures SET lease_owner = $1::text, leased_until = $3::timestamptz "
            "WHERE streamer IN (SELECT c.streamer FROM stream_captures c "
            "JOIN streamers s ON s.username = c.streamer "
            "WHERE s.is_live AND (c.source_url <> '' OR $5::boolean) "
            "AND (c.lease_owner = $1::text OR c.leased_until IS NULL "
            "OR c.leased_until < $2::timestamptz) "
            "ORDER BY CASE WHEN c.lease_owner = $1::text THEN 0 ELSE 1 END, c.streamer "
            "LIMIT $4::bigint) "
            // Said again, because another process may have taken the row in between.
            "AND (lease_owner = $1::text OR leased_until IS NULL "
            "OR leased_until < $2::timestamptz)",
            {lease.owner, to_iso8601(lease.now), to_iso8601(lease.now + lease.duration),
             std::to_string(lease.limit), flag(lease.without_url)});
    }

    Result<std::vector<StreamSource>> held(const StreamLease& lease) {
        return session_.select(
            "SELECT c.streamer, c.source_url, c.delay_ms FROM stream_captures c "
            "JOIN streamers s ON s.username = c.streamer "
            "WHERE s.is_live AND c.lease_owner = $1::text AND c.leased_until > $2::timestamptz "
            "AND (c.source_url <> '' OR $3::boolean) ORDER BY c.streamer",
            {lease.owner, to_iso8601(lease.now), flag(lease.without_url)},
            read_stream_source<typename Session::Row>);
    }

    Result<void> write(const char* sql, const Parameters& parameters, const char* action) {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(sql, parameters);
        if (!written) return written.error().during(action);
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
