#pragma once

#include "adapters/sql/figures_sql.hpp"
#include "ports/sales_figures.hpp"

#include <type_traits>
#include <utility>

// Reads what the statements of figures_sql.hpp answer. `Row` is a database's reader of a row, which
// gives its columns one after the other as text() and integer().

namespace tts::sql {

struct CommentGroup {
    std::string intent;
    std::string decision;
    std::int64_t comments = 0;
    std::int64_t matched = 0;
};

template <class Row>
CommentGroup read_comment_group(Row& row) {
    CommentGroup group;
    group.intent = row.text();
    group.decision = row.text();
    group.comments = row.integer();
    group.matched = row.integer();
    return group;
}

template <class Key, class Row>
Key read_key(Row& row) {
    if constexpr (std::is_same_v<Key, Timestamp>)
        return Timestamp(std::chrono::milliseconds(row.integer()));
    else
        return row.text();
}

template <class Key, class Row>
CommentFigures<Key> read_comments(Row& row) {
    CommentFigures<Key> figures;
    figures.key = read_key<Key>(row);
    figures.comments = row.integer();
    figures.buys = row.integer();
    return figures;
}

template <class Key, class Row>
SalesOf<Key> read_sales(Row& row) {
    SalesOf<Key> sales;
    sales.key = read_key<Key>(row);
    sales.currency = row.text();
    sales.orders = row.integer();
    sales.units = row.integer();
    sales.revenue = Money::from_cents(row.integer());
    sales.commission = Money::from_cents(row.integer());
    return sales;
}

template <class Row>
std::pair<std::int64_t, std::int64_t> read_orders(Row& row) {
    const std::int64_t ordered = row.integer();
    return {ordered, row.integer()};
}

template <class Row>
Waits read_waits(Row& row) {
    Waits waits;
    waits.count = row.integer();
    waits.median = std::chrono::milliseconds(row.integer());
    waits.p95 = std::chrono::milliseconds(row.integer());
    return waits;
}

inline void add_group(Figures& figures, const CommentGroup& group) {
    figures.funnel.comments += group.comments;
    figures.intents[group.intent] += group.comments;
    figures.decisions[group.decision] += group.comments;
    if (group.intent != "buy") return;
    figures.funnel.buys += group.comments;
    figures.funnel.matched += group.matched;
}

// `rows(part, read)` gives all rows of a part as a vector, empty if it could not be read.
template <class Row, class Rows>
Figures read_figures(Rows rows) {
    using Part = FiguresPart;
    const auto one = [&rows](Part part, auto read) {
        auto all = rows(part, read);
        using T = typename decltype(all)::value_type;
        return all.empty() ? T{} : std::move(all.front());
    };
    Figures found;
    for (const auto& group : rows(Part::comments, &read_comment_group<Row>))
        add_group(found, group);
    found.comments_over_time = rows(Part::comments_over_time, &read_comments<Timestamp, Row>);
    found.comments_by_language = rows(Part::comments_by_language, &read_comments<std::string, Row>);
    found.comments_by_source = rows(Part::comments_by_source, &read_comments<std::string, Row>);
    found.sales_over_time = rows(Part::sales_over_time, &read_sales<Timestamp, Row>);
    found.sales_by_product = rows(Part::sales_by_product, &read_sales<std::string, Row>);
    found.sales_by_streamer = rows(Part::sales_by_streamer, &read_sales<std::string, Row>);
    found.sales_by_source = rows(Part::sales_by_source, &read_sales<std::string, Row>);
    found.sales_by_language = rows(Part::sales_by_language, &read_sales<std::string, Row>);
    const auto [ordered, paid] = one(Part::orders_of_comments, &read_orders<Row>);
    found.funnel.ordered = ordered;
    found.funnel.paid = paid;
    found.to_order = one(Part::waits_to_order, &read_waits<Row>);
    found.to_pay = one(Part::waits_to_pay, &read_waits<Row>);
    found.to_claim = one(Part::waits_to_claim, &read_waits<Row>);
    return found;
}

}  // namespace tts::sql
