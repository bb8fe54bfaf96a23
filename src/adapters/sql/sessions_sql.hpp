#pragma once

#include "adapters/sql/account_tables.hpp"
#include "adapters/sql/session.hpp"
#include "ports/session_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
LoginSession read_login_session(Row& row) {
    LoginSession session;
    session.id = row.uuid();
    session.kind = row.parsed(parse_session_kind);
    const std::string role = row.text();
    const Uuid account = row.uuid();
    if (const auto known = parse_account_role(role))
        session.account = AccountRef{.role = *known, .id = account};
    session.program = row.text();
    session.token_version = row.integer();
    session.refresh_sha256 = row.text();
    session.user_agent = row.text();
    session.language = row.text();
    session.created_at = row.time();
    session.last_used_at = row.time();
    session.expires_at = row.time();
    session.revoked_at = row.maybe_time();
    session.revoked_for = row.text();
    return session;
}

template <class Row>
EndedSession read_ended_session(Row& row) {
    EndedSession ended;
    ended.id = row.uuid();
    ended.at = row.time();
    return ended;
}

// SessionStore on either database.
template <class Session>
class SqlSessionStore final : public SessionStore {
public:
    template <class... Args>
    explicit SqlSessionStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> add(const LoginSession& session) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("adding a session", [&]() -> Result<void> {
            if (session.account) {
                const auto current = hold_version(*session.account, session.token_version);
                if (!current) return current.error();
            }
            const auto added = session_.execute(insert_sql, parameters_of(session));
            if (!added) return added.error();
            return {};
        });
    }

    Result<LoginSession> find(const Uuid& id) override {
        const std::lock_guard lock(session_.mutex);
        return find_unlocked(id);
    }

    Result<LoginSession> advance(const Uuid& id, const RefreshStep& step) override {
        const std::lock_guard lock(session_.mutex);
        const auto advanced = session_.execute(
            "UPDATE sessions SET refresh_sha256 = $3::text, last_used_at = $4::timestamptz "
            "WHERE id = $1::uuid AND refresh_sha256 = $2::text AND revoked_at IS NULL "
            "AND expires_at > $4::timestamptz",
            {id.to_string(), step.from_sha256, step.to_sha256, to_iso8601(step.at)});
        if (!advanced) return advanced.error().during("refreshing a session");
        auto session = find_unlocked(id);
        if (!session || *advanced == 1) return session;
        if (session->revoked_at || session->expires_at <= step.at)
            return Error(Errc::denied, "the session is over");
        return Error(Errc::conflict, "the refresh token was used before");
    }

    Result<std::vector<LoginSession>> active(const AccountRef& account, Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql =
            std::string(select_sql) +
            " WHERE account_id = $1::uuid AND role = $2::text AND revoked_at IS NULL "
            "AND expires_at > $3::timestamptz ORDER BY created_at DESC, id DESC";
        auto sessions = session_.select(
            sql.c_str(),
            {account.id.to_string(), std::string(to_string(account.role)), to_iso8601(at)},
            read_login_session<typename Session::Row>);
        if (!sessions) return sessions.error().during("listing sessions");
        return sessions;
    }

    Result<void> end(const Uuid& id, const Ending& ending) override {
        const std::lock_guard lock(session_.mutex);
        const auto ended = session_.execute(
            "UPDATE sessions SET revoked_for = CASE WHEN revoked_at IS NULL THEN $3::text "
            "ELSE revoked_for END, revoked_at = coalesce(revoked_at, $2::timestamptz) "
            "WHERE id = $1::uuid",
            {id.to_string(), to_iso8601(ending.at), ending.reason});
        if (!ended) return ended.error().during("ending a session");
        if (*ended == 0) return Error(Errc::not_found, "there is no such session");
        return {};
    }

    Result<void> end_all(const AccountRef& account, const Ending& ending) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("ending sessions",
                                       [&] { return end_sessions_of(session_, account, ending); });
    }

    Result<std::vector<EndedSession>> ended_since(Timestamp since) override {
        const std::lock_guard lock(session_.mutex);
        auto ended = session_.select(
            "SELECT id, time(revoked_at) FROM sessions WHERE revoked_at >= $1::timestamptz",
            {to_iso8601(since)}, read_ended_session<typename Session::Row>);
        if (!ended) return ended.error().during("reading which sessions ended");
        return ended;
    }

private:
    static constexpr const char* select_sql =
        "SELECT id, kind, role, account_id, program, token_version, refresh_sha256, user_agent, "
        "language, time(created_at), time(last_used_at), time(expires_at), time(revoked_at), "
        "revoked_for FROM sessions";
    static constexpr const char* insert_sql =
        "INSERT INTO sessions (id, kind, role, account_id, program, token_version, refresh_sha256, "
        "user_agent, language, created_at, last_used_at, expires_at) VALUES ($1::uuid, $2::text, "
        "$3::text, $4::uuid, $5::text, $6::bigint, $7::text, $8::text, $9::text, "
        "$10::timestamptz, $11::timestamptz, $12::timestamptz)";

    static Parameters parameters_of(const LoginSession& session) {
        const auto& account = session.account;
        return {session.id.to_string(),
                std::string(to_string(session.kind)),
                account ? std::string(to_string(account->role)) : "program",
                account ? std::optional(account->id.to_string()) : std::nullopt,
                session.program,
                std::to_string(session.token_version),
                session.refresh_sha256,
                session.user_agent,
                session.language,
                to_iso8601(session.created_at),
                to_iso8601(session.last_used_at),
                to_iso8601(session.expires_at)};
    }

    // Nobody raises the version until the transaction ends, because its row is written.
    Result<void> hold_version(const AccountRef& account, std::int64_t version) {
        const auto held = session_.execute(tables_of(account.role).hold_version,
                                           {account.id.to_string(), std::to_string(version)});
        if (!held) return held.error();
        if (*held == 0) return Error(Errc::denied, "all sessions of the account were ended");
        return {};
    }

    Result<LoginSession> find_unlocked(const Uuid& id) {
        static const std::string sql = std::string(select_sql) + " WHERE id = $1::uuid";
        auto found = session_.select(sql.c_str(), {id.to_string()},
                                     read_login_session<typename Session::Row>);
        if (!found) return found.error().during("looking for a session");
        if (found->empty()) return Error(Errc::not_found, "there is no such session");
        return std::move(found->front());
    }

    Session session_;
};

}  // namespace tts::sql
