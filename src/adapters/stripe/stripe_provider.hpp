#pragma once

#include "adapters/stripe/stripe_api.hpp"
#include "ports/payment_provider.hpp"

#include <string>
#include <vector>

namespace tts {

struct StripeSettings {
    StripeApiSettings api;
    // Of the endpoint that Stripe sends its events to; two while one is being replaced. Empty:
    // every event is refused.
    std::vector<std::string> webhook_secrets;
    // Where Stripe's page sends the buyer when done; empty: there are no links, only intents.
    std::string return_base_url;
};

// Stripe over its REST API: a link is a Checkout Session, an intent a PaymentIntent.
class StripeProvider final : public PaymentProvider {
public:
    // The caller outlives the provider.
    StripeProvider(StripeSettings settings, HttpCaller& caller)
        : settings_(std::move(settings)), api_(settings_.api, caller) {}

    std::string_view name() const override { return "stripe"; }
    Result<ProviderPayment> start(const Charge& charge) override;
    Result<ProviderPayment> look_up(const Payment& payment) override;
    Result<ProviderPayment> cancel(const Payment& payment) override;
    Result<ProviderRefund> refund(const RefundRequest& request) override;
    Result<ProviderEvent> read_event(std::string_view body,
                                     std::string_view signature,
                                     Timestamp now) override;
    Result<ProviderEvent> read_stored_event(std::string_view body) override;

private:
    // What an earlier try made although its answer did not say so. Errc::not_found.
    Result<ProviderPayment> find_made(const Charge& charge);
    Result<StripeForm> session_form(const Charge& charge) const;
    Result<StripeForm> intent_form(const Charge& charge) const;

    const StripeSettings settings_;
    StripeApi api_;
};

}  // namespace tts
