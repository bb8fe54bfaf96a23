#include "adapters/prometheus/prometheus_text.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

std::string text_of(MetricFamilies& families) {
    return to_prometheus_text(families.take());
}

TEST(PrometheusText, WritesCountersAndGaugesWithTheirLabels) {
    MetricFamilies families;
    families.counter({"sent_total", "What was sent."}).sample(std::uint64_t{3}, {{"way", "sms"}});
    families.gauge({"temperature", "In degrees."}).sample(-1.5);

    EXPECT_EQ(text_of(families),
              "# HELP sent_total What was sent.\n"
              "# TYPE sent_total counter\n"
              "sent_total{way=\"sms\"} 3\n"
              "# HELP temperature In degrees.\n"
              "# TYPE temperature gauge\n"
              "temperature -1.5\n");
}

TEST(PrometheusText, AddsUpTheBucketsOfAHistogram) {
    static constexpr double bounds[] = {0.1, 1};
    Histogram histogram{bounds};
    for (const double value : {0.05, 0.5, 0.5, 5.0}) histogram.observe(value);
    MetricFamilies families;
    families.histogram({"seconds", "How long."}).sample(histogram.read());

    const auto text = text_of(families);

    for (const char* line :
         {"seconds_bucket{le=\"0.1\"} 1\n", "seconds_bucket{le=\"1\"} 3\n",
          "seconds_bucket{le=\"+Inf\"} 4\n", "seconds_count 4\n", "seconds_sum 6.05"})
        EXPECT_NE(text.find(line), std::string::npos) << line << " is not in\n" << text;
}

TEST(PrometheusText, EscapesWhatALabelMayNotHold) {
    MetricFamilies families;
    families.gauge({"g", "G."}).sample(1.0, {{"name", "a\"b\\c\nd"}});

    EXPECT_NE(text_of(families).find(R"(g{name="a\"b\\c\nd"} 1)"), std::string::npos);
}

TEST(PrometheusText, NamesAFamilyThatHasNoSampleYet) {
    MetricFamilies families;
    families.counter({"later_total", "Not yet."});

    EXPECT_EQ(text_of(families), "# HELP later_total Not yet.\n# TYPE later_total counter\n");
}

}  // namespace
}  // namespace tts
