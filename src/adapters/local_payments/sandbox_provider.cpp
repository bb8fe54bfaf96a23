#include "adapters/local_payments/sandbox_provider.hpp"

namespace tts {

namespace {

constexpr const char* note = "sandbox: no money moved";

}  // namespace

Result<ProviderPayment> SandboxProvider::start(const Charge& charge) {
    const auto id = "sandbox_" + charge.payment.to_string();
    return ProviderPayment{.payment = charge.payment,
                           .id = id,
                           .reference = id,
                           .status = PaymentStatus::completed,
                           .amount = charge.amount,
                           .currency = charge.currency,
                           .message = note};
}

Result<ProviderPayment> SandboxProvider::look_up(const Payment& payment) {
    return start({.payment = payment.id, .amount = payment.amount, .currency = payment.currency});
}

// It was paid when it began.
Result<ProviderPayment> SandboxProvider::cancel(const Payment& payment) {
    return look_up(payment);
}

Result<ProviderRefund> SandboxProvider::refund(const RefundRequest& request) {
    return ProviderRefund{.id = "sandbox_" + request.refund.to_string(),
                          .status = RefundStatus::done,
                          .message = note};
}

Result<ProviderEvent> SandboxProvider::read_event(std::string_view, std::string_view, Timestamp) {
    return Error(Errc::not_found, "the sandbox sends no events");
}

Result<ProviderEvent> SandboxProvider::read_stored_event(std::string_view) {
    return Error(Errc::not_found, "the sandbox sends no events");
}

}  // namespace tts
