#pragma once

#include "ports/payment_provider.hpp"
#include "ports/payment_store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts {

// Who wants to pay an order, and how.
struct PayRequest {
    std::string payer = {};
    std::string email = {};
    PaymentFlow flow = PaymentFlow::link;
    std::string idempotency_key = {};  // Empty: none.
};

struct StartedPayment {
    Payment payment = {};
    std::string client_secret = {};  // Of an intent; empty otherwise.
};

// What came of an event of the provider.
enum class EventOutcome {
    applied,          // Also if it told nothing new.
    unrelated,        // It is about no payment.
    unknown_payment,  // It is about none of ours.
    mismatch,         // Amount, currency or mode are not those of the payment: nothing was changed.
    duplicate,        // It was here before.
    waiting,          // Stored, and to be settled later: the database or the provider was away.
};

std::string_view to_string(EventOutcome outcome);

// Takes payments for orders. What the provider is asked for is stored before, under the id that the
// provider makes it once under, and what it tells is stored before it is believed; so whatever dies
// in between, doing it again leads to the same. Any thread may call it.
class PaymentDesk {
public:
    // Both outlive the desk. `fees` is what the provider takes where it does not say so itself.
    PaymentDesk(PaymentStore& store, PaymentProvider& provider, FeeRate fees = {})
        : store_(store), provider_(provider), fees_(fees) {}

    // The payment of the order, new or the one that is pending. Errc::conflict if the order is not
    // pending, Errc::invalid if the key was used for something else or the provider refuses what is
    // asked for, Errc::unavailable if it does not answer: asking again goes on where it stopped.
    Result<StartedPayment> process(const Order& order, const PayRequest& request);

    // Errc::denied if the signature is not the provider's, Errc::invalid if the body is no event,
    // Errc::not_found if the provider sends none, Errc::unavailable if it could not be stored: only
    // then has the provider to send it again.
    Result<EventOutcome> receive(std::string_view body, std::string_view signature, Timestamp now);

    // Settles events that were stored a while ago and never settled; returns how many.
    Result<std::size_t> settle_waiting(Timestamp now);

    // Asks the provider about the pending payments that were made a minute ago or earlier, a part
    // of them each time: an event may have been lost, or the process may have died between the
    // provider's answer and writing it down. What the provider still does not know after half an
    // hour has failed, so that the buyer can begin again. Returns how many were asked about. One
    // thread calls it.
    Result<std::size_t> reconcile(Timestamp now);

    // The order was cancelled: from now on nobody can pay its pending payment. Money that is
    // quicker goes back as any that comes too late. Errc::unavailable: reconcile() tries it again.
    Result<void> withdraw(const Order& order);

    // The seller has the money in hand. Errc::conflict if the provider takes the money itself, or
    // the order is not pending.
    Result<Payment> confirm(const Order& order);

private:
    Result<Payment> add(const Order& order, const PayRequest& request);
    Result<StartedPayment> go_on(const Payment& payment, const Order& order);
    Result<Payment> take(const PaymentId& id, ProviderPayment news);
    Result<void> cancel(const Payment& payment);
    Result<EventOutcome> settle(const PaymentEvent& stored, const ProviderEvent& event);
    Result<PaymentId> payment_of(const ProviderPayment& news);

    Result<void> ask_about(const Payment& payment, Timestamp now);

    PaymentStore& store_;
    PaymentProvider& provider_;
    const FeeRate fees_;
    PaymentId reconciled_ = {};  // The last that reconcile() asked about.
};

}  // namespace tts
