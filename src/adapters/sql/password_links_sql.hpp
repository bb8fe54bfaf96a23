#pragma once

#include "adapters/sql/account_tables.hpp"
#include "adapters/sql/session.hpp"
#include "ports/password_links.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
PasswordLink read_password_link(Row& row) {
    PasswordLink link;
    link.id = row.uuid();
    link.purpose = row.parsed(parse_link_purpose);
    link.email = row.text();
    const auto role = parse_account_role(row.text());
    const Uuid account = row.uuid();
    if (role) link.account = AccountRef{.role = *role, .id = account};
    link.language = row.text();
    link.created_at = row.time();
    link.expires_at = row.time();
    link.mail_attempts = static_cast<int>(row.integer());
    return link;
}

template <class Session>
Result<void> insert_password_link(Session& session, const PasswordLink& link) {
    const auto& account = link.account;
    const auto added = session.execute(
        "INSERT INTO password_links (id, purpose, email, role, account_id, language, created_at, "
        "expires_at, mail_status, mail_due_at) VALUES ($1::uuid, $2::text, $3::text, $4::text, "
        "$5::uuid, $6::text, $7::timestamptz, $8::timestamptz, 'due', $7::timestamptz)",
        {link.id.to_string(), std::string(to_string(link.purpose)), link.email,
         account ? std::string(to_string(account->role)) : "",
         account ? std::optional(account->id.to_string()) : std::nullopt, link.language,
         to_iso8601(link.created_at), to_iso8601(link.expires_at)});
    if (!added) return added.error();
    return {};
}

// Those of an account that could still be used.
template <class Session>
Result<void> void_password_links(Session& session, const Uuid& account, Timestamp at) {
    const auto ended = session.execute(
        "UPDATE password_links SET used_at = $2::timestamptz, mail_status = CASE mail_status "
        "WHEN 'due' THEN 'dropped' ELSE mail_status END "
        "WHERE account_id = $1::uuid AND used_at IS NULL",
        {account.to_string(), to_iso8601(at)});
    if (!ended) return ended.error();
    return {};
}

template <class Row>
std::int64_t read_count(Row& row) {
    return row.integer();
}

// True if an account has the address. Within a transaction that holds email_lock().
template <class Session>
Result<bool> has_account(Session& session, const std::string& email) {
    const auto counted = session.select(
        "SELECT (SELECT count(*) FROM clients WHERE email = $1::text) "
        "+ (SELECT count(*) FROM streamers WHERE email = $1::text AND password_hash IS NOT NULL) "
        "+ (SELECT count(*) FROM members WHERE email = $1::text AND password_hash IS NOT NULL)",
        {email}, read_count<typename Session::Row>);
    if (!counted) return counted.error();
    return !counted->empty() && counted->front() > 0;
}

// PasswordLinks on either database.
template <class Session>
class SqlPasswordLinks final : public PasswordLinks {
public:
    template <class... Args>
    explicit SqlPasswordLinks(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> add(const PasswordLink& link) override {
        const std::lock_guard lock(session_.mutex);
        const auto added = insert_password_link(session_, link);
        if (!added) return added.error().during("adding a link to choose a password");
        return {};
    }

    Result<PasswordLink> find(const Uuid& id, Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql = std::string(select_sql) +
                                       " WHERE id = $1::uuid AND used_at IS NULL "
                                       "AND expires_at > $2::timestamptz AND role <> ''";
        auto found = session_.select(sql.c_str(), {id.to_string(), to_iso8601(at)},
                                     read_password_link<typename Session::Row>);
        if (!found) return found.error().during("looking for a link to choose a password");
        if (found->empty()) return Error(Errc::not_found, "the link was used or is over");
        return std::move(found->front());
    }

    Result<AccountRef> use(const ChosenPassword& chosen) override {
        const std::lock_guard lock(session_.mutex);
        AccountRef account;
        const auto used = session_.in_transaction("choosing a password", [&]() -> Result<void> {
            const auto link = take_link(chosen);
            if (!link) return link.error();
            account = *link->account;
            const auto free =
                link->purpose == LinkPurpose::invite ? check_free(link->email) : Result<void>();
            if (!free) return free.error();
            const auto set = session_.execute(
                tables_of(account.role).set_password,
                {account.id.to_string(), chosen.password_hash, to_iso8601(chosen.at)});
            if (!set) return set.error();
            if (*set == 0) return Error(Errc::denied, "the account is gone");
            const auto voided = void_password_links(session_, account.id, chosen.at);
            if (!voided) return voided.error();
            return end_sessions_of(session_, account, {.at = chosen.at, .reason = "password"});
        });
        if (!used) return used.error();
        return account;
    }

    Result<std::vector<PasswordLink>> take_due(Timestamp at,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql = std::string(select_sql) +
                                       " WHERE mail_status = 'due' AND mail_due_at <= "
                                       "$1::timestamptz ORDER BY mail_due_at, id LIMIT $2::bigint";
        auto due = session_.select(sql.c_str(), {to_iso8601(at), std::to_string(limit)},
                                   read_password_link<typename Session::Row>);
        if (!due) return due.error().during("reading which mails are due");
        std::vector<PasswordLink> taken;
        for (PasswordLink& link : *due) {
            // Of several who see it, one finds it due.
            const auto leased = session_.execute(
                "UPDATE password_links SET mail_due_at = $3::timestamptz, "
                "mail_attempts = mail_attempts + 1 WHERE id = $1::uuid AND mail_status = 'due' "
                "AND mail_due_at <= $2::timestamptz",
                {link.id.to_string(), to_iso8601(at), to_iso8601(at + lease)});
            if (!leased) return leased.error().during("taking a mail that is due");
            if (*leased == 0) continue;
            ++link.mail_attempts;
            taken.push_back(std::move(link));
        }
        return taken;
    }

    Result<void> settle(const LinkMailChange& change) override {
        const std::lock_guard lock(session_.mutex);
        const auto& account = change.account;
        const auto settled = session_.execute(
            "UPDATE password_links SET mail_status = $2::text, mail_due_at = $3::timestamptz, "
            "mail_error = $4::text, role = CASE WHEN $5::text = '' THEN role ELSE $5::text END, "
            "account_id = CASE WHEN $5::text = '' THEN account_id ELSE $6::uuid END "
            "WHERE id = $1::uuid AND mail_status = 'due'",
            {change.link.to_string(), std::string(to_string(change.mail)),
             to_iso8601(change.due_at), change.error,
             account ? std::string(to_string(account->role)) : "",
             account ? std::optional(account->id.to_string()) : std::nullopt});
        if (!settled) return settled.error().during("noting what became of a mail");
        return {};
    }

    Result<std::int64_t> remove_ended(Timestamp before) override {
        const std::lock_guard lock(session_.mutex);
        const auto removed = session_.execute(
            "DELETE FROM password_links WHERE expires_at < $1::timestamptz", {to_iso8601(before)});
        if (!removed) return removed.error().during("removing old links");
        return *removed;
    }

private:
    static constexpr const char* select_sql =
        "SELECT id, purpose, email, role, account_id, language, time(created_at), "
        "time(expires_at), mail_attempts FROM password_links";

    Result<PasswordLink> take_link(const ChosenPassword& chosen) {
        const auto marked = session_.execute(
            "UPDATE password_links SET used_at = $2::timestamptz WHERE id = $1::uuid "
            "AND used_at IS NULL AND expires_at > $2::timestamptz AND role <> ''",
            {chosen.link.to_string(), to_iso8601(chosen.at)});
        if (!marked) return marked.error();
        if (*marked == 0) return Error(Errc::denied, "the link was used or is over");
        static const std::string sql = std::string(select_sql) + " WHERE id = $1::uuid";
        auto links = session_.select(sql.c_str(), {chosen.link.to_string()},
                                     read_password_link<typename Session::Row>);
        if (!links) return links.error();
        if (links->empty()) return Error(Errc::denied, "the link is gone");
        return std::move(links->front());
    }

    Result<void> check_free(const std::string& email) {
        const auto held = session_.hold(email_lock(email));
        if (!held) return held.error();
        const auto taken = has_account(session_, email);
        if (!taken) return taken.error();
        if (*taken) return Error(Errc::conflict, "the e-mail address has an account already");
        return {};
    }

    Session session_;
};

}  // namespace tts::sql
