#pragma once

#include "ports/http_caller.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace tts {

struct StripeApiSettings {
    std::string api_key;
    std::string api_base = "https://api.stripe.com";
    // Of all attempts of one call together; each has the HTTP caller's own limit besides.
    std::chrono::milliseconds patience{10'000};
    // Before the second attempt, at most; doubled before each further one.
    std::chrono::milliseconds retry_delay{250};
    int attempts_max = 4;
};

// Members in the order in which they are sent: {"line_items[0][quantity]", "1"}.
using StripeForm = std::vector<std::pair<std::string, std::string>>;

std::string encode_form(const StripeForm& form);

// One call of Stripe's REST API, in the version that this program was written for. What may help
// is tried again under the same key: no answer, 409 (the same key is in use right now), 429 and
// 5xx, unless the answer's Stripe-Should-Retry forbids it. Any thread may call it.
class StripeApi {
public:
    // The caller outlives the API.
    StripeApi(StripeApiSettings settings, HttpCaller& caller)
        : settings_(std::move(settings)), caller_(caller) {}

    // The body of a successful answer. Errc::unavailable if Stripe could not be reached, was busy
    // or broken to the end, or refuses our key; Errc::denied if the buyer's card was declined;
    // Errc::not_found; Errc::invalid if Stripe refuses what was asked for.
    Result<std::string> post(const std::string& path,
                             const StripeForm& form,
                             const std::string& idempotency_key);
    Result<std::string> get(const std::string& path);

private:
    Result<std::string> call(const HttpRequest& request);

    const StripeApiSettings settings_;
    HttpCaller& caller_;
};

}  // namespace tts
