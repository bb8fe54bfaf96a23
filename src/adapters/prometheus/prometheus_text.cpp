#include "adapters/prometheus/prometheus_text.hpp"

#include <prometheus/text_serializer.h>

#include <limits>

namespace tts {

namespace {

prometheus::MetricType type_of(MetricKind kind) {
    switch (kind) {
        case MetricKind::counter: return prometheus::MetricType::Counter;
        case MetricKind::gauge: return prometheus::MetricType::Gauge;
        case MetricKind::histogram: return prometheus::MetricType::Histogram;
    }
    return prometheus::MetricType::Untyped;
}

// Prometheus counts upwards: each bucket holds those below it as well.
prometheus::ClientMetric::Histogram to_buckets(const HistogramReading& reading) {
    prometheus::ClientMetric::Histogram histogram;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < reading.counts.size(); ++i) {
        seen += reading.counts[i];
        const bool has_bound = i < reading.bounds.size();
        const double bound =
            has_bound ? reading.bounds[i] : std::numeric_limits<double>::infinity();
        histogram.bucket.push_back({.cumulative_count = seen, .upper_bound = bound});
    }
    histogram.sample_count = seen;
    histogram.sample_sum = reading.sum;
    return histogram;
}

prometheus::ClientMetric to_metric(const MetricSample& sample, MetricKind kind) {
    prometheus::ClientMetric metric;
    for (const auto& [name, value] : sample.labels) metric.label.push_back({name, value});
    switch (kind) {
        case MetricKind::counter: metric.counter.value = sample.value; break;
        case MetricKind::gauge: metric.gauge.value = sample.value; break;
        case MetricKind::histogram: metric.histogram = to_buckets(sample.histogram); break;
    }
    return metric;
}

}  // namespace

std::string to_prometheus_text(const std::vector<MetricFamily>& families) {
    std::vector<prometheus::MetricFamily> translated;
    for (const MetricFamily& family : families) {
        translated.push_back(
            {.name = family.name, .help = family.help, .type = type_of(family.kind), .metric = {}});
        for (const MetricSample& sample : family.samples)
            translated.back().metric.push_back(to_metric(sample, family.kind));
    }
    return prometheus::TextSerializer().Serialize(translated);
}

}  // namespace tts
