#pragma once

#include "core/payment.hpp"
#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts {

// What is to be paid.
struct Charge {
    PaymentId payment = {};
    std::string order_number = {};
    std::string description = {};  // "2 × Vela de soja".
    Money amount = {};
    std::string currency = {};  // "EUR".
    std::string email = {};
    PaymentFlow flow = PaymentFlow::link;
    Timestamp made_at = {};  // When the payment was stored: the provider's is not older.
};

// A payment as the provider sees it at some moment.
struct ProviderPayment {
    PaymentId payment = {};  // Ours, if the provider says which; nil otherwise.
    std::string id = {};
    std::string reference = {};  // What a refund names; empty until the money arrived.
    PaymentStatus status = PaymentStatus::pending;
    Money amount = {};
    Money refunded = {};
    std::optional<Money> fee = {};  // What the provider keeps of it, if it says so.
    std::string currency = {};
    bool livemode = false;
    std::string pay_url = {};
    std::string client_secret =
        {};  // Of an intent, for the buyer's browser. Never stored or logged.
    std::string message = {};
};

// What a provider tells us by itself.
struct ProviderEvent {
    std::string id = {};  // The provider's; a repeat has the same.
    std::string kind = {};
    std::optional<ProviderPayment> payment = {};  // Nothing: it is about something else.
};

struct RefundRequest {
    RefundId refund = {};
    std::string reference = {};
    Money amount = {};
    std::string currency = {};
};

struct ProviderRefund {
    std::string id = {};
    RefundStatus status = RefundStatus::done;
    std::string message = {};
};

// Who takes the buyers' money. Any thread may call it. Every function may block as long as the
// provider takes, up to the adapter's limits. Errors of every function: Errc::unavailable if the
// provider gave no answer that counts (away, slow, throttling, its answer is garbage, our key is
// refused), Errc::invalid if it refuses what was asked for. Others are named where they can happen.
class PaymentProvider {
public:
    virtual ~PaymentProvider() = default;

    virtual std::string_view name() const = 0;

    // Makes the payment. Repeating it with the same payment id gives the same payment.
    // Errc::denied: the buyer's means of payment was declined.
    virtual Result<ProviderPayment> start(const Charge& charge) = 0;

    // The payment as it is now. Errc::not_found.
    virtual Result<ProviderPayment> look_up(const Payment& payment) = 0;

    // Takes the payment back before it is paid: from then on nobody can pay it. The answer is the
    // payment as it is then, which may have been paid first. Repeating it is harmless.
    virtual Result<ProviderPayment> cancel(const Payment& payment) = 0;

    // Gives money back. Repeating it with the same refund id gives it back once.
    virtual Result<ProviderRefund> refund(const RefundRequest& request) = 0;

    // The event in a request of the provider. Errc::denied if the signature is not the provider's
    // or too old, Errc::invalid if the signed body is no event, Errc::not_found if this provider
    // sends none.
    virtual Result<ProviderEvent> read_event(std::string_view body,
                                             std::string_view signature,
                                             Timestamp now) = 0;

    // The same of a body whose signature was checked when it was received.
    virtual Result<ProviderEvent> read_stored_event(std::string_view body) = 0;
};

}  // namespace tts
