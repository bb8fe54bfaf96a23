#pragma once

#include "adapters/sql/session.hpp"
#include "ports/discount_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

constexpr const char* discount_columns =
    "streamer, code, coalesce(percentage, '0'), coalesce(amount, '0'), time(valid_from), "
    "time(valid_until), uses_max, (SELECT count(*) FROM orders AS o WHERE "
    "o.streamer = discount_codes.streamer AND o.discount_code = discount_codes.code "
    "AND o.status NOT IN ('cancelled', 'refunded'))";

template <class Row>
DiscountCode read_discount(Row& row) {
    DiscountCode code;
    code.streamer = row.text();
    code.discount.code = row.text();
    code.discount.percentage = row.percentage();
    code.discount.amount = row.money();
    code.valid_from = row.time();
    code.valid_until = row.maybe_time();
    code.uses_max = row.small_integer();
    code.uses = row.small_integer();
    return code;
}

// DiscountStore on either database.
template <class Session>
class SqlDiscountStore final : public DiscountStore {
public:
    template <class... Args>
    explicit SqlDiscountStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> save(const DiscountCode& code) override {
        const std::lock_guard lock(session_.mutex);
        const Discount& discount = code.discount;
        std::optional<std::string> percentage;
        if (discount.percentage != Percentage()) percentage = discount.percentage.to_string();
        std::optional<std::string> amount;
        if (discount.amount != Money()) amount = discount.amount.to_string();
        std::optional<std::string> until;
        if (code.valid_until) until = to_iso8601(*code.valid_until);
        const auto saved = session_.execute(
            "INSERT INTO discount_codes (streamer, code, percentage, amount, valid_from, "
            "valid_until, uses_max, created_at, updated_at) VALUES ($1::text, $2::text, "
            "$3::numeric, $4::numeric, $5::timestamptz, $6::timestamptz, $7::int, "
            "$8::timestamptz, $8::timestamptz) ON CONFLICT (streamer, code) DO UPDATE SET "
            "percentage = excluded.percentage, amount = excluded.amount, "
            "valid_from = excluded.valid_from, valid_until = excluded.valid_until, "
            "uses_max = excluded.uses_max, updated_at = excluded.updated_at",
            {code.streamer, discount.code, percentage, amount, to_iso8601(code.valid_from), until,
             std::to_string(code.uses_max), to_iso8601(now())});
        if (!saved) return saved.error().during("saving a discount code");
        return {};
    }

    Result<std::vector<DiscountCode>> of_streamer(const std::string& streamer) override {
        static const std::string sql = std::string("SELECT ") + discount_columns +
                                       " FROM discount_codes WHERE streamer = $1::text "
                                       "ORDER BY code";
        const std::lock_guard lock(session_.mutex);
        auto codes = session_.select(sql.c_str(), {streamer}, read_discount<typename Session::Row>);
        if (!codes) return codes.error().during("listing discount codes");
        return codes;
    }

private:
    Session session_;
};

}  // namespace tts::sql
