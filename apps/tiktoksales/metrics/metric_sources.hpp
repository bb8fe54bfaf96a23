#pragma once

#include "apps/tiktoksales/queue_probe.hpp"
#include "core/metrics.hpp"
#include "http/router.hpp"
#include "ingest/comment_ingest.hpp"
#include "notify/dispatcher.hpp"
#include "pipeline/worker.hpp"
#include "ports/store_pool.hpp"
#include "webhooks/webhook_sender.hpp"

namespace tts {

// What counts something in this process; null is what it does not have. All of it outlives the
// servers that show the figures.
struct MetricSources {
    const CommentIngest* ingest = nullptr;
    QueueProbe* queue = nullptr;
    StorePool* stores = nullptr;
    const WorkerCounters* worker = nullptr;
    const DispatcherCounters* dispatcher = nullptr;
    const WebhookCounters* webhooks = nullptr;
};

// Lets the registry show the figures of these parts and of the process. docs/metrics.md explains
// each of them.
void add_metric_sources(MetricRegistry& registry, const MetricSources& sources);

// Adds GET /metrics: the figures of the whole process, in Prometheus' text format.
void add_metrics_route(http::Router& router, const MetricRegistry& registry);

}  // namespace tts
