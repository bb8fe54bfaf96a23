#include "apps/tiktoksales/payments/payment_parts.hpp"

#include "adapters/local_payments/cash_provider.hpp"
#include "adapters/local_payments/sandbox_provider.hpp"
#include "adapters/stripe/stripe_provider.hpp"
#include "apps/tiktoksales/storage.hpp"

namespace tts {

using namespace std::chrono_literals;

namespace {

// One attempt of one call. A buyer waits for it, so it is short; a call that was cut off is tried
// again under the same key.
constexpr HttpClientLimits provider_limits{
    .connect_timeout = 1s, .total_timeout = 5s, .body_bytes_max = 1024 * 1024};

std::unique_ptr<PaymentProvider> make_provider(const PaymentSettings& settings, HttpCaller& http) {
    switch (settings.provider) {
        case PaymentChoice::cod: return std::make_unique<CashProvider>();
        case PaymentChoice::sandbox: return std::make_unique<SandboxProvider>();
        case PaymentChoice::stripe: break;
    }
    StripeSettings stripe;
    stripe.api.api_key = settings.stripe_api_key;
    stripe.api.api_base = settings.stripe_api_base;
    stripe.webhook_secrets = settings.stripe_webhook_secrets;
    stripe.return_base_url = settings.public_base_url;
    return std::make_unique<StripeProvider>(std::move(stripe), http);
}

}  // namespace

PaymentParts::PaymentParts(std::unique_ptr<PaymentStore> store,
                           const PaymentSettings& settings,
                           ProviderMeters& meters)
    : store_(std::move(store)),
      http_(provider_limits),
      stripe_(http_, meters.stripe),
      provider_(make_provider(settings, stripe_)),
      desk_(*store_, *provider_, settings.fees()),
      refunds_(*store_, *provider_) {}

Result<std::unique_ptr<PaymentParts>> PaymentParts::open(const ServeSettings& settings,
                                                         ProviderMeters& meters) {
    auto store = open_payment_store(settings.storage);
    if (!store) return store.error().during("opening the payments");
    // NOLINTNEXTLINE(modernize-make-unique): its constructor is private.
    return std::unique_ptr<PaymentParts>(
        new PaymentParts(std::move(*store), settings.payments, meters));
}

}  // namespace tts
