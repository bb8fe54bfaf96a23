#include "adapters/postgres/product_tables.hpp"

#include "adapters/postgres/json_columns.hpp"
#include "adapters/postgres/sql_array.hpp"
#include "adapters/sql/json_rows.hpp"

#include <algorithm>

namespace tts::postgres {

Statement upsert_product(const Product& product) {
    return {
        "INSERT INTO products (id, sku, streamer, name, user_description, model_description, "
        "tag, category, code, options, price, currency, stock, image_urls, created_at, "
        "updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15, $16) ON CONFLICT (sku, streamer) DO UPDATE SET name = excluded.name, "
        "user_description = excluded.user_description, "
        "model_description = excluded.model_description, tag = excluded.tag, "
        "category = excluded.category, code = excluded.code, options = excluded.options, "
        "price = excluded.price, currency = excluded.currency, stock = CASE WHEN "
        "products.has_variants THEN products.stock ELSE excluded.stock END, "
        "image_urls = excluded.image_urls, updated_at = excluded.updated_at, "
        "archived_at = NULL RETURNING " +
            product_columns(),
        {product.id.to_string(), product.sku, product.streamer, product.name,
         product.user_description, product.model_description, product.tag, product.category,
         product.code, to_json(product.options), product.price.to_string(), product.currency,
         std::to_string(product.stock), to_json(product.image_urls), to_iso8601(product.created_at),
         to_iso8601(product.updated_at)}};
}

Statement insert_sighting(const Sighting& sighting) {
    Parameter product;
    if (!sighting.product.is_nil()) product = sighting.product.to_string();
    std::string score;
    append_element(score, sighting.score);
    return {
        "INSERT INTO product_matches (id, streamer, stream_timestamp, product_id, "
        "vision_score, frame_urls) VALUES ($1, $2, $3, $4, $5, $6)",
        {sighting.id.to_string(), sighting.streamer, to_iso8601(sighting.stream_time), product,
         score, to_json(sighting.frame_urls)}};
}

Statement upsert_streamer(const Streamer& streamer) {
    const auto delay = streamer.fixed_delay.value_or(std::chrono::milliseconds(0));
    return {
        "INSERT INTO streamers (username, platform, commission_percentage, stream_delay_ms, "
        "trigger_words, blocked_words, repeat_policy, learns_delay) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8::boolean) ON CONFLICT (username) DO UPDATE SET "
        "platform = excluded.platform, "
        "commission_percentage = excluded.commission_percentage, "
        "stream_delay_ms = excluded.stream_delay_ms, trigger_words = excluded.trigger_words, "
        "blocked_words = excluded.blocked_words, repeat_policy = excluded.repeat_policy, "
        "learns_delay = excluded.learns_delay, updated_at = now()",
        {streamer.username, streamer.platform, streamer.commission.to_string(),
         std::to_string(delay.count()), to_json(streamer.trigger_words),
         to_json(streamer.blocked_words), std::string(to_string(streamer.repeats)),
         streamer.fixed_delay ? "false" : "true"}};
}

Statement select_products_for_update(std::span<const ProductId> ids) {
    return {"SELECT " + product_columns() +
                ", EXISTS (SELECT FROM waitlist AS w WHERE w.product_id = products.id AND "
                "w.status = 'waiting' AND w.quantity <= products.stock) "
                "FROM products WHERE id = ANY ($1) AND archived_at IS NULL ORDER BY id FOR UPDATE",
            {array_of(ids, std::identity())}};
}

Statement change_stock(std::span<const StockMove> moves) {
    return {
        "UPDATE products SET stock = products.stock + change.available, "
        "reserved = products.reserved + change.reserved, sold = products.sold + change.sold, "
        "updated_at = now() "
        "FROM (SELECT id, sum(available)::int AS available, sum(reserved)::int AS reserved, "
        "sum(sold)::int AS sold FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) "
        "AS each (id, available, reserved, sold) GROUP BY id) AS change "
        "WHERE products.id = change.id",
        {array_of(moves, &StockMove::product), array_of(moves, &StockMove::available),
         array_of(moves, &StockMove::reserved), array_of(moves, &StockMove::sold)}};
}

Statement change_variant_stock(std::span<const StockMove> moves) {
    return {
        "UPDATE product_variants AS v SET stock = v.stock + change.available, "
        "reserved = v.reserved + change.reserved, sold = v.sold + change.sold, "
        "updated_at = now() "
        "FROM (SELECT id, sum(available)::int AS available, sum(reserved)::int AS reserved, "
        "sum(sold)::int AS sold FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) "
        "AS each (id, available, reserved, sold) WHERE id IS NOT NULL GROUP BY id) AS change "
        "WHERE v.id = change.id",
        {array_of(moves, [](const StockMove& move) { return unless_nil(move.variant); }),
         array_of(moves, &StockMove::available), array_of(moves, &StockMove::reserved),
         array_of(moves, &StockMove::sold)}};
}

Statement insert_stock_moves(std::span<const StockMove> moves) {
    return {
        "INSERT INTO stock_ledger (product_id, order_id, available, reserved, sold, reason, "
        "variant_id) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], "
        "$5::int[], $6::text[], $7::uuid[]) "
        "AS move (product_id, order_id, available, reserved, sold, reason, variant_id) "
        "WHERE available + reserved + sold = 0",
        {array_of(moves, &StockMove::product),
         array_of(moves, [](const StockMove& move) { return unless_nil(move.order); }),
         array_of(moves, &StockMove::available), array_of(moves, &StockMove::reserved),
         array_of(moves, &StockMove::sold), array_of(moves, &StockMove::reason),
         array_of(moves, [](const StockMove& move) { return unless_nil(move.variant); })}};
}

Statement update_product(const ProductId& id, const ProductChange& change) {
    Parameter options;
    if (change.options) options = to_json(*change.options);
    Parameter price;
    if (change.price) price = change.price->to_string();
    Parameter stock;
    if (change.stock) stock = std::to_string(*change.stock);
    return {
        "UPDATE products SET name = coalesce($2, name), "
        "user_description = coalesce($3, user_description), code = coalesce($4, code), "
        "category = coalesce($5, category), tag = coalesce($6, tag), "
        "options = coalesce($7::jsonb, options), price = coalesce($8::numeric, price), "
        "stock = CASE WHEN has_variants THEN stock ELSE coalesce($9::int, stock) END, updated_at = "
        "now() WHERE id = $1 RETURNING " +
            product_columns(),
        {id.to_string(), change.name, change.user_description, change.code, change.category,
         change.tag, options, price, stock}};
}

std::vector<Statement> archive_statements(const ProductId& id, std::optional<Timestamp> at) {
    Parameter time;
    if (at) time = to_iso8601(*at);
    const std::string update =
        "UPDATE products SET archived_at = CASE WHEN $2::timestamptz IS NULL THEN NULL "
        "ELSE coalesce(archived_at, $2::timestamptz) END, updated_at = now() WHERE id = $1 "
        "RETURNING " +
        product_columns();
    if (!at) return {{update, {id.to_string(), time}}};
    return {{"SELECT pg_advisory_xact_lock(hashtext('streamer_pins'), hashtext(streamer)) "
             "FROM products WHERE id = $1",
             {id.to_string()}},
            {"UPDATE streamer_pins SET unpinned_at = greatest(pinned_at, $2) "
             "WHERE product_id = $1 AND unpinned_at IS NULL",
             {id.to_string(), time}},
            {update, {id.to_string(), time}}};
}

std::vector<Statement> select_products(const ProductQuery& query) {
    const std::string_view archived = query.archived == Archived::no    ? "no"
                                      : query.archived == Archived::yes ? "yes"
                                                                        : "either";
    const std::string which =
        " FROM products WHERE streamer = $1 "
        "AND ($2 = 'either' OR ($2 = 'yes') = (archived_at IS NOT NULL)) AND NOT EXISTS "
        "(SELECT FROM unnest(string_to_array(tts_folded($3), ' ')) AS word "
        "WHERE strpos(search_text, word) = 0)";
    const std::vector<Parameter> parameters = {query.streamer, std::string(archived), query.words};
    auto page = parameters;
    page.emplace_back(std::to_string(query.limit));
    page.emplace_back(std::to_string(query.offset));
    return {
        {"SELECT count(*)" + which, parameters},
        {"SELECT " + product_columns() + which + " ORDER BY sku COLLATE \"C\" LIMIT $4 OFFSET $5",
         std::move(page)}};
}

std::vector<Statement> pin_statements(const std::string& streamer,
                                      const std::optional<ProductId>& product,
                                      Timestamp at,
                                      PinnedBy by) {
    Parameter id;
    if (product) id = product->to_string();
    const auto time = to_iso8601(at);
    const std::string hand(to_string(by));
    return {{"SELECT pg_advisory_xact_lock(hashtext('streamer_pins'), hashtext($1))", {streamer}},
            {"UPDATE streamer_pins SET unpinned_at = greatest(pinned_at, $3) "
             "WHERE streamer = $1 AND pinned_by = $4 AND unpinned_at IS NULL "
             "AND ($2::uuid IS NULL OR EXISTS "
             "(SELECT FROM products WHERE id = $2 AND streamer = $1 AND archived_at IS NULL))",
             {streamer, id, time, hand}},
            {"INSERT INTO streamer_pins (streamer, product_id, pinned_at, pinned_by) "
             "SELECT streamer, id, $3, $4 FROM products "
             "WHERE id = $2 AND streamer = $1 AND archived_at IS NULL",
             {streamer, id, time, hand}}};
}

std::string product_columns() {
    return "id, sku, streamer, name, user_description, model_description, tag, category, code, "
           "options, price, currency, stock, image_urls, " +
           ms("created_at") + ", " + ms("updated_at") + ", " + ms("archived_at") +
           ", reserved, sold, has_variants, CASE WHEN has_variants THEN " + variants_column() +
           " END";
}

// One statement reads products with their variants; most have none, and cost nothing more.
std::string variants_column() {
    return "(SELECT json_agg(json_build_object('id', v.id, 'sku', v.sku, 'code', v.code, "
           "'options', v.options, 'price', v.price::text, 'stock', v.stock, "
           "'reserved', v.reserved, 'sold', v.sold)) FROM product_variants AS v "
           "WHERE v.product_id = products.id AND v.archived_at IS NULL)::text";
}

Product read_product(RowReader& row) {
    Product product;
    product.id = row.id<ProductId>();
    product.sku = row.text();
    product.streamer = row.text();
    product.name = row.text();
    product.user_description = row.text();
    product.model_description = row.text();
    product.tag = row.text();
    product.category = row.text();
    product.code = row.text();
    product.options = row.parsed(parse_texts);
    product.price = row.money();
    product.currency = row.text();
    product.stock = row.small_integer();
    product.image_urls = row.parsed(parse_texts);
    product.created_at = row.time();
    product.updated_at = row.time();
    product.archived_at = row.maybe_time();
    product.reserved = row.small_integer();
    product.sold = row.small_integer();
    product.has_variants = row.flag();
    product.variants = row.parsed(sql::parse_variants);
    sql::own_variants(product);
    return product;
}

Statement select_locked_variants(std::span<const ProductId> products) {
    return {
        "SELECT id, " + variants_column() +
            ", (SELECT json_agg(v.id)::text FROM product_variants AS v "
            "WHERE v.product_id = products.id AND v.archived_at IS NULL AND EXISTS (SELECT FROM "
            "waitlist AS w WHERE w.product_id = products.id AND w.variant_id = v.id AND "
            "w.status = 'waiting' AND w.quantity <= v.stock)) FROM products WHERE id = ANY ($1)",
        {array_of(products, std::identity())}};
}

LockedVariants read_locked_variants(RowReader& row) {
    LockedVariants locked;
    locked.product = row.id<ProductId>();
    locked.variants = row.parsed(sql::parse_variants);
    const auto awaited = row.parsed(parse_texts);
    for (Variant& variant : locked.variants)
        variant.is_awaited = std::ranges::count(awaited, variant.id.to_string()) > 0;
    return locked;
}

Product read_locked_product(RowReader& row) {
    Product product = read_product(row);
    product.is_awaited = row.flag();
    return product;
}

std::string streamer_columns() {
    return "username, platform, commission_percentage, "
           "learns_delay, stream_delay_ms, trigger_words, blocked_words, "
           "repeat_policy, learned_delay_ms, learned_delay_changes";
}

Streamer read_streamer(RowReader& row) {
    Streamer streamer;
    streamer.username = row.text();
    streamer.platform = row.text();
    streamer.commission = row.percentage();
    const bool learns_delay = row.flag();
    const auto delay = std::chrono::milliseconds(row.integer());
    if (!learns_delay) streamer.fixed_delay = delay;
    streamer.trigger_words = row.parsed(parse_texts);
    streamer.blocked_words = row.parsed(parse_texts);
    streamer.repeats = row.parsed(parse_repeat_policy);
    streamer.learned_delay.delay = std::chrono::milliseconds(row.integer());
    streamer.learned_delay.changes = row.small_integer();
    return streamer;
}

std::string pin_columns() {
    return "product_id, " + ms("pinned_at") + ", " + ms("unpinned_at") + ", pinned_by";
}

Pin read_pin(RowReader& row) {
    Pin pin;
    pin.product = row.id<ProductId>();
    pin.from = row.time();
    pin.until = row.maybe_time();
    pin.by = row.parsed(parse_pinned_by);
    return pin;
}

std::string sighting_columns() {
    return "id, streamer, " + ms("stream_timestamp") + ", product_id, vision_score, frame_urls";
}

Sighting read_sighting(RowReader& row) {
    Sighting sighting;
    sighting.id = row.uuid();
    sighting.streamer = row.text();
    sighting.stream_time = row.time();
    sighting.product = row.id<ProductId>();
    sighting.score = row.real();
    sighting.frame_urls = row.parsed(parse_texts);
    return sighting;
}

}  // namespace tts::postgres
