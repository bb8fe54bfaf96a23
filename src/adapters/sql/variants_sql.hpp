#pragma once

#include "adapters/sql/json_rows.hpp"
#include "adapters/sql/session.hpp"
#include "core/json_writer.hpp"
#include "ports/variant_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

// No text: the product's.
inline Result<std::optional<Money>> parse_price(std::string_view text) {
    if (text.empty()) return std::optional<Money>();
    const auto price = Money::parse(text);
    if (!price) return price.error();
    return std::optional(*price);
}

template <class Row>
Variant read_variant(Row& row) {
    Variant variant;
    variant.id = VariantId{row.uuid()};
    variant.product = ProductId{row.uuid()};
    variant.streamer = row.text();
    variant.sku = row.text();
    variant.code = row.text();
    variant.options = row.parsed(parse_options);
    variant.price = row.parsed(parse_price);
    variant.stock = row.small_integer();
    variant.reserved = row.small_integer();
    variant.sold = row.small_integer();
    variant.archived_at = row.maybe_time();
    return variant;
}

template <class Row>
std::string read_code(Row& row) {
    return row.text();
}

// VariantStore on either database. Whoever changes a variant's units locks its product first, as
// everybody does who sells.
template <class Session>
class SqlVariantStore final : public VariantStore {
public:
    template <class... Args>
    explicit SqlVariantStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<Variant> add(const Variant& variant) override {
        return written("adding a variant", variant.id, [&]() -> Result<void> {
            const auto held = hold(hold_product, variant.product.to_string());
            if (!held) return held.error();
            const auto added = session_.execute(
                "INSERT INTO product_variants (id, product_id, streamer, sku, code, options, "
                "price, stock, created_at, updated_at) SELECT $1::uuid, id, streamer, $3::text, "
                "$4::text, $5::jsonb, $6::numeric, $7::int, $8::timestamptz, $8::timestamptz "
                "FROM products WHERE id = $2::uuid",
                {variant.id.to_string(), variant.product.to_string(), variant.sku, variant.code,
                 options_to_json(variant.options), price_of(variant.price),
                 std::to_string(variant.stock), to_iso8601(now())});
            if (!added) return added.error();
            return {};
        });
    }

    Result<Variant> find(const VariantId& id) override {
        const std::lock_guard lock(session_.mutex);
        return find_unlocked(id);
    }

    Result<std::vector<Variant>> of_product(const ProductId& product) override {
        static const std::string sql = std::string(select_sql) +
                                       " WHERE product_id = $1::uuid ORDER BY "
                                       "CASE WHEN archived_at IS NULL THEN 0 ELSE 1 END, sku";
        const std::lock_guard lock(session_.mutex);
        auto variants = session_.select(sql.c_str(), {product.to_string()},
                                        read_variant<typename Session::Row>);
        if (!variants) return variants.error().during("listing variants");
        return variants;
    }

    Result<Variant> change(const VariantId& id, const VariantChange& change) override {
        return written("changing a variant", id, [&]() -> Result<void> {
            const auto held = hold(hold_owner, id.to_string());
            if (!held) return held.error();
            std::optional<std::string> options;
            if (change.options) options = options_to_json(*change.options);
            std::optional<std::string> stock;
            if (change.stock) stock = std::to_string(*change.stock);
            const auto changed = session_.execute(
                "UPDATE product_variants SET sku = coalesce($2::text, sku), "
                "code = coalesce($3::text, code), options = coalesce($4::jsonb, options), "
                "price = CASE WHEN CAST($5::text AS integer) = 1 THEN NULL ELSE "
                "coalesce($6::numeric, price) END, "
                "stock = coalesce($7::int, stock), updated_at = $8::timestamptz "
                "WHERE id = $1::uuid",
                {id.to_string(), change.sku, change.code, options, flag(change.drops_price),
                 price_of(change.price), stock, to_iso8601(now())});
            if (!changed) return changed.error();
            return {};
        });
    }

    Result<Variant> archive(const VariantId& id, std::optional<Timestamp> at) override {
        return written("archiving a variant", id, [&]() -> Result<void> {
            const auto held = hold(hold_owner, id.to_string());
            if (!held) return held.error();
            std::optional<std::string> time;
            if (at) time = to_iso8601(*at);
            const auto archived = session_.execute(
                "UPDATE product_variants SET stock = CASE WHEN $2::timestamptz IS NULL THEN stock "
                "ELSE 0 END, archived_at = CASE WHEN $2::timestamptz IS NULL THEN NULL "
                "ELSE coalesce(archived_at, $2::timestamptz) END, updated_at = $3::timestamptz "
                "WHERE id = $1::uuid",
                {id.to_string(), time, to_iso8601(now())});
            if (!archived) return archived.error();
            return {};
        });
    }

    Result<std::vector<std::string>> claim_codes(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        auto codes = session_.select("SELECT code FROM claim_codes WHERE streamer = $1::text",
                                     {streamer}, read_code<typename Session::Row>);
        if (!codes) return codes.error().during("listing claim codes");
        return codes;
    }

private:
    static constexpr const char* select_sql =
        "SELECT id, product_id, streamer, sku, code, options, price, stock, reserved, sold, "
        "time(archived_at) FROM product_variants";
    static constexpr const char* hold_product =
        "UPDATE products SET updated_at = updated_at WHERE id = $1::uuid";
    static constexpr const char* hold_owner =
        "UPDATE products SET updated_at = updated_at WHERE id = "
        "(SELECT product_id FROM product_variants WHERE id = $1::uuid)";

    static std::optional<std::string> price_of(const std::optional<Money>& price) {
        if (!price) return std::nullopt;
        return price->to_string();
    }

    // Until the end of the transaction: writing a row locks it in either database.
    Result<void> hold(const char* sql, const std::string& id) {
        const auto held = session_.execute(sql, {id});
        if (!held) return held.error();
        if (*held == 0) return Error(Errc::not_found, "there is no such product or variant");
        return {};
    }

    // The variant as it is after the change.
    template <class Change>
    Result<Variant> written(const char* action, const VariantId& id, Change change) {
        const std::lock_guard lock(session_.mutex);
        const auto done = session_.in_transaction(action, change);
        if (!done) return done.error();
        return find_unlocked(id);
    }

    Result<Variant> find_unlocked(const VariantId& id) {
        static const std::string sql = std::string(select_sql) + " WHERE id = $1::uuid";
        auto found =
            session_.select(sql.c_str(), {id.to_string()}, read_variant<typename Session::Row>);
        if (!found) return found.error().during("looking for a variant");
        if (found->empty()) return Error(Errc::not_found, "there is no such variant");
        return std::move(found->front());
    }

    Session session_;
};

}  // namespace tts::sql
