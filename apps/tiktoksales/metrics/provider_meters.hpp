#pragma once

#include "core/metrics.hpp"
#include "ports/http_caller.hpp"
#include "ports/image_source.hpp"
#include "ports/notifier.hpp"
#include "ports/object_store.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts {

// What calls to one provider came to, and how long they took. Any thread may use it.
struct ProviderMeter {
    enum class Outcome {
        ok,           // It did what it was asked for.
        refused,      // It will not (4xx), whoever asks again.
        failed,       // It cannot right now (5xx, 429).
        unreachable,  // It gave no answer: refused the connection, timed out, was cut off.
    };
    static constexpr std::size_t outcomes = 4;

    void observe(Outcome outcome, double seconds) noexcept {
        calls.at(static_cast<std::size_t>(outcome)).add();
        duration.observe(seconds);
    }

    std::array<Counter, outcomes> calls;
    Histogram duration{latency_bounds};  // In seconds.
};

// The providers that this process may call.
struct ProviderMeters {
    ProviderMeter stripe;
    ProviderMeter twilio;
    ProviderMeter smtp;
    ProviderMeter s3;
    ProviderMeter pictures;  // Of the web, from wherever their URLs lead.
};

// Counts the calls of one provider. The caller and the meter outlive it. Any thread may call it.
class MeteredHttpCaller final : public HttpCaller {
public:
    MeteredHttpCaller(HttpCaller& caller, ProviderMeter& meter) : caller_(caller), meter_(meter) {}

    Result<HttpAnswer> call(const HttpRequest& request) override;

private:
    HttpCaller& caller_;
    ProviderMeter& meter_;
};

// Counts the messages of a provider that is not called by HTTP. The meter outlives it. Belongs to
// one thread, as the notifier does.
class MeteredNotifier final : public Notifier {
public:
    MeteredNotifier(std::unique_ptr<Notifier> notifier, ProviderMeter& meter)
        : notifier_(std::move(notifier)), meter_(meter) {}

    Result<std::string> send(const Notification& notification) override;
    bool can_begin(const Message& message) const override { return notifier_->can_begin(message); }

private:
    const std::unique_ptr<Notifier> notifier_;
    ProviderMeter& meter_;
};

// Counts what is asked of a bucket. The meter outlives it. Any thread may call it.
class MeteredObjectStore final : public ObjectStore {
public:
    MeteredObjectStore(std::unique_ptr<ObjectStore> objects, ProviderMeter& meter)
        : objects_(std::move(objects)), meter_(meter) {}

    Result<void> put(const std::string& key, std::string_view content) override;
    Result<std::string> get(const std::string& key, std::size_t bytes_max) override;
    Result<StoredObject> find(const std::string& key) override;
    Result<void> remove(const std::string& key) override;
    std::string link(const std::string& key) const override { return objects_->link(key); }
    Result<std::vector<StoredObject>> list(const std::string& prefix,
                                           const std::string& after,
                                           std::size_t limit) override;

private:
    const std::unique_ptr<ObjectStore> objects_;
    ProviderMeter& meter_;
};

// Counts the pictures that are fetched, and the glances at whether they changed. What is refused
// before anybody is asked counts as refused. The source and the meter outlive it. Any thread may
// call it.
class MeteredImageSource final : public ImageSource {
public:
    MeteredImageSource(ImageSource& source, ProviderMeter& meter)
        : source_(source), meter_(meter) {}

    Result<std::string> fetch(const std::string& url) override;
    Result<std::string> version(const std::string& url) override;

private:
    ImageSource& source_;
    ProviderMeter& meter_;
};

// Lets the registry show the meters; they outlive it.
void add_provider_metrics(MetricRegistry& registry, const ProviderMeters& meters);

}  // namespace tts
