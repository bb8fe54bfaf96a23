#include "core/metrics.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace tts {

std::uint64_t HistogramReading::count() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Histogram::Histogram(std::span<const double> bounds) : bounds_(bounds), counts_(bounds.size() + 1) {
    assert(std::is_sorted(bounds.begin(), bounds.end()));
}

void Histogram::observe(double value) noexcept {
    const auto bound = std::lower_bound(bounds_.begin(), bounds_.end(), value);
    counts_[static_cast<std::size_t>(bound - bounds_.begin())].fetch_add(1,
                                                                         std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
}

HistogramReading Histogram::read() const {
    HistogramReading reading{.bounds = {bounds_.begin(), bounds_.end()}, .counts = {}, .sum = sum_};
    for (const auto& count : counts_)
        reading.counts.push_back(count.load(std::memory_order_relaxed));
    return reading;
}

MetricFamilies& MetricFamilies::begin(Head head, MetricKind kind) {
    const auto found = families_.find(head.name);
    if (found == families_.end()) {
        const std::string name(head.name);
        last_ = &families_[name];
        *last_ = {.name = name, .help = std::string(head.help), .kind = kind, .samples = {}};
    } else {
        last_ = &found->second;
        assert(last_->kind == kind && "a name has one kind");
    }
    return *this;
}

MetricFamilies& MetricFamilies::sample(double value, MetricLabels labels) {
    assert(last_ != nullptr);
    last_->samples.push_back({.labels = std::move(labels), .value = value, .histogram = {}});
    return *this;
}

MetricFamilies& MetricFamilies::sample(std::uint64_t value, MetricLabels labels) {
    return sample(static_cast<double>(value), std::move(labels));
}

MetricFamilies& MetricFamilies::sample(HistogramReading reading, MetricLabels labels) {
    assert(last_ != nullptr);
    last_->samples.push_back({.labels = std::move(labels), .histogram = std::move(reading)});
    return *this;
}

std::vector<MetricFamily> MetricFamilies::take() {
    std::vector<MetricFamily> taken;
    for (auto& [name, family] : families_) taken.push_back(std::move(family));
    families_.clear();
    last_ = nullptr;
    return taken;
}

template <class Meter, class... Arguments>
Meter& MetricRegistry::meter_of(std::deque<Registered<Meter>>& known,
                                Head head,
                                const MetricLabels& labels,
                                Arguments... arguments) {
    const std::lock_guard lock(mutex_);
    for (auto& one : known)
        if (one.name == head.name && one.labels == labels) return one.meter;
    return known.emplace_back(head, labels, arguments...).meter;
}

Counter& MetricRegistry::counter(Head head, const MetricLabels& labels) {
    return meter_of(counters_, head, labels);
}

Gauge& MetricRegistry::gauge(Head head, const MetricLabels& labels) {
    return meter_of(gauges_, head, labels);
}

Histogram& MetricRegistry::histogram(Head head,
                                     std::span<const double> bounds,
                                     const MetricLabels& labels) {
    return meter_of(histograms_, head, labels, bounds);
}

void MetricRegistry::add_source(Source source) {
    const std::lock_guard lock(mutex_);
    sources_.push_back(std::move(source));
}

std::vector<MetricFamily> MetricRegistry::collect() const {
    MetricFamilies families;
    std::vector<Source> sources;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& one : counters_)
            families.counter({one.name, one.help}).sample(one.meter.value(), one.labels);
        for (const auto& one : gauges_)
            families.gauge({one.name, one.help}).sample(one.meter.value(), one.labels);
        for (const auto& one : histograms_)
            families.histogram({one.name, one.help}).sample(one.meter.read(), one.labels);
        sources = sources_;
    }
    // Outside the lock: a source may take its time, as when it asks a server.
    for (const auto& source : sources) source(families);
    return families.take();
}

}  // namespace tts
