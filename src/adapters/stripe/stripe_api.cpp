#include "adapters/stripe/stripe_api.hpp"

#include "adapters/stripe/stripe_objects.hpp"
#include "core/log.hpp"
#include "core/percent_encoding.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <random>
#include <string_view>
#include <thread>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

// Pinned, so that a change of Stripe's defaults changes nothing here.
constexpr const char* api_version = "2024-06-20";

std::optional<std::string_view> header(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [known, value] : answer.headers)
        if (known == name) return value;
    return std::nullopt;
}

bool is_worth_another_try(const Result<HttpAnswer>& answer) {
    if (!answer) return true;
    if (const auto told = header(*answer, "stripe-should-retry")) return *told == "true";
    return answer->status == 409 || answer->status == 429 || answer->status >= 500;
}

std::chrono::milliseconds asked_delay(const Result<HttpAnswer>& answer) {
    const auto told = answer ? header(*answer, "retry-after") : std::nullopt;
    int seconds = 0;
    if (told) std::from_chars(told->data(), told->data() + told->size(), seconds);
    return std::chrono::seconds(std::clamp(seconds, 0, 60));
}

// Full jitter: anything up to the delay, so that what failed together does not return together.
std::chrono::milliseconds jittered(std::chrono::milliseconds delay) {
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<std::int64_t> spread(0, delay.count());
    return std::chrono::milliseconds(spread(random));
}

Error error_of(const HttpAnswer& answer) {
    const std::string text =
        "Stripe answered " + std::to_string(answer.status) + ": " + stripe_error_text(answer.body);
    switch (answer.status) {
        case 401:
        case 403: return {Errc::unavailable, text + " (see STRIPE_API_KEY)"};
        case 402: return {Errc::denied, stripe_error_text(answer.body)};
        case 404: return {Errc::not_found, text};
        case 409:
        case 429: return {Errc::unavailable, text};
        default: break;
    }
    return {answer.status >= 500 ? Errc::unavailable : Errc::invalid, text};
}

}  // namespace

std::string encode_form(const StripeForm& form) {
    std::string body;
    for (const auto& [name, value] : form) {
        if (!body.empty()) body += '&';
        body += percent_encoded(name) + "=" + percent_encoded(value);
    }
    return body;
}

Result<std::string> StripeApi::post(const std::string& path,
                                    const StripeForm& form,
                                    const std::string& idempotency_key) {
    return call({.method = "POST",
                 .url = settings_.api_base + path,
                 .headers = {{"Authorization", "Bearer " + settings_.api_key},
                             {"Stripe-Version", api_version},
                             {"Content-Type", "application/x-www-form-urlencoded"},
                             {"Idempotency-Key", idempotency_key}},
                 .body = encode_form(form)});
}

Result<std::string> StripeApi::get(const std::string& path) {
    return call({.method = "GET",
                 .url = settings_.api_base + path,
                 .headers = {{"Authorization", "Bearer " + settings_.api_key},
                             {"Stripe-Version", api_version}},
                 .body = {}});
}

Result<std::string> StripeApi::call(const HttpRequest& request) {
    const auto deadline = Clock::now() + settings_.patience;
    auto delay = settings_.retry_delay;
    for (int attempt = 1;; ++attempt) {
        auto answer = caller_.call(request);
        if (answer && answer->status >= 200 && answer->status < 300) return std::move(answer->body);
        const auto wait = std::max(jittered(delay), asked_delay(answer));
        const bool again = is_worth_another_try(answer) && attempt < settings_.attempts_max &&
                           Clock::now() + wait < deadline;
        if (!again) {
            if (!answer) return answer.error();
            return error_of(*answer);
        }
        log_event(Level::warning, "stripe_retry",
                  {{"attempt", attempt},
                   {"status", answer ? answer->status : 0},
                   {"url", request.url},
                   {"wait_ms", wait.count()}});
        std::this_thread::sleep_for(wait);
        delay *= 2;
    }
}

}  // namespace tts
