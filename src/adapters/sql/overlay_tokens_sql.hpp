#pragma once

#include "adapters/sql/session.hpp"
#include "ports/overlay_tokens.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
OverlayToken read_overlay_token(Row& row) {
    OverlayToken token;
    token.streamer = row.text();
    token.sha256 = row.text();
    token.shows_names = row.flag();
    token.created_at = row.time();
    return token;
}

// OverlayTokens on either database.
template <class Session>
class SqlOverlayTokens final : public OverlayTokens {
public:
    template <class... Args>
    explicit SqlOverlayTokens(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> save(const OverlayToken& token) override {
        return write(
            "INSERT INTO overlay_tokens (streamer, token_sha256, shows_names, created_at) "
            "VALUES ($1::text, $2::text, $3::boolean, $4::timestamptz) "
            "ON CONFLICT (streamer) DO UPDATE SET token_sha256 = excluded.token_sha256, "
            "shows_names = excluded.shows_names, created_at = excluded.created_at",
            {token.streamer, token.sha256, flag(token.shows_names), to_iso8601(token.created_at)});
    }

    Result<OverlayToken> find(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        const auto found = session_.select(
            "SELECT streamer, token_sha256, shows_names, time(created_at) FROM overlay_tokens "
            "WHERE streamer = $1::text",
            {streamer}, read_overlay_token<typename Session::Row>);
        if (!found) return found.error().during("reading the token of an overlay");
        if (found->empty()) return Error(Errc::not_found, "the streamer has no overlay");
        return found->front();
    }

    Result<void> remove(const std::string& streamer) override {
        return write("DELETE FROM overlay_tokens WHERE streamer = $1::text", {streamer});
    }

private:
    Result<void> write(const char* sql, const Parameters& parameters) {
        const std::lock_guard lock(session_.mutex);
        const auto written = session_.execute(sql, parameters);
        if (!written) return written.error().during("changing the token of an overlay");
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
