#include "adapters/local_payments/cash_provider.hpp"

namespace tts {

Result<ProviderPayment> CashProvider::start(const Charge& charge) {
    return ProviderPayment{.payment = charge.payment,
                           .id = "cod_" + charge.payment.to_string(),
                           .status = PaymentStatus::pending,
                           .amount = charge.amount,
                           .currency = charge.currency,
                           .message = "to be paid in cash or by transfer; the seller confirms it"};
}

Result<ProviderPayment> CashProvider::look_up(const Payment& payment) {
    return start({.payment = payment.id, .amount = payment.amount, .currency = payment.currency});
}

Result<ProviderPayment> CashProvider::cancel(const Payment& payment) {
    auto news = look_up(payment);
    news->status = PaymentStatus::failed;
    news->message = "the order was cancelled before it was paid";
    return news;
}

Result<ProviderRefund> CashProvider::refund(const RefundRequest& request) {
    return ProviderRefund{.id = "cod_" + request.refund.to_string(),
                          .status = RefundStatus::done,
                          .message = "the seller hands the money back"};
}

Result<ProviderEvent> CashProvider::read_event(std::string_view, std::string_view, Timestamp) {
    return Error(Errc::not_found, "cash sends no events");
}

Result<ProviderEvent> CashProvider::read_stored_event(std::string_view) {
    return Error(Errc::not_found, "cash sends no events");
}

}  // namespace tts
