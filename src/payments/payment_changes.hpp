#pragma once

#include "ports/payment_provider.hpp"
#include "ports/payment_store.hpp"

// What news of a payment change, as values: the rules, without a database or a provider.

namespace tts {

// What the provider says now, on top of what is stored. News that are older than what is stored
// change nothing. Completed money pays an order that is pending; for one that is not, because it is
// paid already or cancelled, the event "payment.refund_due" tells that it has to go back.
// Errc::conflict if amount, currency or mode are not those of the payment.
Result<PaymentChange> take_news(const Payment& payment,
                                const Order& order,
                                const ProviderPayment& news,
                                Timestamp now);

// Sets money aside for a refund that is about to be asked for. Errc::conflict if the payment is not
// completed or less than that is left of it.
Result<PaymentChange> reserve_refund(const Payment& payment,
                                     const Order& order,
                                     const Refund& refund);

// The provider answered: the money is on its way, or stays. An order whose money went
// back whole is refunded.
PaymentChange finish_refund(const Payment& payment,
                            const Order& order,
                            const Refund& refund,
                            Timestamp now);

}  // namespace tts
