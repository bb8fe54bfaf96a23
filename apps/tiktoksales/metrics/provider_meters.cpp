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

// What a notifier says of an answer and of none is the same: it comes again later.
Outcome outcome_of(const Result<std::string>& sent) {
    if (sent) return Outcome::ok;
    return sent.error().is_transient() ? Outcome::unreachable : Outcome::refused;
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

// Providers that were never called are left out.
void add_provider_metrics(MetricRegistry& registry, const ProviderMeters& meters) {
    registry.add_source([&meters](MetricFamilies& families) {
        const std::array<std::pair<std::string, const ProviderMeter*>, 3> providers = {
            {{"stripe", &meters.stripe}, {"twilio", &meters.twilio}, {"smtp", &meters.smtp}}};
        families.counter({"tiktoksales_provider_calls_total",
                          "Calls to providers of payments and messages by outcome: ok, refused "
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
