#pragma once

#include "adapters/sql/session.hpp"
#include "ports/stock_audit.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
StockCount read_count(Row& row) {
    StockCount count;
    count.available = row.integer();
    count.reserved = row.integer();
    count.sold = row.integer();
    return count;
}

template <class Row>
StockDifference read_difference(Row& row) {
    StockDifference difference;
    difference.streamer = row.text();
    difference.sku = row.text();
    difference.variant_sku = row.text();
    difference.stored = read_count(row);
    difference.moved = read_count(row);
    difference.ordered.reserved = row.integer();
    difference.ordered.sold = row.integer();
    return difference;
}

template <class Row>
std::int64_t read_rows_count(Row& row) {
    return row.integer();
}

// StockAudit on either database. Each statement sees one moment, and every change of units is one
// transaction: what it finds is no sale that is under way.
template <class Session>
class SqlStockAudit final : public StockAudit {
public:
    template <class... Args>
    explicit SqlStockAudit(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<StockReport> report() override {
        const std::lock_guard lock(session_.mutex);
        StockReport report;
        const auto products = count("SELECT count(*) FROM products");
        if (!products) return products.error();
        report.products = *products;
        const auto variants = count("SELECT count(*) FROM product_variants");
        if (!variants) return variants.error();
        report.variants = *variants;
        for (const char* sql : {products_sql, variants_sql}) {
            auto found = session_.select(sql, {}, read_difference<typename Session::Row>);
            if (!found) return found.error().during("auditing the stock");
            report.differences.insert(report.differences.end(), found->begin(), found->end());
        }
        return report;
    }

private:
    static constexpr const char* products_sql =
        "SELECT p.streamer, p.sku, '', p.stock, p.reserved, p.sold, coalesce(l.available, 0), "
        "coalesce(l.reserved, 0), coalesce(l.sold, 0), coalesce(o.reserved, 0), "
        "coalesce(o.sold, 0) FROM products AS p LEFT JOIN (SELECT product_id, "
        "sum(available) AS available, sum(reserved) AS reserved, sum(sold) AS sold "
        "FROM stock_ledger GROUP BY product_id) AS l ON l.product_id = p.id "
        "LEFT JOIN (SELECT product_id, "
        "sum(CASE WHEN stock_state = 'reserved' THEN quantity ELSE 0 END) AS reserved, "
        "sum(CASE WHEN stock_state = 'sold' THEN quantity ELSE 0 END) AS sold FROM order_lines "
        "WHERE stock_state <> 'none' GROUP BY product_id) AS o ON o.product_id = p.id "
        "WHERE p.stock <> coalesce(l.available, 0) OR p.reserved <> coalesce(l.reserved, 0) "
        "OR p.sold <> coalesce(l.sold, 0) OR p.reserved <> coalesce(o.reserved, 0) "
        "OR p.sold <> coalesce(o.sold, 0) ORDER BY p.streamer, p.sku";
    static constexpr const char* variants_sql =
        "SELECT p.streamer, p.sku, v.sku, v.stock, v.reserved, v.sold, coalesce(l.available, 0), "
        "coalesce(l.reserved, 0), coalesce(l.sold, 0), coalesce(o.reserved, 0), "
        "coalesce(o.sold, 0) FROM product_variants AS v JOIN products AS p ON p.id = v.product_id "
        "LEFT JOIN (SELECT variant_id, sum(available) AS available, sum(reserved) AS reserved, "
        "sum(sold) AS sold FROM stock_ledger WHERE variant_id IS NOT NULL GROUP BY variant_id) "
        "AS l ON l.variant_id = v.id LEFT JOIN (SELECT variant_id, "
        "sum(CASE WHEN stock_state = 'reserved' THEN quantity ELSE 0 END) AS reserved, "
        "sum(CASE WHEN stock_state = 'sold' THEN quantity ELSE 0 END) AS sold FROM order_lines "
        "WHERE stock_state <> 'none' AND variant_id IS NOT NULL GROUP BY variant_id) AS o "
        "ON o.variant_id = v.id "
        "WHERE v.stock <> coalesce(l.available, 0) OR v.reserved <> coalesce(l.reserved, 0) "
        "OR v.sold <> coalesce(l.sold, 0) OR v.reserved <> coalesce(o.reserved, 0) "
        "OR v.sold <> coalesce(o.sold, 0) ORDER BY p.streamer, p.sku, v.sku";

    Result<std::int64_t> count(const char* sql) {
        const auto counted = session_.select(sql, {}, read_rows_count<typename Session::Row>);
        if (!counted) return counted.error().during("auditing the stock");
        return counted->front();
    }

    Session session_;
};

}  // namespace tts::sql
