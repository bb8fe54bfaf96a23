#pragma once

#include "adapters/curl/http_client_pool.hpp"
#include "apps/tiktoksales/metrics/provider_meters.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "payments/payment_desk.hpp"
#include "payments/refund_desk.hpp"

#include <memory>
#include <utility>

namespace tts {

// What the ecommerce role takes payments with: the provider that the settings name, and where
// payments are kept. Any thread may use it.
class PaymentParts {
public:
    // The meters outlive it.
    static Result<std::unique_ptr<PaymentParts>> open(const ServeSettings& settings,
                                                      ProviderMeters& meters);

    PaymentStore& store() { return *store_; }
    PaymentDesk& desk() { return desk_; }
    RefundDesk& refunds() { return refunds_; }
    std::string_view provider_name() const { return provider_->name(); }
    bool takes_stripe_events() const { return provider_->name() == "stripe"; }

private:
    PaymentParts(std::unique_ptr<PaymentStore> store,
                 const PaymentSettings& settings,
                 ProviderMeters& meters);

    std::unique_ptr<PaymentStore> store_;
    HttpClientPool http_;
    MeteredHttpCaller stripe_;
    std::unique_ptr<PaymentProvider> provider_;
    PaymentDesk desk_;
    RefundDesk refunds_;
};

}  // namespace tts
