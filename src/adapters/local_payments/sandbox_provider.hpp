#pragma once

#include "ports/payment_provider.hpp"

namespace tts {

// For trying out on one machine: every payment completes at once, no money moves, and everything
// that it says has livemode false. It sends no events.
class SandboxProvider final : public PaymentProvider {
public:
    std::string_view name() const override { return "sandbox"; }
    Result<ProviderPayment> start(const Charge& charge) override;
    Result<ProviderPayment> look_up(const Payment& payment) override;
    Result<ProviderPayment> cancel(const Payment& payment) override;
    Result<ProviderRefund> refund(const RefundRequest& request) override;
    Result<ProviderEvent> read_event(std::string_view body,
                                     std::string_view signature,
                                     Timestamp now) override;
    Result<ProviderEvent> read_stored_event(std::string_view body) override;
};

}  // namespace tts
