#pragma once

#include "adapters/sql/session.hpp"
#include "core/account.hpp"
#include "ports/session_store.hpp"

// Accounts are kept in a table for each role; this says the same of all of them.

namespace tts::sql {

struct AccountTable {
    const char* hold_version;   // Of $1, if it is $2: its row is locked.
    const char* raise_version;  // Of $1.
    const char* set_password;   // Of $1, to the hash $2, at $3.
};

inline const AccountTable& tables_of(AccountRole role) {
    static constexpr AccountTable clients = {
        .hold_version =
            "UPDATE clients SET token_version = token_version "
            "WHERE id = $1::uuid AND token_version = $2::bigint",
        .raise_version =
            "UPDATE clients SET token_version = token_version + 1 "
            "WHERE id = $1::uuid",
        .set_password =
            "UPDATE clients SET password_hash = $2::text, updated_at = $3::timestamptz "
            "WHERE id = $1::uuid"};
    static constexpr AccountTable streamers = {
        .hold_version =
            "UPDATE streamers SET token_version = token_version "
            "WHERE id = $1::uuid AND token_version = $2::bigint",
        .raise_version =
            "UPDATE streamers SET token_version = token_version + 1 "
            "WHERE id = $1::uuid",
        .set_password =
            "UPDATE streamers SET password_hash = $2::text, updated_at = $3::timestamptz "
            "WHERE id = $1::uuid"};
    static constexpr AccountTable members = {
        .hold_version =
            "UPDATE members SET token_version = token_version "
            "WHERE id = $1::uuid AND token_version = $2::bigint",
        .raise_version =
            "UPDATE members SET token_version = token_version + 1 "
            "WHERE id = $1::uuid",
        .set_password =
            "UPDATE members SET password_hash = $2::text, "
            "accepted_at = coalesce(accepted_at, $3::timestamptz) WHERE id = $1::uuid"};
    if (role == AccountRole::client) return clients;
    return role == AccountRole::streamer ? streamers : members;
}

// Who opens an account with an address, as whatever, holds this until the transaction ends.
inline std::string email_lock(const std::string& email) {
    return "email " + email;
}

// Within a transaction. Errc::not_found if there is no such account.
template <class Session>
Result<void> end_sessions_of(Session& session, const AccountRef& account, const Ending& ending) {
    const auto raised =
        session.execute(tables_of(account.role).raise_version, {account.id.to_string()});
    if (!raised) return raised.error();
    if (*raised == 0) return Error(Errc::not_found, "there is no such account");
    const auto ended = session.execute(
        "UPDATE sessions SET revoked_at = $3::timestamptz, revoked_for = $4::text "
        "WHERE account_id = $1::uuid AND role = $2::text AND revoked_at IS NULL",
        {account.id.to_string(), std::string(to_string(account.role)), to_iso8601(ending.at),
         ending.reason});
    if (!ended) return ended.error();
    return {};
}

}  // namespace tts::sql
