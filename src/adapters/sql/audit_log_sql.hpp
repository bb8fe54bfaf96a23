#pragma once

#include "adapters/sql/session.hpp"
#include "core/json_writer.hpp"
#include "ports/audit_log.hpp"

#include <limits>
#include <mutex>
#include <utility>

namespace tts::sql {

// The SHA-256 of a text as hexadecimal digits.
using HashText = std::string (*)(std::string_view);

struct ChainedEntry {
    AuditEntry entry;
    std::string previous_sha256;
    std::string sha256;
};

template <class Row>
ChainedEntry read_chained_entry(Row& row) {
    ChainedEntry chained;
    AuditEntry& entry = chained.entry;
    entry.number = row.integer();
    entry.at = row.time();
    entry.streamer = row.text();
    entry.actor_kind = row.text();
    entry.actor = row.text();
    entry.actor_name = row.text();
    entry.session = row.text();
    entry.address = row.text();
    entry.action = row.text();
    entry.object = row.text();
    entry.status = static_cast<int>(row.integer());
    entry.detail = row.text();
    chained.previous_sha256 = row.text();
    chained.sha256 = row.text();
    return chained;
}

template <class Row>
std::string read_hash(Row& row) {
    return row.text();
}

// What the hash of an entry is of; the number is the database's and not part of it.
inline std::string chained_text(const AuditEntry& entry, const std::string& previous) {
    JsonWriter json;
    json.array().value(previous).value(entry.at);
    for (const std::string* text :
         {&entry.streamer, &entry.actor_kind, &entry.actor, &entry.actor_name, &entry.session,
          &entry.address, &entry.action, &entry.object, &entry.detail})
        json.value(*text);
    return json.value(entry.status).end().take();
}

// AuditLog on either database.
template <class Session>
class SqlAuditLog final : public AuditLog {
public:
    template <class... Args>
    explicit SqlAuditLog(HashText hash, Args&&... args)
        : hash_(hash), session_(std::forward<Args>(args)...) {}

    Result<void> append(const AuditEntry& entry) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("writing to the audit log", [&]() -> Result<void> {
            // One after the other, or two entries would follow the same one.
            const auto held = session_.hold("audit log");
            if (!held) return held.error();
            const auto last = session_.select(
                "SELECT sha256 FROM audit_log ORDER BY number DESC LIMIT 1", {}, read_hash<Row>);
            if (!last) return last.error();
            const std::string previous = last->empty() ? "" : last->front();
            const auto added = session_.execute(
                "INSERT INTO audit_log (at, streamer, actor_kind, actor, actor_name, session, "
                "address, action, object, status, detail, previous_sha256, sha256) VALUES "
                "($1::timestamptz, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, "
                "$8::text, $9::text, $10::integer, $11::text, $12::text, $13::text)",
                {to_iso8601(entry.at), entry.streamer, entry.actor_kind, entry.actor,
                 entry.actor_name, entry.session, entry.address, entry.action, entry.object,
                 std::to_string(entry.status), entry.detail, previous,
                 hash_(chained_text(entry, previous))});
            if (!added) return added.error();
            return {};
        });
    }

    Result<std::vector<AuditEntry>> page(const AuditFilter& filter) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql =
            std::string(select_sql) +
            " WHERE ($1::text = '' OR streamer = $1::text) "
            "AND substr(action, 1, length($2::text)) = $2::text "
            "AND number < $3::bigint ORDER BY number DESC LIMIT $4::bigint";
        auto rows = session_.select(
            sql.c_str(),
            {filter.streamer, filter.action, std::to_string(filter.before.value_or(last_number)),
             std::to_string(filter.limit)},
            read_chained_entry<Row>);
        if (!rows) return rows.error().during("reading the audit log");
        std::vector<AuditEntry> entries;
        for (ChainedEntry& row : *rows) entries.push_back(std::move(row.entry));
        return entries;
    }

    // In steps, so that a long log does not fill the memory. What the oldest entry follows may have
    // been removed for its age.
    Result<AuditChain> check() override {
        AuditChain chain;
        std::string previous;
        for (std::int64_t after = 0;;) {
            const auto rows = after_number(after);
            if (!rows) return rows.error().during("checking the audit log");
            for (const auto& [entry, stated_previous, sha256] : *rows) {
                const bool follows = chain.entries == 0 || stated_previous == previous;
                if (!follows || sha256 != hash_(chained_text(entry, stated_previous)))
                    chain.broken.push_back(entry.number);
                previous = sha256;
                after = entry.number;
                ++chain.entries;
            }
            if (rows->size() < step) return chain;
        }
    }

    Result<std::int64_t> remove_before(Timestamp before) override {
        if (before > now() - retention_min)
            return Error(Errc::conflict, "the audit log is kept for 30 days at least");
        const std::lock_guard lock(session_.mutex);
        const auto removed = session_.execute("DELETE FROM audit_log WHERE at < $1::timestamptz",
                                              {to_iso8601(before)});
        if (!removed) return removed.error().during("removing old entries of the audit log");
        return *removed;
    }

private:
    using Row = typename Session::Row;

    static constexpr std::size_t step = 1'000;
    static constexpr auto last_number = std::numeric_limits<std::int64_t>::max();
    static constexpr const char* select_sql =
        "SELECT number, time(at), streamer, actor_kind, actor, actor_name, session, address, "
        "action, object, status, detail, previous_sha256, sha256 FROM audit_log";

    Result<std::vector<ChainedEntry>> after_number(std::int64_t number) {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql = std::string(select_sql) +
                                       " WHERE number > $1::bigint ORDER BY number "
                                       "LIMIT $2::bigint";
        return session_.select(sql.c_str(), {std::to_string(number), std::to_string(step)},
                               read_chained_entry<Row>);
    }

    HashText hash_;
    Session session_;
};

}  // namespace tts::sql
