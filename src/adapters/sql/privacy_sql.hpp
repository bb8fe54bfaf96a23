#pragma once

#include "adapters/sql/privacy_tables.hpp"
#include "adapters/sql/session.hpp"
#include "core/json_writer.hpp"
#include "core/uuid.hpp"
#include "ports/privacy_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
std::string read_text(Row& row) {
    return row.text();
}

struct TextPair {
    std::string first;
    std::string second;
};

template <class Row>
TextPair read_text_pair(Row& row) {
    TextPair pair;
    pair.first = row.text();
    pair.second = row.text();
    return pair;
}

// Wherever the JSON text, which we wrote, gives that member a string: another one.
inline void replace_strings(std::string& json, std::string_view name, std::string_view with) {
    const std::string member = "\"" + std::string(name) + "\":\"";
    std::string value;
    append_json_string(value, with);
    for (auto at = json.find(member); at != std::string::npos; at = json.find(member, at)) {
        const auto begin = at + member.size() - 1;
        auto end = begin + 1;
        while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
        if (end >= json.size()) return;
        json.replace(begin, end + 1 - begin, value);
        at = begin + value.size();
    }
}

using KeptValues = std::vector<std::optional<std::string>>;

// The first column says of what kind the others are.
template <class Row>
KeptValues read_kept_values(Row& row) {
    KeptValues values;
    for (const char kind : row.text()) {
        if (kind == kind_of_time) {
            const auto time = row.maybe_time();
            values.push_back(time ? std::optional(to_iso8601(*time)) : std::nullopt);
            continue;
        }
        auto text = row.text();
        values.push_back(text.empty() ? std::nullopt : std::optional(std::move(text)));
    }
    return values;
}

inline KeptTable named(const KeptRows& kept, std::vector<KeptValues> rows) {
    KeptTable table{.name = kept.table};
    for (auto& values : rows) {
        auto& row = table.rows.emplace_back();
        for (std::size_t i = 0; i < values.size(); ++i)
            row.emplace_back(kept.columns[i].name, std::move(values[i]));
    }
    return table;
}

// PrivacyStore on either database.
template <class Session>
class SqlPrivacyStore final : public PrivacyStore {
public:
    template <class... Args>
    explicit SqlPrivacyStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<std::vector<KeptTable>> collect(const BuyerKey& key) override {
        const std::lock_guard lock(session_.mutex);
        std::vector<KeptTable> tables;
        for (const KeptRows& kept : kept_rows()) {
            auto rows = session_.select(kept.select.c_str(), {key.streamer, key.buyer},
                                        read_kept_values<Row>);
            if (!rows)
                return rows.error().during("reading what " + std::string(kept.table) +
                                           " keeps on a buyer");
            tables.push_back(named(kept, std::move(*rows)));
        }
        return tables;
    }

    Result<Erasure> erase(const BuyerKey& key, Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        Erasure erasure{.pseudonym = "erased-" + Uuid::next().to_string()};
        const auto done = session_.in_transaction("erasing a buyer", [&]() -> Result<void> {
            const auto finished = check_finished(key);
            if (!finished) return finished.error();
            const auto freed = forget_addresses(key);
            if (!freed) return freed.error();
            const auto renamed = rename_in_texts(key, erasure.pseudonym);
            if (!renamed) return renamed.error();
            const Parameters values{key.streamer, key.buyer, erasure.pseudonym, to_iso8601(at)};
            const auto written = run(erasing_steps(), values);
            if (!written) return written.error();
            const auto of_account = run(account_steps(), values);
            if (!of_account) return of_account.error();
            erasure.rows = *freed + *written + *of_account;
            if (erasure.rows == 0) return Error(Errc::not_found, "nothing is kept on that buyer");
            return {};
        });
        if (!done) return done.error();
        return erasure;
    }

private:
    using Row = typename Session::Row;

    // What is on its way needs its address, and what is not paid yet may be.
    Result<void> check_finished(const BuyerKey& key) {
        const auto open = session_.select(
            "SELECT order_number FROM orders WHERE (streamer = $1::text OR $1::text = '') "
            "AND buyer = $2::text AND status IN ('pending', 'paid', 'shipped') "
            "ORDER BY created_at LIMIT 10",
            {key.streamer, key.buyer}, read_text<Row>);
        if (!open) return open.error();
        if (open->empty()) return {};
        std::string numbers;
        for (const auto& number : *open) numbers += (numbers.empty() ? "" : ", ") + number;
        return Error(Errc::conflict, "these orders are not finished: " + numbers +
                                         "; deliver, cancel or refund them first");
    }

    // Who asked to be left alone stays on that list, which is kept for nothing else; and so does a
    // number by which somebody else is reached.
    Result<std::int64_t> forget_addresses(const BuyerKey& key) {
        static const std::string sql = with_buyers_rows(
            "SELECT DISTINCT phone FROM buyer_contacts "
            "WHERE @own AND handle = $2::text AND phone <> ''");
        const auto phones = session_.select(sql.c_str(), {key.streamer, key.buyer}, read_text<Row>);
        if (!phones) return phones.error();
        std::int64_t rows = 0;
        for (const auto& phone : *phones) {
            const auto forgotten = session_.execute(
                "UPDATE message_addresses SET address = $4::text, opt_out_word = '', "
                "wrote_at = NULL WHERE address = $3::text AND opted_out_at IS NULL "
                "AND NOT EXISTS (SELECT 1 FROM buyer_contacts WHERE phone = $3::text "
                "AND NOT ((streamer = $1::text OR $1::text = '') AND handle = $2::text))",
                {key.streamer, key.buyer, phone, "erased-" + Uuid::next().to_string()});
            if (!forgotten) return forgotten.error();
            rows += *forgotten;
        }
        return rows;
    }

    // The buyer within the events of orders, and what the provider told of payments.
    Result<void> rename_in_texts(const BuyerKey& key, const std::string& pseudonym) {
        static const std::string sql = with_buyers_rows(
            "SELECT CAST(id AS text), CAST(payload AS text) FROM order_events "
            "WHERE order_id IN @orders");
        const auto events =
            session_.select(sql.c_str(), {key.streamer, key.buyer}, read_text_pair<Row>);
        if (!events) return events.error();
        for (auto [id, payload] : *events) {
            replace_strings(payload, "buyer", pseudonym);
            replace_strings(payload, "tracking_number", "");
            const auto renamed = session_.execute(
                "UPDATE order_events SET payload = $2::json WHERE id = $1::uuid", {id, payload});
            if (!renamed) return renamed.error();
        }
        return forget_provider_events(key);
    }

    // They are needed until they are settled.
    Result<void> forget_provider_events(const BuyerKey& key) {
        static const std::string sql = with_buyers_rows(
            "SELECT CAST(id AS text), coalesce(provider_id, '') FROM payments "
            "WHERE order_id IN @orders");
        const auto payments =
            session_.select(sql.c_str(), {key.streamer, key.buyer}, read_text_pair<Row>);
        if (!payments) return payments.error();
        for (const auto& [id, provider_id] : *payments) {
            const auto forgotten = session_.execute(
                "UPDATE payment_events SET body = '{\"erased\":true}' WHERE outcome <> '' "
                "AND (body LIKE '%' || $1::text || '%' "
                "OR ($2::text <> '' AND body LIKE '%' || $2::text || '%'))",
                {id, provider_id});
            if (!forgotten) return forgotten.error();
        }
        return {};
    }

    Result<std::int64_t> run(const std::vector<ErasingStep>& steps, const Parameters& parameters) {
        std::int64_t rows = 0;
        for (const ErasingStep& step : steps) {
            const auto last = parameters.begin() + static_cast<std::ptrdiff_t>(step.parameters);
            const auto written = session_.execute(step.sql.c_str(), {parameters.begin(), last});
            if (!written) return written.error();
            rows += *written;
        }
        return rows;
    }

    Session session_;
};

}  // namespace tts::sql
