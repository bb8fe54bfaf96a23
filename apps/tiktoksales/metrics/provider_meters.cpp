#include "apps/tiktoksales/metrics/provider_meters.hpp"

#include <chrono>
#include <string_view>

namespace tts {

namespace {

using Outcome = ProviderMeter::Outcome;

constexpr std::array<std::string_view, ProviderMeter::outcomes> outcome_names = {
    "ok", "refused", "failed", "unreachable"};

Outcome outcome_of(const Result<HttpAnswer>& answer) {
    constexpr int too_many_requests = 429;
    if (!answer) return Outcome::unreachable;
    if (answer->status >= 500 || answer->status == too_many_requests) return Outcome::failed;
    return answer->status >= 400 ? Outcome::refused : Outcome::ok;
}

// What these ports say of a server that cannot now and of one that does not answer is the same.
template <class T>
Outcome outcome_of(const Result<T>& done) {
    if (done) return Outcome::ok;
    return done.error().is_transient() ? Outcome::unreachable : Outcome::refused;
}

template <class Call>
auto measured(ProviderMeter& meter, Call call) -> decltype(call()) {
    const auto began_at = std::chrono::steady_clock::now();
    auto result = call();
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - began_at;
    meter.observe(outcome_of(result), time.count());
    return result;
}

}  // namespace

Result<HttpAnswer> MeteredHttpCaller::call(const HttpRequest& request) {
    return measured(meter_, [&] { return caller_.call(request); });
}

Result<std::string> MeteredNotifier::send(const Notification& notification) {
    return measured(meter_, [&] { return notifier_->send(notification); });
}

Result<void> MeteredObjectStore::put(const std::string& key, std::string_view content) {
    return measured(meter_, [&] { return objects_->put(key, content); });
}

Result<std::string> MeteredObjectStore::get(const std::string& key, std::size_t bytes_max) {
    return measured(meter_, [&] { return objects_->get(key, bytes_max); });
}

Result<StoredObject> MeteredObjectStore::find(const std::string& key) {
    return measured(meter_, [&] { return objects_->find(key); });
}

Result<void> MeteredObjectStore::remove(const std::string& key) {
    return measured(meter_, [&] { return objects_->remove(key); });
}

Result<std::vector<StoredObject>> MeteredObjectStore::list(const std::string& prefix,
                                                           const std::string& after,
                                                           std::size_t limit) {
    return measured(meter_, [&] { return objects_->list(prefix, after, limit); });
}

Result<std::string> MeteredImageSource::fetch(const std::string& url) {
    return measured(meter_, [&] { return source_.fetch(url); });
}

Result<std::string> MeteredImageSource::version(const std::string& url) {
    return measured(meter_, [&] { return source_.version(url); });
}

// Providers that were never called are left out.
void add_provider_metrics(MetricRegistry& registry, const ProviderMeters& meters) {
    registry.add_source([&meters](MetricFamilies& families) {
        const std::array<std::pair<std::string, const ProviderMeter*>, 5> providers = {
            {{"stripe", &meters.stripe},
             {"twilio", &meters.twilio},
             {"smtp", &meters.smtp},
             {"s3", &meters.s3},
             {"pictures", &meters.pictures}}};
        families.counter(
            {"tiktoksales_provider_calls_total",
             "Calls to providers of payments, messages and pictures by outcome: ok, refused "
             "(for good), failed (it cannot now), unreachable (no answer)."});
        for (const auto& [name, meter] : providers)
            for (std::size_t i = 0; i < outcome_names.size(); ++i)
                if (const auto count = meter->calls.at(i).value(); count > 0)
                    families.sample(
                        count, {{"provider", name}, {"outcome", std::string(outcome_names.at(i))}});
        families.histogram({"tiktoksales_provider_call_duration_seconds",
                            "Time of one call to a provider, until its answer or none."});
        for (const auto& [name, meter] : providers)
            if (auto reading = meter->duration.read(); reading.count() > 0)
                families.sample(std::move(reading), {{"provider", name}});
    });
}

}  // namespace tts
