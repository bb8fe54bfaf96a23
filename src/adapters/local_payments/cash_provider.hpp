#pragma once

#include "ports/payment_provider.hpp"

namespace tts {

// Cash on delivery or a bank transfer: the money comes to the seller, who confirms it, and who
// hands it back. Nothing is asked over the network, and there are no events.
class CashProvider final : public PaymentProvider {
public:
    std::string_view name() const override { return "cod"; }
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
