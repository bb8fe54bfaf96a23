#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What a process counts about itself. Counting costs an atomic addition and allocates nothing, so
// that hot paths may do it; reading is for whoever looks every few seconds. How it is written down
// is an adapter's business (adapters/prometheus). Names follow Prometheus' conventions.

namespace tts {

// Only grows. Any thread may use it.
class Counter {
public:
    void add(std::uint64_t count = 1) noexcept {
        value_.fetch_add(count, std::memory_order_relaxed);
    }
    std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

// Goes up and down. Any thread may use it.
class Gauge {
public:
    void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
    void add(double value) noexcept { value_.fetch_add(value, std::memory_order_relaxed); }
    double value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<double> value_{0};
};

struct HistogramReading {
    std::vector<double> bounds;         // Upper ones, ascending; above the last there is no limit.
    std::vector<std::uint64_t> counts;  // Of each bound, and of what is above: one more.
    double sum = 0;

    std::uint64_t count() const;
};

// How often values fell between given bounds. Any thread may use it.
class Histogram {
public:
    // The bounds are a constant that lives for ever, ascending: see below.
    explicit Histogram(std::span<const double> bounds);

    void observe(double value) noexcept;
    HistogramReading read() const;

private:
    const std::span<const double> bounds_;
    std::vector<std::atomic<std::uint64_t>> counts_;
    std::atomic<double> sum_{0};
};

// In seconds: from what a cached answer takes to what nobody waits for.
inline constexpr double latency_bounds[] = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                            0.1,    0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
// How many things one batch has: up to 1,000.
inline constexpr double size_bounds[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1'024};

enum class MetricKind { counter, gauge, histogram };

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

struct MetricSample {
    MetricLabels labels;
    double value = 0;            // Of a counter or a gauge.
    HistogramReading histogram;  // Of a histogram.
};

// All samples of one name.
struct MetricFamily {
    std::string name;  // "tiktoksales_orders_total".
    std::string help;
    MetricKind kind = MetricKind::counter;
    std::vector<MetricSample> samples;
};

// What a look at the figures finds, by name.
class MetricFamilies {
public:
    struct Head {
        std::string_view name;
        std::string_view help;
    };

    // The family is there even if no sample follows, so that its name can be found.
    MetricFamilies& counter(Head head) { return begin(head, MetricKind::counter); }
    MetricFamilies& gauge(Head head) { return begin(head, MetricKind::gauge); }
    MetricFamilies& histogram(Head head) { return begin(head, MetricKind::histogram); }

    // Adds to the family that was begun last.
    MetricFamilies& sample(double value, MetricLabels labels = {});
    MetricFamilies& sample(std::uint64_t value, MetricLabels labels = {});
    MetricFamilies& sample(HistogramReading reading, MetricLabels labels = {});

    std::vector<MetricFamily> take();

private:
    MetricFamilies& begin(Head head, MetricKind kind);

    std::map<std::string, MetricFamily, std::less<>> families_;
    MetricFamily* last_ = nullptr;
};

// All figures of a process. Any thread may call it. What is registered lives as long as the
// registry does; asking again for the same name and labels gives the same.
class MetricRegistry {
public:
    using Head = MetricFamilies::Head;

    Counter& counter(Head head, const MetricLabels& labels = {});
    Gauge& gauge(Head head, const MetricLabels& labels = {});
    Histogram& histogram(Head head,
                         std::span<const double> bounds,
                         const MetricLabels& labels = {});

    // For figures that somebody else keeps: called at every look, maybe from several threads at
    // once. What it refers to outlives the last look.
    using Source = std::function<void(MetricFamilies&)>;
    void add_source(Source source);

    std::vector<MetricFamily> collect() const;

private:
    template <class Meter>
    struct Registered {
        std::string name;
        std::string help;
        MetricLabels labels;
        Meter meter;

        template <class... Arguments>
        Registered(Head head, const MetricLabels& wanted, Arguments... arguments)
            : name(head.name), help(head.help), labels(wanted), meter(arguments...) {}
    };

    template <class Meter, class... Arguments>
    Meter& meter_of(std::deque<Registered<Meter>>& known,
                    Head head,
                    const MetricLabels& labels,
                    Arguments... arguments);

    mutable std::mutex mutex_;
    // Guarded by mutex_; deques, because what they hold never moves.
    std::deque<Registered<Counter>> counters_;
    std::deque<Registered<Gauge>> gauges_;
    std::deque<Registered<Histogram>> histograms_;
    std::vector<Source> sources_;
};

}  // namespace tts
