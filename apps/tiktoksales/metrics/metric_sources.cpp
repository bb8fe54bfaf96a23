#include "apps/tiktoksales/metrics/metric_sources.hpp"

#include "adapters/prometheus/prometheus_text.hpp"
#include "apps/tiktoksales/metrics/process_figures.hpp"
#include "core/timestamp.hpp"

#include <algorithm>
#include <chrono>

namespace tts {

namespace {

// The ingest counts batches by powers of two; what is larger than the last bound is in the last.
HistogramReading batch_sizes(const IngestCounters& counters) {
    HistogramReading reading;
    reading.counts.assign(counters.batches_by_size.begin(), counters.batches_by_size.end());
    for (std::size_t i = 0; i + 1 < reading.counts.size(); ++i)
        reading.bounds.push_back(static_cast<double>((std::uint64_t{2} << i) - 1));
    reading.sum = static_cast<double>(counters.accepted);
    return reading;
}

void write_ingest(MetricFamilies& families, const IngestCounters& counters) {
    families
        .counter({"tiktoksales_ingest_comments_accepted_total",
                  "Comments that were stored and acknowledged, duplicates included."})
        .sample(counters.accepted);
    families
        .counter({"tiktoksales_ingest_comments_duplicate_total",
                  "Accepted comments that were known by their source and message id."})
        .sample(counters.duplicates);
    families
        .counter({"tiktoksales_ingest_comments_rejected_total",
                  "Comments that were not stored: too many were waiting (overload), the workers "
                  "were too far behind (behind), or the queue could not be written (queue)."})
        .sample(counters.refused, {{"reason", "overload"}})
        .sample(counters.turned_away, {{"reason", "behind"}})
        .sample(counters.failed, {{"reason", "queue"}});
    families
        .histogram({"tiktoksales_ingest_batch_comments",
                    "How many comments one write to the queue stored."})
        .sample(batch_sizes(counters));
}

void write_queue(MetricFamilies& families, QueueProbe& queue) {
    const auto depth = queue.recent_depth();
    families.gauge({"tiktoksales_queue_up", "1 if the queue answers, else 0."})
        .sample(depth ? 1.0 : 0.0);
    families.gauge({"tiktoksales_queue_lists", "Clients' lists that wait to be processed."});
    if (depth) families.sample(static_cast<double>(depth->lists));
    families.gauge({"tiktoksales_queue_oldest_due_seconds",
                    "How long the oldest list has been due; 0 if none is."});
    if (depth) {
        const auto late = depth->oldest_due ? now() - *depth->oldest_due : std::chrono::seconds(0);
        families.sample(std::max(0.0, std::chrono::duration<double>(late).count()));
    }
    families.gauge({"tiktoksales_queue_dead_letters", "Comments that failed again and again."});
    if (depth) families.sample(static_cast<double>(depth->dead_letters));
    families.gauge({"tiktoksales_queue_quarantined",
                    "Entries of outside producers that could not be understood."});
    if (depth) families.sample(static_cast<double>(depth->quarantined));
}

void write_batches(MetricFamilies& families, const WorkerCounters& counters) {
    families
        .counter({"tiktoksales_worker_batches_total",
                  "Batches by outcome: committed, put_back (a server was away), failed (to be "
                  "tried again in smaller parts), fenced (another worker took over)."})
        .sample(counters.batches.load(), {{"outcome", "committed"}})
        .sample(counters.put_back.load(), {{"outcome", "put_back"}})
        .sample(counters.failed.load(), {{"outcome", "failed"}})
        .sample(counters.fenced.load(), {{"outcome", "fenced"}});
    families
        .counter({"tiktoksales_worker_comments_total", "Comments that were decided and stored."})
        .sample(counters.comments.load());
    families.histogram({"tiktoksales_worker_batch_comments", "How many comments one batch had."})
        .sample(counters.batch_comments.read());
    families
        .histogram({"tiktoksales_worker_stage_duration_seconds",
                    "Time of a batch by stage: decide (intent and match), commit (stock, orders, "
                    "transaction), acknowledge (to the queue)."})
        .sample(counters.decide_time.read(), {{"stage", "decide"}})
        .sample(counters.commit_time.read(), {{"stage", "commit"}})
        .sample(counters.acknowledge_time.read(), {{"stage", "acknowledge"}});
}

void write_decisions(MetricFamilies& families, const WorkerCounters& counters) {
    families.counter({"tiktoksales_intents_total", "Comments by what they want."});
    for (std::size_t i = 0; i < intent_names.size(); ++i)
        families.sample(counters.intents[i].value(), {{"intent", std::string(intent_names[i])}});
    families.counter({"tiktoksales_decisions_total", "Comments by what became of them."});
    for (std::size_t i = 0; i < decision_count; ++i)
        families.sample(counters.decisions[i].value(),
                        {{"decision", std::string(to_string(static_cast<Decision>(i)))}});
    families.counter({"tiktoksales_orders_total", "Orders that comments became."})
        .sample(counters.orders.load());
    families
        .histogram({"tiktoksales_comment_to_order_seconds",
                    "From the arrival of an order's first comment to its commit, the settle "
                    "window included."})
        .sample(counters.order_delay.read());
    families
        .counter({"tiktoksales_show_cache_hits_total",
                  "Shows (catalogue, pins) that a batch needed and the worker knew."})
        .sample(counters.show_hits.value());
    families
        .counter({"tiktoksales_show_cache_misses_total",
                  "Shows that a batch needed and that were read from the database."})
        .sample(counters.show_misses.value());
}

void write_notifications(MetricFamilies& families, const DispatcherCounters& counters) {
    families
        .counter({"tiktoksales_notifications_total",
                  "Attempts of the dispatcher to tell a buyer something: sent, retried (later "
                  "again), failed (given up)."})
        .sample(counters.sent.load(), {{"result", "sent"}})
        .sample(counters.retried.load(), {{"result", "retried"}})
        .sample(counters.failed.load(), {{"result", "failed"}});
    families
        .counter({"tiktoksales_notifications_fell_over_total",
                  "Messages that went on to the next channel because one did not take them."})
        .sample(counters.fell_over.load());
    families
        .counter({"tiktoksales_notifications_unreached_total",
                  "Messages about an order that the dispatcher found no channel for."})
        .sample(counters.unreached.load());
}

void write_webhooks(MetricFamilies& families, const WebhookCounters& counters) {
    families
        .counter({"tiktoksales_webhooks_total",
                  "Attempts to send an event to a seller's shop system: delivered, retried (later "
                  "again), failed (given up)."})
        .sample(counters.delivered.load(), {{"result", "delivered"}})
        .sample(counters.retried.load(), {{"result", "retried"}})
        .sample(counters.failed.load(), {{"result", "failed"}});
}

void write_stores(MetricFamilies& families, StorePool& stores) {
    const auto figures = stores.figures();
    families
        .gauge({"tiktoksales_store_pool_connections",
                "Database connections for requests: lent to one, or idle."})
        .sample(static_cast<double>(figures.lent), {{"state", "lent"}})
        .sample(static_cast<double>(figures.open - figures.lent), {{"state", "idle"}});
    families
        .gauge({"tiktoksales_store_pool_size_max",
                "How many of these connections there may be at once."})
        .sample(static_cast<double>(stores.size_max()));
    families.gauge({"tiktoksales_store_pool_waiting", "Requests that wait for a connection now."})
        .sample(static_cast<double>(figures.waiting));
    families
        .counter(
            {"tiktoksales_store_pool_waits_total", "Requests that had to wait for a connection."})
        .sample(figures.waits);
    families
        .counter({"tiktoksales_store_pool_refusals_total",
                  "Requests that waited for a connection in vain, and were answered 503."})
        .sample(figures.refusals);
    families.counter({"tiktoksales_store_pool_opened_total", "Connections that were opened."})
        .sample(figures.opened);
    families
        .counter({"tiktoksales_store_pool_closed_total",
                  "Connections that were closed: at the end of their time (age), or because they "
                  "did not answer any more (broken)."})
        .sample(figures.expired, {{"reason", "age"}})
        .sample(figures.broken, {{"reason", "broken"}});
}

}  // namespace

void add_metric_sources(MetricRegistry& registry, const MetricSources& sources) {
    registry.add_source(write_process_figures);
    registry.add_source([sources](MetricFamilies& families) {
        if (sources.ingest) write_ingest(families, sources.ingest->counters());
        if (sources.queue) write_queue(families, *sources.queue);
        if (sources.stores) write_stores(families, *sources.stores);
        if (sources.worker) write_batches(families, *sources.worker);
        if (sources.worker) write_decisions(families, *sources.worker);
        if (sources.dispatcher) write_notifications(families, *sources.dispatcher);
        if (sources.webhooks) write_webhooks(families, *sources.webhooks);
    });
}

void add_metrics_route(http::Router& router, const MetricRegistry& registry) {
    router.on("GET", "/metrics", [&registry](const http::Request&) {
        return http::Response{.body = to_prometheus_text(registry.collect()),
                              .content_type = std::string(prometheus_content_type),
                              .headers = {{"Cache-Control", "no-store"}}};
    });
}

}  // namespace tts
