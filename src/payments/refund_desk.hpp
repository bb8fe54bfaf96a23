#pragma once

#include "ports/payment_provider.hpp"
#include "ports/payment_store.hpp"

#include <optional>
#include <string>

namespace tts {

struct RefundOrder {
    std::optional<Money> amount = {};  // Nothing: all that is left.
    std::string idempotency_key = {};  // Empty: none.
};

struct Refunded {
    Refund refund = {};
    Payment payment = {};  // As it is afterwards.
};

// Gives buyers their money back. The refund is stored, and the money set aside, before the provider
// is asked; a refund whose answer was lost is asked for again under its own id, so that the money
// goes back once. Any thread may call it.
class RefundDesk {
public:
    // Both outlive the desk.
    RefundDesk(PaymentStore& store, PaymentProvider& provider)
        : store_(store), provider_(provider) {}

    // Errc::conflict if nothing was paid, or less than that is left of it; Errc::unavailable if the
    // provider does not answer: asking again goes on where it stopped.
    Result<Refunded> refund(const Order& order, const RefundOrder& request);

    // Gives back what was paid too late: for an order that was cancelled meanwhile, or that another
    // payment paid. Also asks again for what was not answered. Returns how many went back, or the
    // first error: what one payment is refused keeps none of the others waiting.
    Result<std::size_t> give_back_late();

private:
    Result<Refunded> refund_of(const Payment& payment, const RefundOrder& request);
    Result<Payment> paid_payment(const Order& order);
    Result<Refund> reserve(const Payment& payment, const RefundOrder& request);
    Result<std::optional<Refund>> find_before(const Payment& payment, const RefundOrder& request);
    Result<Refunded> ask_provider(const Payment& payment, Refund refund);

    PaymentStore& store_;
    PaymentProvider& provider_;
};

}  // namespace tts
