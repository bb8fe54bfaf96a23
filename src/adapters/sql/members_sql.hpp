#pragma once

#include "adapters/sql/account_tables.hpp"
#include "adapters/sql/password_links_sql.hpp"
#include "adapters/sql/session.hpp"
#include "ports/member_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
Member read_member(Row& row) {
    Member member;
    member.id = row.uuid();
    member.streamer = row.text();
    member.email = row.text();
    member.name = row.text();
    member.created_at = row.time();
    member.accepted_at = row.maybe_time();
    return member;
}

// MemberStore on either database.
template <class Session>
class SqlMemberStore final : public MemberStore {
public:
    template <class... Args>
    explicit SqlMemberStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<Member> invite(const Member& member, const PasswordLink& link) override {
        const std::lock_guard lock(session_.mutex);
        Member invited;
        const auto done = session_.in_transaction("inviting a member", [&]() -> Result<void> {
            const auto held = session_.hold(email_lock(member.email));
            if (!held) return held.error();
            const auto taken = has_account(session_, member.email);
            if (!taken) return taken.error();
            if (*taken) return Error(Errc::conflict, "the e-mail address has an account already");
            auto added = add_or_find(member);
            if (!added) return added.error();
            invited = std::move(*added);
            const auto voided = void_password_links(session_, invited.id, link.created_at);
            if (!voided) return voided.error();
            PasswordLink own = link;
            own.account = AccountRef{.role = AccountRole::assistant, .id = invited.id};
            return insert_password_link(session_, own);
        });
        if (!done) return done.error();
        return invited;
    }

    Result<std::vector<Member>> members_of(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql =
            std::string(select_sql) + " WHERE streamer = $1::text ORDER BY created_at, id";
        auto members = session_.select(sql.c_str(), {streamer}, read_member<typename Session::Row>);
        if (!members) return members.error().during("listing members");
        return members;
    }

    Result<void> remove(const std::string& streamer,
                        const Uuid& member,
                        const Ending& ending) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("removing a member", [&]() -> Result<void> {
            // Held until the end: no login of the member begins meanwhile.
            const auto held = session_.execute(
                "UPDATE members SET name = name WHERE id = $1::uuid AND streamer = $2::text",
                {member.to_string(), streamer});
            if (!held) return held.error();
            if (*held == 0) return Error(Errc::not_found, "there is no such member");
            const auto voided = void_password_links(session_, member, ending.at);
            if (!voided) return voided.error();
            const auto ended =
                end_sessions_of(session_, {.role = AccountRole::assistant, .id = member}, ending);
            if (!ended) return ended.error();
            const auto removed =
                session_.execute("DELETE FROM members WHERE id = $1::uuid", {member.to_string()});
            if (!removed) return removed.error();
            return {};
        });
    }

private:
    static constexpr const char* select_sql =
        "SELECT id, streamer, email, name, time(created_at), time(accepted_at) FROM members";

    Result<Member> add_or_find(const Member& member) {
        const auto added = session_.execute(
            "INSERT INTO members (id, streamer, email, name, created_at) VALUES ($1::uuid, "
            "$2::text, $3::text, $4::text, $5::timestamptz) ON CONFLICT (streamer, email) "
            "DO UPDATE SET name = excluded.name",
            {member.id.to_string(), member.streamer, member.email, member.name,
             to_iso8601(member.created_at)});
        if (!added) return added.error();
        static const std::string sql =
            std::string(select_sql) + " WHERE streamer = $1::text AND email = $2::text";
        auto found = session_.select(sql.c_str(), {member.streamer, member.email},
                                     read_member<typename Session::Row>);
        if (!found) return found.error();
        if (found->empty()) return Error(Errc::corrupt, "a member that was added is not there");
        return std::move(found->front());
    }

    Session session_;
};

}  // namespace tts::sql
