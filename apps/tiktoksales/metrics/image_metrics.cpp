#include "apps/tiktoksales/metrics/image_metrics.hpp"

#include "core/timestamp.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace tts {

namespace {

std::optional<ImageBacklog> read_backlog(StorePool& stores) {
    const auto store = stores.lease();
    if (!store) return std::nullopt;
    const auto backlog = (*store)->image_backlog();
    if (!backlog) return std::nullopt;
    return *backlog;
}

void write_backlog(MetricFamilies& families, StorePool& stores) {
    const auto backlog = read_backlog(stores);
    families.gauge({"tiktoksales_product_images",
                    "Pictures of the catalogue that are not ready for matching: pending, or failed "
                    "for good."});
    if (backlog)
        families.sample(static_cast<double>(backlog->pending), {{"state", "pending"}})
            .sample(static_cast<double>(backlog->failed), {{"state", "failed"}});
    families.gauge({"tiktoksales_product_images_oldest_due_seconds",
                    "How long the oldest pending picture has been due; 0 if none is."});
    if (!backlog) return;
    const auto late = backlog->oldest_due ? now() - *backlog->oldest_due : std::chrono::seconds(0);
    families.sample(std::max(0.0, std::chrono::duration<double>(late).count()));
}

void write_preparer(MetricFamilies& families, const PreparerCounters& counters) {
    families
        .counter(
            {"tiktoksales_product_images_prepared_total",
             "Attempts to prepare a picture: ready, put_off (later again), failed (given up)."})
        .sample(counters.ready.value(), {{"result", "ready"}})
        .sample(counters.put_off.value(), {{"result", "put_off"}})
        .sample(counters.failed.value(), {{"result", "failed"}});
    families
        .histogram({"tiktoksales_product_image_preparation_seconds",
                    "Time of one attempt, fetching and keeping included."})
        .sample(counters.time.read());
}

}  // namespace

void add_image_metrics(MetricRegistry& registry,
                       StorePool& stores,
                       const PreparerCounters* counters) {
    registry.add_source([&stores, counters](MetricFamilies& families) {
        write_backlog(families, stores);
        if (counters != nullptr) write_preparer(families, *counters);
    });
}

}  // namespace tts
