#include "adapters/sql/figures_sql.hpp"

namespace tts::sql {

namespace {

// More groups than this say nothing to a reader.
constexpr const char* largest_first = " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100";

class Builder {
public:
    Builder(const FiguresDialect& dialect, bool all_streamers) : dialect_(dialect) {
        // Where all are wanted no column is compared, so that the index on the time is used, and
        // the other one where one is.
        of_streamer_ = all_streamers ? "coalesce(" + dialect.streamer + ", '') = ''" : "";
    }

    std::string comments() const {
        return "SELECT coalesce(c.nlp_intent, 'none'), coalesce(c.decision, 'ignored'), count(*),"
               " count(c.matched_product_id) FROM chat_messages AS c WHERE " +
               within("c") + " GROUP BY 1, 2 ORDER BY 1, 2";
    }

    std::string comment_groups(const std::string& key, const std::string& order) const {
        return "SELECT " + key +
               ", count(*), count(CASE WHEN c.nlp_intent = 'buy' THEN 1 END)"
               " FROM chat_messages AS c WHERE " +
               within("c") + order;
    }

    std::string sales_groups(const std::string& key, const std::string& order) const {
        const Sold all{.name = key,
                       .units = "o.quantity",
                       .cents = dialect_.cents("o.total_price"),
                       .rows = "orders AS o"};
        return grouped("count(*)", selected(all), order);
    }

    // What goods were sold for: shipping and discounts are of no product. An order of several lines
    // has them in `lines`.
    std::string sales_by_product(const std::string& order) const {
        const std::string of_one = dialect_.cents("o.total_price") + " - " +
                                   dialect_.cents("coalesce(o.shipping_price, '0')") + " + " +
                                   dialect_.cents("coalesce(o.discount, '0')");
        const std::string units = "CAST(l.value ->> 'quantity' AS integer)";
        const Sold one{.name = "o.product_name",
                       .units = "o.quantity",
                       .cents = of_one,
                       .rows = "orders AS o",
                       .which = "o.lines IS NULL AND "};
        const Sold several{.name = "l.value ->> 'name'",
                           .units = units,
                           .cents = units + " * CAST(l.value ->> 'unit_cents' AS bigint)",
                           .rows = "orders AS o CROSS JOIN " + dialect_.order_lines,
                           .which = "o.lines IS NOT NULL AND "};
        return grouped("count(DISTINCT id)", selected(one) + " UNION ALL " + selected(several),
                       order);
    }

    std::string orders_of_comments() const {
        return "SELECT count(*), count(CASE WHEN o.status IN ('paid', 'shipped', 'delivered')"
               " THEN 1 END) FROM orders AS o WHERE o.claim_id IS NOT NULL AND " +
               within("o");
    }

    // Of orders: `rows` is a FROM with them as o, and `from` and `until` are its columns.
    std::string waits(const std::string& from,
                      const std::string& until,
                      const std::string& rows) const {
        return waits_within(within("o"), from, until, rows);
    }

    // A pin whose product nobody wanted does not count.
    std::string waits_to_claim() const {
        const std::string first =
            "(SELECT x.id FROM chat_messages AS x WHERE x.streamer = p.streamer"
            " AND x.matched_product_id = p.product_id AND x.nlp_intent = 'buy'"
            " AND x.created_at >= p.pinned_at"
            " AND (p.unpinned_at IS NULL OR x.created_at < p.unpinned_at)"
            " ORDER BY x.created_at LIMIT 1)";
        return waits_within(within("p", "pinned_at"), "p.pinned_at", "c.created_at",
                            "(SELECT * FROM streamer_pins WHERE pinned_by = 'host') AS p"
                            " JOIN chat_messages AS c ON c.id = " +
                                first);
    }

    std::string interval_of(const std::string& time) const {
        return dialect_.unix_ms(time) + " / " + dialect_.step_ms + " * " + dialect_.step_ms;
    }

private:
    std::string waits_within(const std::string& which,
                             const std::string& from,
                             const std::string& until,
                             const std::string& rows) const {
        const std::string nth = "(SELECT waited FROM waits ORDER BY waited LIMIT 1 OFFSET";
        return "WITH waits AS (SELECT " + dialect_.unix_ms(until) + " - " + dialect_.unix_ms(from) +
               " AS waited FROM " + rows + " WHERE " + which +
               "), counted AS (SELECT count(*) AS n FROM waits) SELECT n, " + nth +
               " (SELECT (n - 1) / 2 FROM counted)), " + nth +
               " (SELECT (n - 1) * 95 / 100 FROM counted)) FROM counted";
    }

    // What is counted: expressions of its rows, and the condition that chooses among them.
    struct Sold {
        std::string name;
        std::string units;
        std::string cents;
        std::string rows;
        std::string which = {};
    };

    std::string selected(const Sold& sold) const {
        return "SELECT o.id, " + sold.name + " AS name, o.currency, " + sold.units +
               " AS quantity, " + sold.cents + " AS cents, " +
               dialect_.cents(
                   "coalesce(o.frozen_commission_percentage, s.commission_percentage, '0')") +
               " AS points FROM " + sold.rows +
               " LEFT JOIN streamers AS s ON s.username = o.streamer"
               " LEFT JOIN chat_messages AS c ON c.id = o.claim_id WHERE " +
               sold.which + "o.status NOT IN ('cancelled', 'refunded') AND " + within("o");
    }

    std::string grouped(const std::string& orders,
                        const std::string& rows,
                        const std::string& order) const {
        return "SELECT name, currency, " + orders + ", " + dialect_.sum("quantity") + ", " +
               dialect_.sum("cents") + ", " + dialect_.sum("(cents * points + 5000) / 10000") +
               " FROM (" + rows + ") AS sold" + order;
    }

    std::string within(const std::string& table, const std::string& time = "created_at") const {
        const std::string streamer =
            of_streamer_.empty() ? table + ".streamer = " + dialect_.streamer : of_streamer_;
        const std::string column = table + "." + time;
        return streamer + " AND " + column + " >= " + dialect_.from + " AND " + column + " < " +
               dialect_.until;
    }

    const FiguresDialect& dialect_;
    std::string of_streamer_;
};

}  // namespace

FiguresSql figures_sql(const FiguresDialect& dialect, bool all_streamers) {
    const Builder build(dialect, all_streamers);
    const std::string by_time = " GROUP BY 1 ORDER BY 1";
    const std::string sales_by_time = " GROUP BY 1, 2 ORDER BY 1, 2";
    const std::string sales_largest_first =
        " GROUP BY 1, 2 ORDER BY 5 DESC, 3 DESC, 1, 2 LIMIT 100";
    const std::string language = "coalesce(c.language, 'und')";
    // In the order of FiguresPart.
    return {build.comments(),
            build.comment_groups(build.interval_of("c.created_at"), by_time),
            build.comment_groups(language, largest_first),
            build.comment_groups("c.comment_source", largest_first),
            build.sales_groups(build.interval_of("o.created_at"), sales_by_time),
            build.sales_by_product(sales_largest_first),
            build.sales_groups("o.streamer", sales_largest_first),
            build.sales_groups("o.source", sales_largest_first),
            build.sales_groups(language, sales_largest_first),
            build.orders_of_comments(),
            build.waits("c.created_at", "o.created_at",
                        "orders AS o JOIN chat_messages AS c ON c.id = o.claim_id"),
            build.waits("o.created_at", "e.created_at",
                        "orders AS o JOIN order_events AS e ON e.order_id = o.id"
                        " AND e.kind = 'order.paid'"),
            build.waits_to_claim()};
}

}  // namespace tts::sql
