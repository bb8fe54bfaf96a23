// What is counted of the calls to providers.

#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "adapters/prometheus/prometheus_text.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace tts::test {

namespace {

class ScriptedCaller final : public HttpCaller {
public:
    Result<HttpAnswer> call(const HttpRequest&) override {
        if (!status) return Error(Errc::unavailable, "timed out");
        return HttpAnswer{.status = *status, .body = "answer", .headers = {}};
    }

    std::optional<int> status;
};

class ScriptedNotifier final : public Notifier {
public:
    explicit ScriptedNotifier(Errc code) : code_(code) {}
    Result<std::string> send(const Notification&) override { return Error(code_, "no"); }

private:
    const Errc code_;
};

class Providers : public testing::Test {
protected:
    Providers() { add_provider_metrics(registry, meters); }

    bool shows(const std::string& line) const {
        return to_prometheus_text(registry.collect()).find(line + "\n") != std::string::npos;
    }

    ProviderMeters meters;
    MetricRegistry registry;
    ScriptedCaller caller;
};

}  // namespace

TEST_F(Providers, AnswersAreCountedByWhatTheyMean) {
    MeteredHttpCaller metered(caller, meters.stripe);

    for (const int status : {200, 201, 302, 402, 404, 429, 500, 503}) {
        caller.status = status;
        EXPECT_EQ(metered.call({}).value().status, status);
    }
    caller.status.reset();
    EXPECT_EQ(metered.call({}).error().code(), Errc::unavailable);

    const std::string calls = "tiktoksales_provider_calls_total{provider=\"stripe\",outcome=\"";
    EXPECT_TRUE(shows(calls + "ok\"} 3"));
    EXPECT_TRUE(shows(calls + "refused\"} 2"));
    EXPECT_TRUE(shows(calls + "failed\"} 3"));
    EXPECT_TRUE(shows(calls + "unreachable\"} 1"));
    EXPECT_TRUE(shows("tiktoksales_provider_call_duration_seconds_count{provider=\"stripe\"} 9"));
}

TEST_F(Providers, MessagesAreCountedByWhetherTheyMayBeSentAgain) {
    MeteredNotifier away(std::make_unique<ScriptedNotifier>(Errc::unavailable), meters.smtp);
    MeteredNotifier refusing(std::make_unique<ScriptedNotifier>(Errc::invalid), meters.smtp);

    EXPECT_FALSE(away.send({}));
    EXPECT_FALSE(refusing.send({}));

    const std::string calls = "tiktoksales_provider_calls_total{provider=\"smtp\",outcome=\"";
    EXPECT_TRUE(shows(calls + "unreachable\"} 1"));
    EXPECT_TRUE(shows(calls + "refused\"} 1"));
}

TEST_F(Providers, ThatWereNeverCalledAreLeftOut) {
    EXPECT_TRUE(shows("# TYPE tiktoksales_provider_calls_total counter"));
    EXPECT_EQ(to_prometheus_text(registry.collect()).find("twilio"), std::string::npos);
}

}  // namespace tts::test
