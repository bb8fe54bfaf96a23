#pragma once

#include "adapters/postgres/connection.hpp"
#include "ports/catalogue.hpp"

#include <span>

// The SQL of product_images. Its rows come and go with the pictures of the products, by a trigger.

namespace tts::postgres {

Statement select_images(std::span<const ProductId> ids);
ProductImage read_image(RowReader& row);

struct ImageLease {
    Timestamp now;
    Timestamp until;
    std::size_t limit = 0;
};

// Takes what is due, and skips what another process is taking at this moment.
Statement take_due_images(const ImageLease& lease);
ImageTask read_image_task(RowReader& row);

// Leaves out pictures whose revision is another one by now.
Statement settle_image_rows(std::span<const ImageOutcome> outcomes);

Statement count_images();
ImageBacklog read_backlog(RowReader& row);

}  // namespace tts::postgres
