#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_reads.hpp"

namespace tts::sqlite {

namespace {

struct Sales {
    std::int64_t orders = 0;
    std::int64_t units = 0;
    std::int64_t revenue = 0;
    std::int64_t commission = 0;
};

Sales read_sales(RowReader& row) {
    Sales sales;
    sales.orders = row.integer();
    sales.units = row.integer();
    sales.revenue = row.integer();
    sales.commission = row.integer();
    return sales;
}

using Count = std::pair<std::string, std::int64_t>;

Count read_count(RowReader& row) {
    std::string name = row.text();
    return {std::move(name), row.integer()};
}

// The statements on all streamers have no condition at all, so that the others use their index.
struct TotalsSql {
    explicit TotalsSql(const std::string& condition)
        : intents("SELECT coalesce(nlp_intent, 'none'), count(*) FROM chat_messages WHERE " +
                  condition + " GROUP BY 1 ORDER BY 1"),
          decisions("SELECT coalesce(decision, 'ignored'), count(*) FROM chat_messages WHERE " +
                    condition + " GROUP BY 1 ORDER BY 1"),
          // A decimal text times 100 is within a millionth of the cents; from there on the
          // arithmetic is in whole numbers.
          sales(
              "WITH sold AS (SELECT quantity, CAST(round(total_price * 100) AS INTEGER) AS cents,"
              " CAST(round(coalesce(frozen_commission_percentage, (SELECT commission_percentage"
              " FROM streamers WHERE username = orders.streamer), 0) * 100) AS INTEGER) AS points"
              " FROM orders WHERE status NOT IN ('cancelled', 'refunded') AND " +
              condition +
              ") SELECT count(*), coalesce(sum(quantity), 0), coalesce(sum(cents), 0),"
              " coalesce(sum((cents * points + 5000) / 10000), 0) FROM sold") {}

    std::string intents;
    std::string decisions;
    std::string sales;
};

const TotalsSql& totals_sql(const std::string& streamer) {
    static const TotalsSql all("coalesce(?1, '') = ''");
    static const TotalsSql one("streamer = ?1");
    return streamer.empty() ? all : one;
}

}  // namespace

Result<Totals> select_totals(Database& database, const std::string& streamer) {
    const TotalsSql& sql = totals_sql(streamer);
    ReadTransaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun) return begun.error();
    const auto intents = select_all(database, sql.intents, read_count, streamer);
    if (!intents) return intents.error();
    auto decisions = select_all(database, sql.decisions, read_count, streamer);
    if (!decisions) return decisions.error();
    const auto sales = select_one(database, sql.sales, read_sales, streamer);
    if (!sales) return sales.error();

    Totals totals;
    for (const auto& [name, count] : *intents) {
        const auto intent = parse_intent(name);
        if (!intent) return Error(Errc::corrupt, "an unknown intent is stored");
        totals.intents.emplace_back(*intent, count);
        totals.comments += count;
    }
    totals.decisions = std::move(*decisions);
    if (!*sales) return totals;
    totals.orders = (*sales)->orders;
    totals.units = (*sales)->units;
    totals.revenue = Money::from_cents((*sales)->revenue);
    totals.commission = Money::from_cents((*sales)->commission);
    return totals;
}

}  // namespace tts::sqlite
