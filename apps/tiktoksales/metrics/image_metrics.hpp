#pragma once

#include "core/metrics.hpp"
#include "ports/store_pool.hpp"
#include "vision/image_preparer.hpp"

namespace tts {

// Lets the registry show how many pictures of the catalogue wait to be prepared, by asking the
// database when somebody looks; and, where this process prepares some (`counters` is not null),
// what came of them. All of it outlives the servers that show the figures.
void add_image_metrics(MetricRegistry& registry,
                       StorePool& stores,
                       const PreparerCounters* counters);

}  // namespace tts
