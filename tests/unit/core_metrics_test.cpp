#include "core/metrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace tts {
namespace {

using Counts = std::vector<std::uint64_t>;

const MetricFamily& named(const std::vector<MetricFamily>& families, std::string_view name) {
    const auto found = std::find_if(families.begin(), families.end(),
                                    [&](const auto& family) { return family.name == name; });
    if (found == families.end()) throw std::runtime_error("no family " + std::string(name));
    return *found;
}

TEST(Counters, LoseNothingWhenThreadsCountAtOnce) {
    Counter counter;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&counter] {
                for (int n = 0; n < 10'000; ++n) counter.add();
            });
    }

    EXPECT_EQ(counter.value(), 40'000u);
}

TEST(Histograms, CountAValueAtItsBoundAndWhatIsAboveAll) {
    static constexpr double bounds[] = {1, 10};
    Histogram histogram{bounds};

    for (const double value : {0.5, 1.0, 1.5, 10.0, 11.0, 1'000.0}) histogram.observe(value);

    const auto reading = histogram.read();
    EXPECT_EQ(reading.counts, (Counts{2, 2, 2}));
    EXPECT_EQ(reading.count(), 6u);
    EXPECT_DOUBLE_EQ(reading.sum, 1'024.0);
}

TEST(MetricRegistries, GiveTheSameMeterForTheSameNameAndLabels) {
    MetricRegistry registry;
    Counter& first = registry.counter({"sent_total", "Sent."}, {{"way", "sms"}});
    Counter& other = registry.counter({"sent_total", "Sent."}, {{"way", "email"}});
    first.add(2);
    other.add(3);

    EXPECT_EQ(&registry.counter({"sent_total", "Sent."}, {{"way", "sms"}}), &first);

    const auto families = registry.collect();
    ASSERT_EQ(families.size(), 1u);
    ASSERT_EQ(families[0].samples.size(), 2u);
    EXPECT_EQ(families[0].samples[0].value, 2);
    EXPECT_EQ(families[0].samples[1].labels, (MetricLabels{{"way", "email"}}));
}

TEST(MetricRegistries, AskTheirSourcesAtEveryLook) {
    MetricRegistry registry;
    double depth = 1;
    registry.add_source([&depth](MetricFamilies& families) {
        families.gauge({"depth", "How deep."}).sample(depth);
    });
    registry.gauge({"height", "How high."}).set(7);

    EXPECT_EQ(named(registry.collect(), "depth").samples.at(0).value, 1);
    depth = 2;
    EXPECT_EQ(named(registry.collect(), "depth").samples.at(0).value, 2);
    EXPECT_EQ(named(registry.collect(), "height").samples.at(0).value, 7);
}

TEST(MetricRegistries, PutWhatSeveralSourcesSayUnderOneName) {
    MetricRegistry registry;
    for (const char* role : {"chat", "nlp"})
        registry.add_source([role](MetricFamilies& families) {
            families.counter({"requests_total", "Requests."}).sample(1.0, {{"role", role}});
            families.counter({"other_total", "Others."}).sample(1.0, {{"role", role}});
        });

    const auto families = registry.collect();

    ASSERT_EQ(families.size(), 2u);
    EXPECT_EQ(named(families, "requests_total").samples.size(), 2u);
}

}  // namespace
}  // namespace tts
