#include "payments/refund_desk.hpp"

#include "core/log.hpp"
#include "payments/payment_changes.hpp"

namespace tts {

namespace {

constexpr std::size_t late_batch = 50;

}  // namespace

Result<Refunded> RefundDesk::refund(const Order& order, const RefundOrder& request) {
    const auto payment = paid_payment(order);
    if (!payment) return payment.error();
    return refund_of(*payment, request);
}

Result<Refunded> RefundDesk::refund_of(const Payment& payment, const RefundOrder& request) {
    const auto before = find_before(payment, request);
    if (!before) return before.error();
    if (*before && (*before)->status != RefundStatus::pending)
        return Refunded{.refund = **before, .payment = payment};
    if (*before) return ask_provider(payment, **before);
    const auto reserved = reserve(payment, request);
    if (!reserved) return reserved.error();
    return ask_provider(payment, *reserved);
}

Result<std::size_t> RefundDesk::give_back_late() {
    const auto late = store_.late_payments(std::string(provider_.name()), late_batch);
    if (!late) return late.error().during("reading payments that came too late");
    std::size_t given_back = 0;
    std::optional<Error> failed;
    for (const Payment& payment : *late) {
        const auto refunded = refund_of(payment, {.idempotency_key = std::string(late_refund_key)});
        if (!refunded && !failed)
            failed = refunded.error().during("giving back " + payment.id.to_string());
        if (refunded && refunded->refund.status == RefundStatus::done) ++given_back;
    }
    if (failed) return *failed;
    return given_back;
}

// The one that the order's money came with. Money that came twice goes back first.
Result<Payment> RefundDesk::paid_payment(const Order& order) {
    const auto payments = store_.of_order(order.id);
    if (!payments) return payments.error();
    for (const Payment& payment : *payments)
        if (payment.status == PaymentStatus::completed) return payment;
    for (const Payment& payment : *payments)
        if (payment.status == PaymentStatus::refunded) return payment;
    return Error(Errc::conflict, "nothing was paid for the order " + order.number);
}

// The refund that the key made, or without a key one of the same amount whose answer was lost.
Result<std::optional<Refund>> RefundDesk::find_before(const Payment& payment,
                                                      const RefundOrder& request) {
    const auto refunds = store_.refunds(payment.id);
    if (!refunds) return refunds.error();
    for (const Refund& refund : *refunds) {
        const bool same_amount = !request.amount || refund.amount == *request.amount;
        if (request.idempotency_key.empty()) {
            if (refund.status == RefundStatus::pending && same_amount) return std::optional(refund);
        } else if (refund.idempotency_key == request.idempotency_key) {
            if (same_amount) return std::optional(refund);
            return Error(Errc::invalid, "the Idempotency-Key was used for another refund before");
        }
    }
    return std::optional<Refund>();
}

Result<Refund> RefundDesk::reserve(const Payment& payment, const RefundOrder& request) {
    const auto time = now();
    Refund refund{.id = RefundId::next(),
                  .payment = payment.id,
                  .idempotency_key = request.idempotency_key,
                  .created_at = time,
                  .updated_at = time};
    const auto reserved = store_.change(
        payment.id, [&](const Payment& locked, const Order& order) -> Result<PaymentChange> {
            refund.amount = request.amount.value_or(locked.amount - locked.refunded);
            if (refund.amount == Money())
                return Error(Errc::conflict, "all of the payment went back already");
            return reserve_refund(locked, order, refund);
        });
    if (!reserved) return reserved.error();
    return refund;
}

Result<Refunded> RefundDesk::ask_provider(const Payment& payment, Refund refund) {
    if (payment.provider != provider_.name())
        return Error(Errc::conflict, "the payment was made with '" + payment.provider +
                                         "', which is not set up any more");
    const auto answer = provider_.refund({.refund = refund.id,
                                          .reference = payment.reference,
                                          .amount = refund.amount,
                                          .currency = payment.currency});
    const auto time = now();
    if (!answer && answer.error().code() == Errc::unavailable)
        return answer.error().during("refunding with " + payment.provider);
    refund.status = answer ? answer->status : RefundStatus::failed;
    refund.provider_id = answer ? answer->id : "";
    refund.message = answer ? answer->message : answer.error().what();
    refund.updated_at = time;
    const auto changed = store_.change(
        payment.id, [&](const Payment& locked, const Order& order) -> Result<PaymentChange> {
            return finish_refund(locked, order, refund, time);
        });
    if (!changed) return changed.error();
    log_event(Level::info, "refund",
              {{"payment", payment.id.to_string()},
               {"refund", refund.id.to_string()},
               {"status", to_string(refund.status)}});
    return Refunded{.refund = std::move(refund), .payment = *changed};
}

}  // namespace tts
