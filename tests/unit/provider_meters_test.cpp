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

// Has one object, and cannot be reached while it is told so.
class ScriptedObjects final : public ObjectStore {
public:
    explicit ScriptedObjects(const bool& away) : away_(away) {}

    Result<void> put(const std::string&, std::string_view) override { return answer(); }
    Result<std::string> get(const std::string& key, std::size_t) override {
        if (auto answered = answer(); !answered) return answered.error();
        if (key != "here") return Error(Errc::not_found, "no object");
        return std::string("content");
    }
    Result<StoredObject> find(const std::string& key) override {
        return StoredObject{.key = key, .size = 7, .version = "1"};
    }
    Result<void> remove(const std::string&) override { return answer(); }
    std::string link(const std::string& key) const override { return "link of " + key; }
    Result<std::vector<StoredObject>> list(const std::string&,
                                           const std::string&,
                                           std::size_t) override {
        return std::vector<StoredObject>();
    }

private:
    Result<void> answer() const {
        if (away_) return Error(Errc::unavailable, "away");
        return {};
    }

    const bool& away_;
};

class ScriptedPictures final : public ImageSource {
public:
    Result<std::string> fetch(const std::string&) override { return std::string("picture"); }
    Result<std::string> version(const std::string&) override {
        return Error(Errc::denied, "a private address");
    }
};

}  // namespace

TEST_F(Providers, EveryCallToABucketIsCounted) {
    bool away = false;
    MeteredObjectStore metered(std::make_unique<ScriptedObjects>(away), meters.s3);

    EXPECT_TRUE(metered.put("here", "content"));
    EXPECT_EQ(metered.get("here", 10).value(), "content");
    EXPECT_EQ(metered.get("there", 10).error().code(), Errc::not_found);
    EXPECT_EQ(metered.find("here").value().size, 7U);
    EXPECT_TRUE(metered.list("", "", 10));
    EXPECT_EQ(metered.link("here"), "link of here");
    away = true;
    EXPECT_EQ(metered.remove("here").error().code(), Errc::unavailable);

    const std::string calls = "tiktoksales_provider_calls_total{provider=\"s3\",outcome=\"";
    EXPECT_TRUE(shows(calls + "ok\"} 4"));
    EXPECT_TRUE(shows(calls + "refused\"} 1"));
    EXPECT_TRUE(shows(calls + "unreachable\"} 1"));
}

TEST_F(Providers, EveryPictureOfTheWebIsCounted) {
    ScriptedPictures pictures;
    MeteredImageSource metered(pictures, meters.pictures);

    EXPECT_EQ(metered.fetch("https://shop.example/1.jpg").value(), "picture");
    EXPECT_EQ(metered.version("https://10.0.0.1/").error().code(), Errc::denied);

    const std::string calls = "tiktoksales_provider_calls_total{provider=\"pictures\",outcome=\"";
    EXPECT_TRUE(shows(calls + "ok\"} 1"));
    EXPECT_TRUE(shows(calls + "refused\"} 1"));
}

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
