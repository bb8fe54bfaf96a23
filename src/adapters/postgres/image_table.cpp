#include "adapters/postgres/image_table.hpp"

#include "adapters/postgres/sql_array.hpp"

#include <functional>

namespace tts::postgres {

Statement select_images(std::span<const ProductId> ids) {
    return {
        "SELECT product_id, url, state, reason FROM product_images "
        "WHERE product_id = ANY ($1::uuid[])",
        {array_of(ids, std::identity())}};
}

ProductImage read_image(RowReader& row) {
    ProductImage image;
    image.product = row.id<ProductId>();
    image.url = row.text();
    image.state = row.parsed(parse_image_state);
    image.reason = row.text();
    return image;
}

Statement take_due_images(const ImageLease& lease) {
    return {
        "WITH due AS (SELECT product_id, url FROM product_images "
        "WHERE state = 'pending' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) "
        "ORDER BY due_at, product_id, url LIMIT $3 FOR UPDATE SKIP LOCKED) "
        "UPDATE product_images AS image SET leased_until = $2, attempts = attempts + 1, "
        "updated_at = now() FROM due WHERE image.product_id = due.product_id "
        "AND image.url = due.url "
        "RETURNING image.product_id, image.url, image.revision, image.attempts",
        {to_iso8601(lease.now), to_iso8601(lease.until), std::to_string(lease.limit)}};
}

ImageTask read_image_task(RowReader& row) {
    ImageTask task;
    task.product = row.id<ProductId>();
    task.url = row.text();
    task.revision = row.integer();
    task.attempts = row.small_integer();
    return task;
}

Statement settle_image_rows(std::span<const ImageOutcome> outcomes) {
    using Row = ImageOutcome;
    return {
        "UPDATE product_images AS image SET state = s.state, reason = s.reason, "
        "due_at = s.due_at, leased_until = NULL, updated_at = now() "
        "FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], "
        "$6::timestamptz[]) AS s (product_id, url, revision, state, reason, due_at) "
        "WHERE image.product_id = s.product_id AND image.url = s.url "
        "AND image.revision = s.revision",
        {
            array_of(outcomes, [](const Row& row) { return row.task.product; }),
            array_of(outcomes, [](const Row& row) { return row.task.url; }),
            array_of(outcomes, [](const Row& row) { return row.task.revision; }),
            array_of(outcomes, [](const Row& row) { return to_string(row.state); }),
            array_of(outcomes, &Row::reason),
            array_of(outcomes, &Row::due_at),
        }};
}

Statement count_images() {
    return {
        "SELECT count(*) FILTER (WHERE state = 'pending'), "
        "count(*) FILTER (WHERE state = 'failed'), " +
            ms("min(due_at) FILTER (WHERE state = 'pending')") +
            " FROM product_images WHERE state IN ('pending', 'failed')",
        {}};
}

ImageBacklog read_backlog(RowReader& row) {
    ImageBacklog backlog;
    backlog.pending = row.integer();
    backlog.failed = row.integer();
    backlog.oldest_due = row.maybe_time();
    return backlog;
}

}  // namespace tts::postgres
